// A desk that knows that a device has ended, and a relay that would keep it alive.

import { describe, expect, test } from "vitest"

import { knownOf } from "../../../client/sdk/disproofs.ts"
import { remember } from "../../../client/sdk/memory.ts"
import type { Store } from "../../../client/sdk/ports.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import { limits } from "../../../shared/limits.ts"
import { emptyFrontier, grow, leafHash, rootOf } from "../../../shared/log/tree.ts"
import type { Hash } from "../../../shared/records/names.ts"
import type { Chained, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { Story } from "../../support/practice-story.ts"
import { DeskBench, line, start, type Said } from "./desk-bench.ts"

const nothing = new Uint8Array(0)
const aDay = 24 * 3_600_000
/** When nothing that was in time is still on a living line. */
const tooLate = limits.endReachMs + limits.mergeDelayMs + limits.lineDeadMs + 1

function said({ signed: record, hash }: Chained): Said {
  return { record, hash, enclosure: nothing }
}

/** North's message, B1's reading of it, South's suspension of B1, and a desk of North. */
class Told {
  readonly story = new Story(line)
  readonly message = this.story.northSends({ precedence: "FLASH", owes: ["read"] })
  readonly read = this.story.says("B1", this.message, "read")
  readonly suspension = this.story.suspends(["B2", "B1"], "B1", start)
  readonly bench = new DeskBench("A2")

  isRead(message: ParsedEnvelope = this.message): boolean {
    const { state, believed } = knownOf(this.bench.parts)
    const row = state.rows.get(message.core.message)
    if (row === undefined) throw new Error("a row")
    return !openDemands(state, believed(row)).includes("read")
  }
}

describe("what comes after the end of a word", () => {
  test.each([
    [0, true],
    [tooLate - 21, true],
    [tooLate, false],
    [aDay, false],
  ])("[GRD17] dated in time and %i ms later here counts: %s", (later, counts) => {
    const told = new Told()
    const { bench, message, suspension, read } = told
    bench.delivers("N", said(message), start)
    bench.delivers("N", said(suspension), start)
    bench.passes(later)
    bench.effects()
    bench.delivers("S", said(message), start)
    bench.delivers("S", said(read), start)
    const notices = bench.notices()
    expect(told.isRead()).toBe(counts)
    expect(notices.some((notice) => notice.kind === "stage")).toBe(counts)
    const told1 = notices.filter((notice) => notice.kind === "violation")
    expect(told1.map((notice) => notice.code)).toEqual(counts ? [] : ["who/suspended"])
  })

  test("[GRD17] counts as little where the relay that keeps it alive is read first", () => {
    const told = new Told()
    const { bench, message, suspension, read } = told
    bench.passes(aDay)
    bench.delivers("S", said(message), start)
    bench.delivers("S", said(read), start)
    expect(told.isRead()).toBe(true)
    bench.delivers("N", said(message), start)
    bench.delivers("N", said(suspension), start)
    expect(told.isRead()).toBe(false)
  })

  test("[GRD17] counts where both relays had it before, whichever is read first", () => {
    const told = new Told()
    const { bench, message, suspension, read } = told
    for (const each of [message, read, suspension]) bench.delivers("N", said(each), start)
    bench.passes(aDay)
    for (const each of [message, read]) bench.delivers("S", said(each), start)
    expect(told.isRead()).toBe(true)
  })

  test("[GRD17] counts once another device's head from before covers it, and not its own", () => {
    for (const by of ["A1", "B1"] as const) {
      const told = new Told()
      const { bench, message, suspension, read, story } = told
      bench.delivers("N", said(message), start)
      bench.delivers("N", said(suspension), start)
      bench.passes(aDay)
      const entries = [message, read].map((each) => bench.delivers("S", said(each), start).entry)
      expect(told.isRead()).toBe(false)
      const { frontier } = grow(emptyFrontier, entries.map(leafHash))
      const root = branded<Hash>(hexOf(rootOf(frontier)))
      const head = {
        relay: line.relays.S.relay,
        epoch: 1,
        size: 2,
        root,
        signature: new Uint8Array(64),
      }
      const witness = story.says(by, message, "received", { link: { t: start, seen: [head] } })
      bench.delivers("S", said(witness), start)
      expect(told.isRead()).toBe(by === "A1")
    }
  })

  test("[GRD17] counts as little after the desk was started again", async () => {
    const told = new Told()
    const { bench, message, suspension, read } = told
    bench.delivers("N", said(message), start)
    bench.delivers("N", said(suspension), start)
    bench.passes(aDay)
    bench.delivers("S", said(message), start)
    bench.delivers("S", said(read), start)
    const rows = new Map<string, Uint8Array>()
    for (const effect of bench.effects()) {
      if (effect.kind !== "store") continue
      for (const { key, value } of effect.writes) if (value !== undefined) rows.set(key, value)
    }
    const again = new DeskBench("A2")
    await remember(again.parts, storeOf(rows))
    expect(again.parts.afterwords.isAfter(read.hash)).toBe(true)
    expect(again.parts.afterwords.isAfter(message.hash)).toBe(false)
  })
})

function storeOf(rows: ReadonlyMap<string, Uint8Array>): Store {
  const done = (): Promise<void> => Promise.resolve()
  return {
    write: done,
    close: done,
    read: (key) => Promise.resolve(rows.get(key)),
    range: (prefix) =>
      Promise.resolve(
        [...rows].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value })),
      ),
  }
}

/** Time on living circuits, a quarter of a second at a time. */
function looks(bench: DeskBench, ms: number): void {
  for (let passed = 0; passed < ms; passed += 250) {
    bench.passes(250)
    bench.parts.endHanding.check(bench.parts, bench.now)
  }
}

describe("a suspension that one relay has", () => {
  function known(): { readonly told: Told; readonly bench: DeskBench } {
    const told = new Told()
    const { bench } = told
    bench.attaches("S")
    bench.delivers("N", said(told.message), start)
    bench.delivers("N", said(told.suspension), start)
    bench.effects()
    return { told, bench }
  }

  test("[GRD18] is offered to the other within two seconds, and what it lacks before it", () => {
    const { told, bench } = known()
    looks(bench, 2_000)
    const frame = bench.link("S").feed.next(() => [], bench.now)
    if (frame?.kind !== "submit") throw new Error("a submission")
    expect(frame.submissions).toHaveLength(1)
    bench.effects()
    const { number } = frame
    const detail = "resend from 1"
    bench.hears("S", { kind: "refused", number, position: 0, code: "chain/gap", want: 1, detail })
    const asked = bench.effects().filter((effect) => effect.kind === "load")
    const { device } = line.devices.B2
    expect(told.suspension.core.link.from).toBe(device)
    expect(asked.map((effect) => effect.keys)).toEqual([[`chain/${device}/00000000000001`]])
  })

  test("[GRD18] and the other does not enter for seven seconds is told once, by name of that relay", () => {
    const { bench } = known()
    looks(bench, 7_000)
    expect(bench.violations()).toEqual([])
    looks(bench, 10_000)
    expect(bench.violations()).toHaveLength(1)
  })

  test("[GRD18] and the other enters is no violation", () => {
    const { told, bench } = known()
    looks(bench, 3_000)
    bench.delivers("S", said(told.suspension), start)
    looks(bench, 10_000)
    expect(bench.violations()).toEqual([])
  })
})
