import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { leafHash } from "../../../shared/log/tree.ts"
import type { Hash, MessageId } from "../../../shared/records/names.ts"
import { limits } from "../../../shared/limits.ts"
import { DeskBench, envelopeBy, line, seenOf } from "./desk-bench.ts"

const anotherId = branded<MessageId>("0198f6a07c007000a000000000000002")
const other = branded<Hash>("1".repeat(64))

describe("a head that somebody has seen beyond the end of our copy", () => {
  test("[GRD13] is compared when the copy has come so far", () => {
    const bench = new DeskBench("B1")
    expect(bench.link("N").copy.contradicts(seenOf("N", { size: 1, root: other }))).toBe(false)
    bench.delivers("N", envelopeBy({ from: "A1", text: "one" }))
    expect(bench.violations().join()).toContain("another journal at size 1")
  })

  test("[GRD13] is no violation where it is our own", () => {
    const bench = new DeskBench("B1")
    const said = envelopeBy({ from: "A1", text: "one" })
    const twin = new DeskBench("B1").delivers("N", said)
    const root = branded<Hash>(hexOf(leafHash(twin.entry)))
    bench.link("N").copy.contradicts(seenOf("N", { size: 1, root }))
    bench.delivers("N", said)
    expect(bench.violations()).toEqual([])
  })

  test("[GRD13] is kept when more are claimed than are remembered: the furthest goes", () => {
    const bench = new DeskBench("B1")
    const { copy } = bench.link("N")
    for (let size = limits.claimedHeadsMax + 5; size >= 1; size -= 1) {
      copy.contradicts(seenOf("N", { size, root: other }))
    }
    bench.delivers("N", envelopeBy({ from: "A1", text: "one" }))
    expect(bench.violations().join()).toContain("another journal at size 1")
  })
})

describe("a head that another device says it has seen", () => {
  test("[GRD13] accuses the relay that signed it, and nobody where it is only that device's word", () => {
    const first = envelopeBy({ from: "A1", text: "one" })
    const signedHead = seenOf("N", { size: 1, root: other })
    const lie = seenOf("N", { size: 1, root: other }, line.devices.A2.seed)
    const told = [signedHead, lie].map((seen) => {
      const bench = new DeskBench("B1")
      bench.delivers("N", first)
      bench.delivers("N", envelopeBy({ from: "A2", text: "two", seen: [seen], message: anotherId }))
      return bench.violations().join()
    })
    expect(told[0]).toContain("has seen another journal at size 1")
    expect(told[1]).toBe("")
  })
})
