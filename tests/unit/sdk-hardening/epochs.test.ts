import { describe, expect, test } from "vitest"

import { keys } from "../../../client/sdk/store-layout.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { leafHash } from "../../../shared/log/tree.ts"
import type { Hash } from "../../../shared/records/names.ts"
import { anotherId, DeskBench, envelopeBy, line, someId } from "./desk-bench.ts"
import { seenOf } from "./seen-head.ts"

const { relay } = line.relays.N

describe("a relay that speaks of another epoch", () => {
  test("[GRD5] a lower one is a violation, and the relay is not attached", () => {
    const bench = new DeskBench("B1")
    bench.link("N").copy.beginEpoch(5)
    bench.delivers("N", envelopeBy({ from: "A1", text: "kept" }))
    bench.attaches("N", { epoch: 3 })
    const { copy, feed } = bench.link("N")
    expect([copy.epoch, copy.next, feed.ownSeq]).toEqual([5, 1, undefined])
    const effects = bench.effects()
    expect(effects).toContainEqual({ kind: "disconnect", relay })
    expect(JSON.stringify(effects)).toContain("goes back to epoch 3 from 5")
  })

  test("[GRD5] a higher one is told, and what was seen of the old one still contradicts", () => {
    const bench = new DeskBench("B1")
    const { entry } = bench.delivers("N", envelopeBy({ from: "A1", text: "kept" }))
    bench.effects()
    bench.attaches("N", { epoch: 2, size: 0 })
    const { copy } = bench.link("N")
    const effects = bench.effects()
    const stored = effects.flatMap((effect) => (effect.kind === "store" ? effect.writes : []))
    expect(stored.map(({ key }) => key)).toContain(keys.pastCopy(relay, 1))
    expect(JSON.stringify(effects)).toContain("restored: it begins epoch 2")
    const own = branded<Hash>(hexOf(leafHash(entry)))
    const other = branded<Hash>("1".repeat(64))
    bench.delivers(
      "S",
      envelopeBy({ from: "A1", text: "one", seen: [seenOf("N", { size: 1, root: own })] }),
    )
    bench.asksStore()
    expect(bench.violations()).toEqual([])
    const seen = [seenOf("N", { size: 1, root: other })]
    bench.delivers("S", envelopeBy({ from: "A2", text: "two", message: anotherId, seen }))
    bench.asksStore()
    expect(bench.violations().join()).toContain("has seen another journal at size 1")
    expect(copy.epoch).toBe(2)
  })

  test("[GRD5] what the old one taught still counts after a restart", async () => {
    const bench = new DeskBench("B1")
    bench.delivers("N", envelopeBy({ from: "A1", text: "kept" }))
    bench.attaches("N", { epoch: 2, size: 0 })
    bench.enters("N", { kind: "started", epoch: 2, software: "test", oldHead: [] })
    const again = await bench.restarted()
    expect(again.parts.union.rowOf(someId)?.arrivals).toEqual(
      bench.parts.union.rowOf(someId)?.arrivals,
    )
    expect(again.parts.union.rowOf(someId)?.arrivals.length).toBe(1)
    expect([again.link("N").copy.epoch, again.link("N").copy.next]).toEqual([2, 1])
  })

  test("[GRD5] the first one is no restoring", () => {
    const bench = new DeskBench("B1")
    bench.link("N").copy.beginEpoch(0)
    bench.attaches("N", { epoch: 4 })
    expect(bench.violations()).toEqual([])
    expect(bench.link("N").feed.ownSeq).toBe(0)
  })

  test("[GRD6] a journal that stays shorter than what it gave is a violation", () => {
    const bench = new DeskBench("B1")
    bench.delivers("N", envelopeBy({ from: "A1", text: "kept" }))
    const beat = {
      kind: "heartbeat",
      number: 1,
      echoed: 0,
      received: 0,
      answered: 0,
      size: 0,
      heard: [],
    } as const
    bench.attaches("N", { size: 0 })
    bench.hears("N", beat)
    expect(bench.violations()).toEqual([])
    bench.passes(5_001)
    bench.hears("N", beat)
    expect(bench.violations().join()).toContain("ends at 0, where it gave us 1 entries")
  })
})
