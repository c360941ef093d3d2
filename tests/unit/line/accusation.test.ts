// Never a false accusation: over random histories and random views of them, nothing is said against the other side that what
// was within the observer's reach contradicts.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { otherSide } from "../../../shared/line/agreement.ts"
import { counted, meets, timetableOf } from "../../../shared/line/delivery.ts"
import { verdictOn } from "../../../shared/line/silence.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import type { Observation, Verdict } from "../../../shared/line/verdict.ts"
import { limits } from "../../../shared/limits.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Demand, DeviceId } from "../../../shared/records/names.ts"
import { foldEntries, type PracticeJournal } from "../../support/practice-journal.ts"
import { callSigns } from "../../support/practice-line.ts"
import { line } from "./one-message.ts"
import { events, History } from "./random-history.ts"

/** How much of each journal has been read, how its circuit is, and whom it brings. */
const views = fc.array(
  fc.record({
    behind: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(6)),
    isAlive: fc.boolean(),
    upFor: fc.oneof(fc.constant(3_600_000), fc.nat(20_000)),
    later: fc.nat(20_000_000),
    heard: fc.array(fc.record({ who: fc.nat(3), ageMs: fc.nat(9_000), onWatch: fc.boolean() }), {
      maxLength: 3,
    }),
  }),
  { minLength: 3, maxLength: 3 },
)
type Views = typeof views extends fc.Arbitrary<infer T> ? T : never

interface Judgement {
  readonly verdict: Verdict
  readonly author: Side
  readonly row: Row
  readonly state: LineState
  /** All that the relays of living circuits hold, read or not. */
  readonly withinReach: LineState
  readonly seen: Observation
}

function judgements(told: Parameters<History["tell"]>[0], seenAs: Views): readonly Judgement[] {
  const history = new History(line)
  history.tell(told)
  const journals = history.relays.map((relay) => relay.journal)
  const read = journals.flatMap((journal, i) =>
    journal.entries.slice(0, journal.entries.length - (seenAs[i]?.behind ?? 0)),
  )
  const state = foldEntries(line.began, read)
  const living = journals.filter((_, i) => seenAs[i]?.isAlive === true)
  const withinReach = foldEntries(
    line.began,
    living.flatMap((journal) => journal.entries),
  )
  const seen = observationOf(journals, seenAs)
  return [...state.rows.values()].flatMap((row) =>
    (["A", "B"] as const).flatMap((author) => {
      const verdict = verdictOn(state, { row, author }, seen)
      return verdict === undefined ? [] : [{ verdict, author, row, state, withinReach, seen }]
    }),
  )
}

function observationOf(journals: readonly PracticeJournal[], seenAs: Views): Observation {
  const last = journals.map((journal) => journal.entries.at(-1)?.at.t ?? 0)
  const now = Math.max(...last) + (seenAs[0]?.later ?? 0)
  return {
    now,
    circuits: seenAs.map((view, i) => ({
      relay: journals[i]?.relay.relay ?? line.relays.N.relay,
      isAlive: view.isAlive,
      since: now - view.upFor,
      lineTime: (last[i] ?? 0) + view.later,
      isCaughtUp: view.behind === 0,
    })),
    heard: seenAs.flatMap((view, i) =>
      view.heard.map(({ who, ageMs, onWatch }) => ({
        device: line.devices[callSigns[who] ?? "A1"].device,
        relay: journals[i]?.relay.relay ?? line.relays.N.relay,
        ageMs,
        onWatch,
      })),
    ),
  }
}

const missing: Partial<Record<Verdict["kind"], Demand>> = {
  "received-not-read": "read",
  "not-understood": "understood",
  "not-passed": "authority",
  silent: "answered",
}

function accuses({ verdict, author }: Judgement): boolean {
  return verdict.waitsFor === otherSide(author)
}

/** Whether anybody of theirs has said, within reach, what the verdict finds missing. */
function isContradicted({ verdict, author, row, withinReach }: Judgement): boolean {
  const demand = missing[verdict.kind]
  if (demand === undefined) return false
  const headers = new Set(
    row.sent.filter((sent) => sent.side === author).map((sent) => sent.header),
  )
  const found = withinReach.rows.get(row.message)
  return (found?.reached ?? []).some(
    (reached) => reached.side !== author && headers.has(reached.header) && meets(reached, demand),
  )
}

function isOverdueAtEachLivingRelay({ verdict, author, row, seen }: Judgement): boolean {
  const demand = missing[verdict.kind] ?? "received"
  const sent = row.sent.filter((each) => each.side === author)
  return seen.circuits.every((circuit) => {
    const arrivals = row.arrivals.filter(
      (each) =>
        each.relay === circuit.relay &&
        each.counts &&
        sent.some((one) => one.header === each.header),
    )
    const least = Math.min(
      ...sent.map((each) => timetableOf(line.charter.core, each.precedence)[demand]),
    )
    const isPast = arrivals.some((each) => circuit.lineTime >= each.t + least)
    return !circuit.isAlive || arrivals.length === 0 || isPast
  })
}

function always(holds: (judgement: Judgement) => boolean): void {
  fc.assert(
    fc.property(events, views, (told, seenAs) => {
      expect(judgements(told, seenAs).filter((each) => !holds(each))).toEqual([])
    }),
    { numRuns: 40 },
  )
}

describe("an accusation", () => {
  test("[SIL9] is never contradicted by what anybody has said within reach", () => {
    always((each) => !accuses(each) || !isContradicted(each))
  })

  test("[SIL9] is never made before the deadline has passed at every living relay that has the message", () => {
    always((each) => !accuses(each) || isOverdueAtEachLivingRelay(each))
  })

  test("[SIL9] rests on a living circuit, journals read to their end, and a fresh proof of life of theirs", () => {
    always((each) => {
      const living = each.seen.circuits.filter((circuit) => circuit.isAlive)
      const isHeard = each.seen.heard.some(
        ({ device, ageMs }) =>
          ageMs <= limits.staffedMs &&
          !isOf(each.author, device) &&
          !each.state.suspensions.has(device),
      )
      const isSound = living.length > 0 && living.every((circuit) => circuit.isCaughtUp) && isHeard
      return !accuses(each) || isSound
    })
  })

  test("[SIL9] of refusal is only ever their own signed word", () => {
    always(({ verdict, author, row, state }) => {
      const said = counted(state, row).some(
        ({ fact, side }) => fact.kind === "declined" && side === otherSide(author),
      )
      return verdict.kind !== "declined" || said
    })
  })

  test("[SIL9] is made at all, of every kind", () => {
    const seen = fc
      .sample(fc.tuple(events, views), { seed: 20_260_105, numRuns: 120 })
      .flatMap(([told, seenAs]) => judgements(told, seenAs).map(({ verdict }) => verdict.kind))
    expect(new Set(seen)).toEqual(new Set(["x"]))
  })
})

function isOf(side: Side, device: DeviceId): boolean {
  return callSigns.some(
    (each) => line.devices[each].device === device && line.devices[each].side === side,
  )
}
