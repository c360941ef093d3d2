import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { emptyFrontier, grow, leafHash, rootOf } from "../../../shared/log/tree.ts"
import type { SeenHead } from "../../../shared/records/link.ts"
import type { Hash } from "../../../shared/records/names.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { anotherId, DeskBench, envelopeBy, line } from "./desk-bench.ts"
import { seenOf } from "./seen-head.ts"

const other = branded<Hash>("1".repeat(64))
const clock = { kind: "clock", jumpMs: 900 } as const

/** The other relay brings a record whose author has seen these heads of N's journal. */
function gossips(bench: DeskBench, seen: readonly SeenHead[], from: CallSign = "A1"): void {
  const message = from === "A1" ? undefined : anotherId
  bench.delivers("S", envelopeBy({ from, text: "one", seen, ...(message && { message }) }))
}

/** N's journal grows by so many entries; the root of each size. */
function grows(bench: DeskBench, entries: number): readonly Hash[] {
  let frontier = emptyFrontier
  return Array.from({ length: entries }, () => {
    frontier = grow(frontier, [leafHash(bench.enters("N", clock).entry)]).frontier
    return branded<Hash>(hexOf(rootOf(frontier)))
  })
}

function accusations(bench: DeskBench): readonly string[] {
  const told = bench.violations()
  bench.asksStore()
  return [...told, ...bench.violations()]
}

describe("a head that somebody has seen beyond the end of our copy", () => {
  test("[GRD13] is compared when the copy has come so far", () => {
    const bench = new DeskBench("B1")
    gossips(bench, [seenOf("N", { size: 2, root: other })])
    grows(bench, 1)
    expect(accusations(bench)).toEqual([])
    grows(bench, 1)
    expect(accusations(bench).join()).toContain("another journal at size 2")
    expect([...bench.rows.keys()].filter((key) => key.startsWith("claimed/"))).toEqual([])
  })

  test("[GRD13] is no violation where it is our own", () => {
    const [, root = other] = grows(new DeskBench("B1"), 2)
    const bench = new DeskBench("B1")
    gossips(bench, [seenOf("N", { size: 2, root })])
    grows(bench, 2)
    expect(accusations(bench)).toEqual([])
  })

  test("[GRD13] is compared after a restart", async () => {
    const before = new DeskBench("B1")
    grows(before, 1)
    gossips(before, [seenOf("N", { size: 2, root: other })])
    const bench = await before.restarted()
    expect(accusations(bench)).toEqual([])
    grows(bench, 1)
    expect(accusations(bench).join()).toContain("another journal at size 2")
  })

  test("[GRD13] accuses nobody where the relay has not signed it", () => {
    const bench = new DeskBench("B1")
    gossips(bench, [seenOf("N", { size: 1, root: other }, line.devices.A1.seed)])
    grows(bench, 1)
    expect(accusations(bench)).toEqual([])
  })

  test("[GRD16] is kept beside all that others claim, the first and the newest of each", () => {
    const bench = new DeskBench("B1")
    const { claims } = bench.link("N")
    gossips(bench, [seenOf("N", { size: 3, root: other })])
    const first = seenOf("N", { size: 1, root: other })
    for (let size = 1; size <= 5_000; size += 1) claims.take("a flood", { ...first, size })
    grows(bench, 3)
    const sizes = accusations(bench).map((detail) => /size (\d+)/u.exec(detail)?.[1])
    expect(sizes).toEqual(["1", "3"])
  })

  test("[GRD16] of one device the first and the newest are compared, also after a restart", async () => {
    const before = new DeskBench("B1")
    for (const size of [2, 3, 4]) {
      before.parts.out.store(
        ...before.link("N").claims.take("A1", seenOf("N", { size, root: other })),
      )
    }
    for (const bench of [before, await before.restarted()]) {
      if (bench !== before) bench.link("N").copy.beginEpoch(1)
      grows(bench, 4)
      expect(accusations(bench)).toHaveLength(2)
    }
  })
})

describe("a head further behind the end of our copy than memory reaches", () => {
  const size = 5
  const behind = size + limits.rootsRemembered + 100

  test("[GRD13] is compared with what the store holds, a hash for each one-bit of its size", async () => {
    const before = new DeskBench("B1")
    const root = grows(before, behind)[size - 1]
    const bench = await before.restarted()
    for (const told of [before, bench]) {
      gossips(told, [seenOf("N", { size, root: root ?? other })])
      expect(told.asksStore()).toHaveLength(2)
      expect(told.violations()).toEqual([])
      gossips(told, [seenOf("N", { size, root: other })], "A2")
      expect(accusations(told).join()).toContain(`another journal at size ${String(size)}`)
    }
  })

  test("[GRD13] that the store was not asked about before a restart is asked about after it", async () => {
    const before = new DeskBench("B1")
    grows(before, behind)
    gossips(before, [seenOf("N", { size, root: other })])
    const bench = await before.restarted()
    expect(accusations(bench).join()).toContain(`another journal at size ${String(size)}`)
  })

  test("[GRD13] is told where the store has lost what it was given", () => {
    const bench = new DeskBench("B1")
    grows(bench, behind)
    gossips(bench, [seenOf("N", { size, root: other })])
    bench.effects()
    for (const key of bench.rows.keys()) if (key.startsWith("node/")) bench.rows.delete(key)
    bench.asksStore()
    expect(JSON.stringify(bench.notices())).toContain("cannot be compared at size 5")
  })
})

describe("a head that our copy can compare at once", () => {
  test("[GRD13] accuses the relay that signed it, and nobody where it is only that device's word", () => {
    const own = line.relays.N.logSeed
    const told = [own, line.devices.A1.seed].map((by) => {
      const bench = new DeskBench("B1")
      grows(bench, 1)
      gossips(bench, [seenOf("N", { size: 1, root: other }, by)])
      return bench.violations().join()
    })
    expect(told[0]).toContain("has seen another journal at size 1")
    expect(told[1]).toBe("")
  })
})
