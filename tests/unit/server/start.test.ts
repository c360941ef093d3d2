import { describe, expect, test } from "vitest"

import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import { rootOf } from "../../../shared/log/tree.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { signed } from "../../../shared/records/signed.ts"
import { newLine, wakeAt } from "../../../server/core/line-relay.ts"
import { LineBench, practice } from "./line-bench.ts"
import { Disk } from "./line-disk.ts"

function copyOf(disk: Disk): Disk {
  const copy = new Disk()
  copy.entries.push(...disk.entries)
  for (const [key, value] of disk.rows) copy.rows.set(key, value)
  return copy
}

/** A journal long enough for one: moving the wall clock makes entries, and costs no signature. */
function long(): LineBench {
  const bench = LineBench.opened()
  const [a, b] = [bench.attach("A1"), bench.attach("B1")]
  const open = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
  const settled = bench.story.northSends()
  bench.submit(a, 1, open, settled)
  bench.submit(b, 1, bench.story.says("B1", settled, "received"))
  while (bench.disk.entries.length < limits.snapshotEntries + 20) {
    bench.wall += 1_000
    bench.happen({ kind: "ticked" })
  }
  return bench
}

describe("starting", () => {
  test("[CIR11] a new journal begins with started, charter and rosters", () => {
    const bench = LineBench.opened()
    expect(bench.relayed()).toEqual([
      { kind: "started", epoch: 1, software: "parley bench", oldHead: [] },
    ])
    expect(bench.records()).toEqual([
      practice.charter.hash,
      practice.rosters.A.hash,
      practice.rosters.B.hash,
    ])
    expect(bench.done).toContain("ready")
  })

  test("[CIR11] every later start appends started alone", () => {
    const bench = LineBench.opened().restarted()
    expect(bench.relayed().map((record) => record.kind)).toEqual(["started", "started"])
    expect(bench.records()).toHaveLength(3)
  })

  test("[CIR11] a start that dies before its first append begins the journal at the next", () => {
    const bench = new LineBench()
    bench.isHolding = true
    bench.open()
    expect(bench.disk.entries).toHaveLength(0)
    expect(bench.restarted().records()).toHaveLength(3)
  })

  test("[CIR13] documents that do not found a line for this relay are refused", () => {
    const { identity } = new LineBench().relay
    const moment = { mono: 0, wall: 0, random: new Uint8Array(32) }
    const charter = encodeAs(signed, practice.charter.signed)
    const roster = encodeAs(signed, practice.rosters.A.signed)
    const stranger = { ...identity, relay: branded<RelayId>("00".repeat(8)) }
    const wrong = [
      newLine(identity, { charter: Uint8Array.of(1), rosters: [] }, moment),
      newLine(identity, { charter: roster, rosters: [] }, moment),
      newLine(identity, { charter, rosters: [Uint8Array.of(1)] }, moment),
      newLine(stranger, { charter, rosters: [roster] }, moment),
    ]
    expect(wrong.map((line) => (line.ok ? "founded" : line.code))).toEqual([
      "form/malformed",
      "form/malformed",
      "form/malformed",
      "who/relay",
    ])
  })
})

describe("a snapshot", () => {
  test("[CIR12] with the entries behind it gives the state that folding everything gives", () => {
    const bench = long()
    bench.submit(bench.attach("B1"), 2, bench.story.southSends({ owes: ["answered"] }))
    expect(bench.disk.rows.has("snapshot")).toBe(true)
    const short = LineBench.opened(copyOf(bench.disk))
    const bare = copyOf(bench.disk)
    bare.rows.delete("snapshot")
    const whole = LineBench.opened(bare)
    expect(short.notes[0]).toEqual({ what: "opened", fromSnapshot: 1_000 })
    expect(whole.notes[0]).toEqual({ what: "opened", fromSnapshot: 0 })
    expect(encodeState(short.relay.folded.state)).toEqual(encodeState(whole.relay.folded.state))
    expect(rootOf(short.relay.folded.frontier)).toEqual(rootOf(whole.relay.folded.frontier))
    expect(short.relay.folded.dues).toEqual(whole.relay.folded.dues)
    expect(short.relay.folded.state.rows.size).toBe(2)
  })

  test("[CIR12] of other rules, or damaged, is passed over", () => {
    const bench = long()
    bench.disk.rows.set("snapshot", Uint8Array.of(1, 2, 3))
    expect(bench.restarted().notes[0]).toEqual({ what: "opened", fromSnapshot: 0 })
  })
})

test("[DUE1] a line asks to be woken for the first thing that waits for it", () => {
  const bench = LineBench.opened()
  expect(wakeAt(bench.relay)).toBeLessThanOrEqual(bench.mono + limits.clockWindowMs)
  const [a, b] = [bench.attach("A1"), bench.attach("B1")]
  const sent = bench.story.northSends({ precedence: "FLASH" })
  bench.submit(a, 1, sent)
  bench.beat(1_000)
  expect(wakeAt(bench.relay)).toBe(bench.mono + 4_000)
  bench.submit(b, 1, bench.story.says("B1", sent, "received"))
  expect(wakeAt(bench.relay)).toBe(bench.mono + 1_000)
  expect(wakeAt({ ...bench.relay, isOpen: false })).toBe(Number.POSITIVE_INFINITY)
})
