// What has become of a message: which of its demands are met, by whom, when. A set of facts, so arrival order is nothing.

import { unreachable } from "../assert.ts"
import { compareText, equalBytes } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import type { Charter, Side, TimetableRow } from "../records/charter.ts"
import { precedences, type Demand, type Hash, type Precedence } from "../records/names.ts"
import type { StageKind } from "../records/stage.ts"
import { isInTime } from "./ends.ts"
import type { LineState, Reached, Row, Sent } from "./state.ts"

/** Everything a message can demand, in the order in which it is usually met. */
export const demands: readonly Demand[] = [
  "received",
  "read",
  "understood",
  "authority",
  "answered",
]

/** Which side signs a stage: the one that received the message, or its author's. */
const signedByAuthorSide: ReadonlySet<StageKind> = new Set(["confirmed", "differs"])

/** Whoever answers, reads back, passes on or declines has read: a person signed it. */
const provesReading: ReadonlySet<StageKind> = new Set([
  "read",
  "read-back",
  "passed",
  "answered",
  "stand-by",
  "declined",
  "contested",
])

/**
 * Stages whose word is not enough: what they say in substance is an envelope, and they follow it. An acknowledgement says it
 * alone, and so does the word that somebody disputes one.
 */
export const needsStatement: ReadonlySet<StageKind> = new Set([
  "read-back",
  "confirmed",
  "differs",
  "passed",
  "answered",
  "stand-by",
  "declined",
])

/**
 * Whether what the stage says in substance stands where it belongs: in an envelope that refers to the message, named by the
 * stage and directly before it in the same chain.
 */
export function isSpoken(
  row: Row,
  stage: Pick<Reached, "from" | "follows" | "substance"> & {
    readonly fact: { readonly kind: StageKind }
  },
): boolean {
  const { from, follows, substance, fact } = stage
  if (!needsStatement.has(fact.kind)) return true
  return row.answers.some(
    (answer) => answer.header === follows && answer.from === from && answer.message === substance,
  )
}

/**
 * The envelope of a row, once it is here. Two envelopes with one commitment are one message (two officers released one
 * draft). Should anybody reuse a message id for something else, the more urgent one names the times.
 */
export function envelopeOf(row: Row): Sent | undefined {
  return row.sent.reduce<Sent | undefined>(
    (most, sent) => (most === undefined || urgency(sent) > urgency(most) ? sent : most),
    undefined,
  )
}

function urgency(sent: Sent): number {
  return precedences.indexOf(sent.precedence)
}

/**
 * The stages that count: for a header of this message, by the right side, admitted before its author's word ended, signed
 * before any fork of their device, and beside the statement that says what they stand for.
 */
export function counted(state: LineState, row: Row): readonly Reached[] {
  return row.reached.filter((reached) => {
    const envelope = row.sent.find((sent) => sent.header === reached.header)
    const isAdmitted = reached.admitted.some((admitted) => isInTime(state, reached.from, admitted))
    if (envelope === undefined || !isAdmitted) return false
    if (reached.seq >= (state.forked.get(reached.from) ?? Number.MAX_SAFE_INTEGER)) return false
    if (!isSpoken(row, reached)) return false
    const isAuthorSide = reached.side === envelope.side
    return isAuthorSide === signedByAuthorSide.has(reached.fact.kind)
  })
}

/** The row as it would be had only this side used its message id: what one party asked, and what came of that. */
export function ofSide(row: Row, side: Side): Row {
  const sent = row.sent.filter((each) => each.side === side)
  const headers = new Set(sent.map((each) => each.header))
  return {
    ...row,
    sent,
    arrivals: row.arrivals.filter((arrival) => headers.has(arrival.header)),
    reached: row.reached.filter((reached) => headers.has(reached.header)),
  }
}

export function meets(reached: Reached, demand: Demand): boolean {
  const { kind } = reached.fact
  switch (demand) {
    case "received":
      return kind === "received" || provesReading.has(kind)
    case "read":
      return provesReading.has(kind)
    case "understood":
      return kind === "confirmed"
    case "authority":
      return kind === "passed"
    case "answered":
      return kind === "answered" || kind === "declined"
    default:
      return unreachable(demand)
  }
}

/** The stages by which a demand was met, in the order of their author's times; ties by record. */
export function meetingStages(state: LineState, row: Row, demand: Demand): readonly Reached[] {
  return counted(state, row)
    .filter((reached) => meets(reached, demand))
    .toSorted(bySignedTime)
}

function bySignedTime(a: Reached, b: Reached): number {
  return a.t - b.t || compareText(a.record, b.record)
}

/**
 * What is owed and not met. Being received is always owed. Each commitment of each side under the id must be met by stages
 * of its own headers: reusing somebody's message id can make more owed, never less.
 */
export function openDemands(state: LineState, row: Row): readonly Demand[] {
  const stages = counted(state, row)
  const open = new Set<Demand>()
  for (const sent of row.sent) {
    const owed: readonly Demand[] = ["received", ...sent.owes]
    const headers = row.sent
      .filter((other) => other.side === sent.side && equalBytes(other.commitment, sent.commitment))
      .map((other) => other.header)
    const own = stages.filter((reached) => headers.includes(reached.header))
    for (const demand of owed) {
      if (!own.some((reached) => meets(reached, demand))) open.add(demand)
    }
  }
  return demands.filter((demand) => open.has(demand))
}

/** Their word that they will answer, and until when: the record that says so. */
export interface StandBy {
  readonly until: number
  readonly record: Hash
}

/** Stand-bys that count: long enough for nobody to forget, short enough for the charter, and at most four. */
export function standBys(state: LineState, row: Row, timetable: TimetableRow): readonly StandBy[] {
  const valid: StandBy[] = []
  for (const reached of counted(state, row).toSorted(bySignedTime)) {
    if (reached.fact.kind !== "stand-by") continue
    const { until } = reached.fact
    if (until > reached.t && until - reached.t <= timetable.standBy) {
      valid.push({ until, record: reached.record })
    }
  }
  return valid.slice(0, limits.standByMax)
}

export function timetableOf(
  charter: Pick<Charter, "timetable">,
  precedence: Precedence,
): TimetableRow {
  const row = charter.timetable.find((candidate) => candidate.precedence === precedence)
  if (row === undefined) throw new RangeError(`the charter has no times for ${precedence}`)
  return row
}
