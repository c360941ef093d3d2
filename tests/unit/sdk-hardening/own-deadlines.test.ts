import { describe, expect, test } from "vitest"

import { knownOf } from "../../../client/sdk/disproofs.ts"
import { Conversation } from "../../../client/sdk/view/conversation.ts"
import { observationOf, verdictView } from "../../../client/sdk/view/observation.ts"
import { messageView } from "../../../client/sdk/view/message.ts"
import { present } from "../../../shared/assert.ts"
import { stepsAhead, type LadderPoint } from "../../../shared/line/deadlines.ts"
import { DeskBench, envelopeBy, line, someId, start } from "./desk-bench.ts"

const { relay } = line.relays.N
const flash = envelopeBy({ from: "A1", text: "read this", owes: ["read"] })

/** A desk that listens to relay N, whose line time is right, when the message comes. */
function listening(): { readonly bench: DeskBench; readonly first: LadderPoint } {
  const bench = new DeskBench("A1")
  bench.attaches("N", { size: 0 })
  measures(bench, 0)
  looks(bench)
  bench.delivers("N", flash)
  looks(bench)
  const { union } = bench.parts
  const row = present(union.rowOf(someId), "the message is here")
  bench.effects()
  return { bench, first: present(stepsAhead(union.state, row, relay)[0], "it has a ladder") }
}

/** The relay says that its clock is so far ahead of ours, as often as it takes to be believed. */
function measures(bench: DeskBench, ahead: number): void {
  const t = bench.now.wall + ahead
  const { clock } = bench.link("N")
  for (let i = 0; i < 16; i += 1)
    clock.exchange(bench.now.wall, { received: t, answered: t }, bench.now)
}

function looks(bench: DeskBench): readonly string[] {
  const { parts, now } = bench
  parts.alarms.check(knownOf(parts), { ...bench.link("N").reading(now), isKept: true }, parts.out)
  return bench.notices().map((notice) => (notice.kind === "overdue" ? notice.by : notice.kind))
}

function takesStep(bench: DeskBench, point: LadderPoint): void {
  bench.enters("N", { kind: "overdue", presence: [], ...point })
}

const untilDue = ({ dueAt }: LadderPoint, bench: DeskBench): number => dueAt - bench.now.wall

describe("a step that a relay takes long before it is due", () => {
  test("[GRD8] is a violation, rings nothing, and does not silence our own alarm", () => {
    const { bench, first } = listening()
    takesStep(bench, first)
    const told = bench.notices()
    expect(told.map(({ kind }) => kind)).toEqual(["violation"])
    expect(told).toMatchObject([{ code: "time/implausible" }])
    bench.passes(untilDue(first, bench))
    expect(looks(bench)).toEqual(["our-clock"])
    expect(looks(bench)).toEqual([])
  })

  test("[GRD8] makes nobody overdue on a screen", () => {
    const { bench, first } = listening()
    takesStep(bench, first)
    expect(messageView(new Conversation(bench.parts), someId, bench.now)?.isOverdue).toBe(false)
    bench.passes(untilDue(first, bench))
    expect(messageView(new Conversation(bench.parts), someId, bench.now)?.isOverdue).toBe(true)
  })

  test("[GRD8] but one that is taken in time rings once, by the relay", () => {
    const { bench, first } = listening()
    bench.passes(untilDue(first, bench))
    takesStep(bench, first)
    expect(looks(bench)).toEqual(["relay"])
    expect(looks(bench)).toEqual([])
  })
})

describe("a relay whose line time does not run as ours", () => {
  test("[GRD9] when it stands still delays no alarm", () => {
    const { bench, first } = listening()
    const wait = untilDue(first, bench)
    bench.passes(wait + 1_001)
    measures(bench, -wait)
    expect(looks(bench)).toContain("our-clock")
  })

  test("[GRD9] when it runs ahead accuses nobody", () => {
    const { bench } = listening()
    bench.passes(1_000)
    measures(bench, 86_400_000)
    expect(looks(bench)).toEqual([])
  })

  test("[GRD9] when it runs ahead makes no verdict late", () => {
    const { bench } = listening()
    bench.passes(1_000)
    measures(bench, 86_400_000)
    const { parts, now } = bench
    const observation = observationOf(parts, new Map(), now)
    expect(observation.circuits.some(({ lineTime }) => lineTime > now.wall + 80_000_000)).toBe(true)
    const row = present(parts.union.rowOf(someId), "the message is here")
    expect(parts.alarms.lineTime(row, bench.link("N").reading(now))).toBeLessThan(now.wall + 2_000)
    expect(verdictView(parts, { message: someId, author: "A" }, observation, now)?.kind).toBe(
      "waiting",
    )
  })

  test("[GRD9] and a machine that slept counts anew", () => {
    const { bench, first } = listening()
    const slept = untilDue(first, bench) + 2_000
    bench.now = { wall: bench.now.wall + slept, mono: bench.now.mono + 100 }
    measures(bench, 0)
    expect(looks(bench)).toContain("our-clock")
  })

  test("[GRD10] an entry dated before the one before it is a violation", () => {
    const bench = new DeskBench("B1")
    bench.enters("N", { kind: "started", epoch: 1, software: "test", oldHead: [] }, start + 20)
    bench.delivers("N", flash, start + 19)
    expect(bench.violations()).toEqual(["an entry is dated 1 ms before the one before it"])
  })
})
