// Never a false accusation: over random conversations and random views of them, nothing is said against the other side that
// was not signed, that what lies within the observer's reach contradicts, or that a bad line could have caused.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { counted, meets, timetableOf } from "../../../shared/line/delivery.ts"
import { verdictOn } from "../../../shared/line/silence.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import type { Observation, Verdict } from "../../../shared/line/verdict.ts"
import { limits } from "../../../shared/limits.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import type { Fact } from "../../../shared/records/stage.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { callSigns, type CallSign } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { everything, line, minute, north, rowIn, south, stateOf } from "./one-message.ts"

const facts: readonly Fact[] = [
  { kind: "received" },
  { kind: "received" },
  { kind: "read", role: "duty" },
  { kind: "read", role: "supervisor" },
  { kind: "read-back" },
  { kind: "confirmed" },
  { kind: "passed", level: "minister" },
  { kind: "contested", role: "duty" },
  { kind: "cannot-open" },
  { kind: "answered" },
  { kind: "declined" },
]

/** What is said about one FLASH from North, in order; and up to which of it each relay's journal goes. */
const conversations = fc.record({
  owes: fc.subarray<Demand>([...everything]),
  said: fc.array(
    fc.record({ by: fc.constantFrom(...callSigns), what: fc.nat(13), passed: fc.nat(200_000) }),
    { maxLength: 7 },
  ),
  reach: fc.tuple(fc.nat(8), fc.nat(8)),
})
type Conversation = typeof conversations extends fc.Arbitrary<infer T> ? T : never

const circuits = fc.record({
  behind: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.nat(4)),
  isAlive: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  upFor: fc.constantFrom(60 * minute, limits.lateGraceMs, limits.lateGraceMs - 1, 0),
  lag: fc.integer({ min: -minute, max: minute }),
})
interface Heard {
  readonly by: CallSign
  readonly ageMs: number
  readonly onWatch: boolean
}
const onWatchB2: Heard[] = [{ by: "B2", ageMs: 1_000, onWatch: true }]
const anybody: fc.Arbitrary<Heard> = fc.record({
  by: fc.constantFrom(...callSigns),
  ageMs: fc.nat(9_000),
  onWatch: fc.boolean(),
})
const views = fc.record({
  circuits: fc.tuple(circuits, circuits),
  later: fc.oneof(fc.nat(minute), { weight: 2, arbitrary: fc.nat(60 * minute) }),
  heard: fc.oneof(fc.constant(onWatchB2), fc.array(anybody, { maxLength: 4 })),
})
type View = typeof views extends fc.Arbitrary<infer T> ? T : never

function journalsOf({
  owes,
  said,
  reach,
}: Conversation): readonly [PracticeJournal, PracticeJournal] {
  const story = new Story(line)
  const message = story.northSends({ precedence: "FLASH", owes })
  const told: { readonly record: Parsed; readonly t: number }[] = [
    { record: message, t: story.now },
  ]
  for (const { by, what, passed } of said) {
    story.now += passed
    told.push({ record: recordOf(story, message, { by, what }), t: story.now })
  }
  const [n, s] = [new PracticeJournal(line.relays.N), new PracticeJournal(line.relays.S)]
  for (const { record, t } of told.slice(0, 1 + reach[0])) n.admits(record, t)
  for (const { record, t } of told.slice(0, 1 + reach[1])) s.admits(record, t + 50)
  return [n, s]
}

function recordOf(
  story: Story,
  message: ReturnType<Story["sends"]>,
  { by, what }: Pick<Conversation["said"][number], "by" | "what">,
): Parsed {
  if (what === 13) return story.suspends(["B2", "B1"], by === "B2" ? "B2" : "B1")
  const fact = facts[what] ?? { kind: "stand-by", until: story.now + 10 * minute }
  return story.says(by, message, fact)
}

interface Judgement {
  readonly verdict: Verdict
  readonly row: Row
  readonly state: LineState
  /** All that the relays of living circuits hold, read or not. */
  readonly withinReach: LineState
  readonly seen: Observation
}

function judged(conversation: Conversation, view: View): Judgement {
  const journals = journalsOf(conversation)
  const read = journals.map((journal, i) => {
    const copy = new PracticeJournal(journal.relay)
    // The message itself has always been read: without it there is no verdict.
    const end = Math.max(1, journal.entries.length - (view.circuits[i]?.behind ?? 0))
    copy.entries.push(...journal.entries.slice(0, end))
    return copy
  })
  const state = stateOf(...read)
  const living = journals.filter((_, i) => view.circuits[i]?.isAlive === true)
  const seen = observationOf(journals, read, view)
  const [row] = state.rows.values()
  if (row === undefined) throw new Error("the message has been read")
  const verdict = verdictOn(state, { row, author: "A" }, seen)
  if (verdict === undefined) throw new Error("the message has been read")
  return { verdict, row, state, withinReach: stateOf(...living), seen }
}

function observationOf(
  journals: readonly PracticeJournal[],
  read: readonly PracticeJournal[],
  view: View,
): Observation {
  const last = Math.max(...journals.map((journal) => journal.entries.at(-1)?.at.t ?? 0))
  const now = last + view.later
  return {
    now,
    circuits: view.circuits.map(({ isAlive, upFor, lag }, i) => ({
      relay: i === 0 ? north : south,
      isAlive,
      since: now - upFor,
      lineTime: now + lag,
      isCaughtUp: journals[i]?.entries.length === read[i]?.entries.length,
    })),
    heard: view.heard.map(({ by, ageMs, onWatch }) => ({
      device: line.devices[by].device,
      relay: north,
      ageMs,
      onWatch,
    })),
  }
}

const missing: Partial<Record<Verdict["kind"], Demand>> = {
  "received-not-read": "read",
  "not-understood": "understood",
  "not-passed": "authority",
  silent: "answered",
}

/** What is wrong with a judgement; nothing, where it accuses nobody or rightly. */
function faultsOf(judgement: Judgement): readonly string[] {
  const { verdict } = judgement
  const refuses = verdict.kind === "declined" && !hasDeclined(judgement)
  if (verdict.waitsFor !== "B") return refuses ? ["a refusal that nobody signed"] : []
  return [
    ...(isContradicted(judgement) ? ["somebody had said it, within reach"] : []),
    ...(isOverdue(judgement) ? [] : ["not overdue at every living relay that has it"]),
    ...(isLineSound(judgement) ? [] : ["the line may have been at fault"]),
    ...(verdict.cannotExclude.length > 0 ? [] : ["no doubt is named"]),
  ]
}

function hasDeclined({ state, row }: Judgement): boolean {
  return counted(state, row).some(({ fact, side }) => fact.kind === "declined" && side === "B")
}

function isContradicted({ verdict, row, withinReach }: Judgement): boolean {
  const demand = missing[verdict.kind]
  const { reached } = rowIn(withinReach, row.message)
  return reached.some((each) => demand !== undefined && each.side === "B" && meets(each, demand))
}

function isOverdue({ verdict, row, seen }: Judgement): boolean {
  const demand = missing[verdict.kind] ?? "received"
  const allowed = timetableOf(line.charter.core, "FLASH")[demand]
  return seen.circuits.every(({ isAlive, relay, lineTime }) => {
    const arrival = row.arrivals.find((each) => each.relay === relay)
    return !isAlive || arrival === undefined || lineTime >= arrival.t + allowed
  })
}

function isLineSound({ state, seen }: Judgement): boolean {
  const living = seen.circuits.filter((circuit) => circuit.isAlive)
  const theirs = [line.devices.B1.device, line.devices.B2.device]
  const isHeard = seen.heard.some(
    ({ device, ageMs }) =>
      theirs.includes(device) && ageMs <= limits.staffedMs && !state.suspensions.has(device),
  )
  const isSettled = living.some((circuit) => seen.now - circuit.since >= limits.lateGraceMs)
  return isSettled && living.every((circuit) => circuit.isCaughtUp) && isHeard
}

describe("an accusation", () => {
  test("[SIL9] is never false", () => {
    fc.assert(
      fc.property(conversations, views, (conversation, view) => {
        expect(faultsOf(judged(conversation, view))).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  test("[SIL9] has been asked about every kind of verdict", () => {
    const kinds = fc
      .sample(fc.tuple(conversations, views), { seed: 20_260_105, numRuns: 900 })
      .map(([conversation, view]) => judged(conversation, view).verdict.kind)
    expect([...new Set(kinds)].toSorted()).toEqual([
      "answered",
      "catching-up",
      "contested",
      "declined",
      "holding",
      "line-down",
      "met",
      "not-passed",
      "not-received",
      "not-understood",
      "received-not-read",
      "silent",
      "unattended",
      "waiting",
    ])
  })
})
