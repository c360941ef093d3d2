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

describe("a step that a relay takes under the name of another", () => {
  test("[LAD3] rings nothing, is told, and does not silence the other", () => {
    const { bench, first } = listening()
    bench.passes(untilDue(first, bench))
    takesStep(bench, { ...first, number: first.number + 1 })
    const told = bench.notices()
    expect(told).toMatchObject([{ kind: "violation", code: "log/forged" }])
    expect(looks(bench)).toEqual(["our-clock"])
  })
})

/** The same desk, started anew some time later: its relay says the line time, and has been heard. */
async function laterDesk(
  bench: DeskBench,
  since: { readonly ms: number; readonly wrongBy?: number; readonly lagging?: number },
): Promise<DeskBench> {
  const again = await bench.restarted()
  again.now = { wall: again.now.wall + since.ms + (since.wrongBy ?? 0), mono: 20 }
  again.attaches("N")
  again.effects()
  measures(again, -(since.wrongBy ?? 0) - (since.lagging ?? 0))
  return again
}

describe("a desk that starts anew after a message was accepted", () => {
  test("[GRD20] rings for what a relay took too early for the desk that it was", async () => {
    const { bench, first } = listening()
    takesStep(bench, first)
    const wait = untilDue(first, bench)
    const early = await laterDesk(bench, { ms: wait - 5_000 })
    expect(looks(early)).toEqual([])
    early.passes(5_000)
    measures(early, 0)
    expect(looks(early)).toEqual(["our-clock"])
    expect(looks(early)).toEqual([])
  })

  test("[GRD21] rings in time by its own clock, where the relay's lags, and calls nobody late", async () => {
    const { bench, first } = listening()
    const wait = untilDue(first, bench)
    const later = await laterDesk(bench, { ms: wait + 1_001, lagging: 20_000 })
    expect(looks(later)).toEqual(["our-clock"])
    const observation = observationOf(later.parts, new Map(), later.now)
    const about = { message: someId, author: "A" } as const
    expect(verdictView(later.parts, about, observation, later.now)?.kind).toBe("waiting")
    expect(messageView(new Conversation(later.parts), someId, later.now)?.isOverdue).toBe(false)
  })

  test("[GRD21] accuses no relay of haste when its own clock is an hour behind", async () => {
    const { bench, first } = listening()
    const later = await laterDesk(bench, { ms: untilDue(first, bench), wrongBy: -3_600_000 })
    later.enters("N", { kind: "overdue", presence: [], ...first }, first.dueAt)
    expect(looks(later)).toEqual(["relay"])
  })
})

describe("a relay whose line time does not run as ours", () => {
  test("[TIM8] is measured anew on a new circuit, and our own count goes on", () => {
    const { bench, first } = listening()
    bench.passes(1_000)
    const { clock } = bench.link("N")
    const row = present(bench.parts.union.rowOf(someId), "the message is here")
    clock.forget()
    expect([clock.latencyMs, clock.lineTime(bench.now)]).toEqual([undefined, bench.now.wall])
    const reading = { ...bench.link("N").reading(bench.now), lineTime: first.dueAt }
    expect(bench.parts.alarms.lineTime(row, reading)).toBe(start + 1_020)
  })

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
