// What may be said about the other side when something is owed and has not come. Every verdict names the signed records and
// the proofs of life it rests on, circuit by circuit, and what it cannot exclude. In doubt the line is blamed before the
// other side, and our own side before theirs: an accusation that is false may be the last message on a line.

import type { Side, TimetableRow } from "../records/charter.ts"
import type { Demand, Hash, RelayId } from "../records/names.ts"
import { limits } from "../limits.ts"
import { charterOf, enrolledDevices, otherSide } from "./agreement.ts"
import {
  counted,
  envelopeOf,
  meets,
  ofSide,
  openDemands,
  standBys,
  timetableOf,
  type StandBy,
} from "./delivery.ts"
import { runningAt } from "./deadlines.ts"
import type { Arrival, LineState, Reached, Row, Sent } from "./state.ts"
import type { Doubt, Observation, ProofSeen, Verdict, VerdictKind } from "./verdict.ts"

/** Everything a verdict is made from, gathered once. */
interface Case {
  readonly state: LineState
  readonly row: Row
  readonly sent: Sent
  readonly author: Side
  readonly timetable: TimetableRow
  readonly stages: readonly Reached[]
  readonly standBys: readonly StandBy[]
  readonly seen: Observation
}

/** The verdict on the message that `author`'s side sent under this id; undefined while its envelope is not here. */
export function verdictOn(
  state: LineState,
  message: { readonly row: Row; readonly author: Side },
  observation: Observation,
): Verdict | undefined {
  const { author } = message
  const row = ofSide(message.row, author)
  const sent = envelopeOf(row)
  if (sent === undefined) return undefined
  const charter = charterOf(state, sent.charter)
  if (charter === undefined) return undefined
  const timetable = timetableOf(charter, sent.precedence)
  const its: Case = {
    state,
    row,
    sent,
    author,
    timetable,
    stages: counted(state, row),
    standBys: standBys(state, row, timetable),
    seen: observation,
  }
  return saidByThem(its) ?? overdueVerdict(its) ?? verdict(its, "waiting", {})
}

/** Their own signed word comes before anything that could be concluded. An answer outweighs a refusal beside it. */
function saidByThem(its: Case): Verdict | undefined {
  for (const kind of ["answered", "declined"] as const) {
    const said = its.stages.filter((reached) => reached.fact.kind === kind)
    if (said.length > 0) return verdict(its, kind, { records: said.map((each) => each.record) })
  }
  if (openDemands(its.state, its.row).length === 0) {
    return verdict(its, "met", { records: its.stages.map((each) => each.record) })
  }
  const holding = its.standBys.filter((standBy) => standBy.until > slowestClock(its.seen))
  if (holding.length === 0) return undefined
  const until = Math.max(...holding.map((standBy) => standBy.until))
  return verdict(its, "holding", { until, records: holding.map((standBy) => standBy.record) })
}

/** A word is kept until every clock that we hear says that its time has passed. */
function slowestClock(seen: Observation): number {
  const living = seen.circuits.filter((circuit) => circuit.isAlive)
  const heard = living.length > 0 ? living : seen.circuits
  return Math.min(seen.now, ...heard.map((circuit) => circuit.lineTime))
}

function overdueVerdict(its: Case): Verdict | undefined {
  const demand = openDemands(its.state, its.row).find((open) => isOverdue(its, open))
  if (demand === undefined) return undefined
  return (
    ownMove(its, demand) ??
    lineVerdict(its) ??
    contestedVerdict(its, demand) ??
    theirMove(its, demand)
  )
}

/** Somebody there has spoken, with a device whose word does not count: not silence, and not an answer. */
function contestedVerdict(its: Case, demand: Demand): Verdict | undefined {
  const them = otherSide(its.author)
  const voided = its.row.reached.filter(
    (reached) => reached.side === them && meets(reached, demand) && !its.stages.includes(reached),
  )
  if (voided.length === 0) return undefined
  return verdict(its, "contested", {
    records: voided.map((each) => each.record),
    doubts: ["console-stolen"],
  })
}

/**
 * Overdue by every living circuit that carried it, or by every dead one where none lives: a relay with a wrong clock must not
 * make anybody late. What came late counts from when it came.
 */
function isOverdue(its: Case, demand: Demand): boolean {
  const carried = its.seen.circuits.flatMap((circuit) => {
    const arrival = arrivalAt(its, circuit.relay)
    return arrival === undefined ? [] : [{ circuit, arrival }]
  })
  const living = carried.filter(({ circuit }) => circuit.isAlive)
  const judged = living.length > 0 ? living : carried
  const isPast = judged.every(
    ({ circuit, arrival }) => circuit.lineTime >= arrival.t + its.timetable[demand],
  )
  return judged.length > 0 && isPast
}

function arrivalAt({ state, row }: Case, relay: RelayId): Arrival | undefined {
  return runningAt(state, row, relay).toSorted((a, b) => a.t - b.t)[0]
}

/** Where the next move is the author's, nothing is said about the other side. */
function ownMove(its: Case, demand: Demand): Verdict | undefined {
  const { author } = its
  const waiting = ownMoves[demand]
  if (waiting === undefined) return undefined
  const records = its.stages.filter((each) => each.fact.kind === waiting.after)
  if (records.length === 0) return undefined
  return verdict(its, waiting.kind, {
    waitsFor: author,
    records: records.map((each) => each.record),
  })
}

/** A device that cannot open waits for a new wrap; a read-back waits to be confirmed. */
const ownMoves: Partial<
  Record<Demand, { readonly after: "cannot-open" | "read-back"; readonly kind: VerdictKind }>
> = {
  received: { after: "cannot-open", kind: "not-received" },
  understood: { after: "read-back", kind: "not-understood" },
}

/** What stands between the two desks, as far as it can be told; undefined where nothing seems to. */
function lineVerdict(its: Case): Verdict | undefined {
  const living = its.seen.circuits.filter((circuit) => circuit.isAlive)
  if (living.length === 0) {
    return verdict(its, "line-down", { doubts: ["desk-empty", "cut-off", "in-another-journal"] })
  }
  const isSettled = living.some((circuit) => its.seen.now - circuit.since >= limits.lateGraceMs)
  if (!isSettled || !living.every((circuit) => circuit.isCaughtUp)) {
    return verdict(its, "catching-up", { doubts: ["under-way"] })
  }
  if (freshProofs(its).length > 0) return undefined
  return verdict(its, "line-down", {
    doubts: ["desk-empty", "cut-off", "relay-withholds", ...elsewhere(its)],
  })
}

function theirMove(its: Case, demand: Demand): Verdict {
  const them = otherSide(its.author)
  const doubts: readonly Doubt[] = ["under-way", "relay-withholds", ...elsewhere(its)]
  if (demand === "received") {
    return verdict(its, "not-received", { doubts: ["console-broken", ...doubts] })
  }
  const records = meeting(its, ["received", "read", "understood", "authority"])
  if (!freshProofs(its).some((proof) => proof.onWatch)) {
    const missed: Doubt = "present-without-watch"
    return verdict(its, "unattended", { waitsFor: them, records, doubts: [missed, ...doubts] })
  }
  const { kind, doubt } = theirMoves[demand]
  return verdict(its, kind, { waitsFor: them, records, doubts: [...doubt, ...doubts] })
}

const theirMoves: Readonly<
  Record<
    Exclude<Demand, "received">,
    { readonly kind: VerdictKind; readonly doubt: readonly Doubt[] }
  >
> = {
  read: { kind: "received-not-read", doubt: ["read-without-acknowledging"] },
  understood: { kind: "not-understood", doubt: [] },
  authority: { kind: "not-passed", doubt: [] },
  answered: { kind: "silent", doubt: ["answered-by-other-means"] },
}

function meeting(its: Case, demands: readonly Demand[]): readonly Hash[] {
  return its.stages
    .filter((reached) => demands.some((demand) => meets(reached, demand)))
    .map((reached) => reached.record)
}

/** A journal that we cannot read now may hold what we miss. */
function elsewhere(its: Case): readonly Doubt[] {
  return its.seen.circuits.every((circuit) => circuit.isAlive) ? [] : ["in-another-journal"]
}

/** Proofs of life of the other side's enrolled devices that have not gone stale. */
function freshProofs(its: Case): readonly ProofSeen[] {
  const devices = enrolledDevices(its.state, otherSide(its.author))
  const theirs = new Set(devices.map((entry) => entry.device))
  return its.seen.heard.filter(
    (proof) =>
      theirs.has(proof.device) &&
      proof.ageMs <= limits.staffedMs &&
      !its.state.suspensions.has(proof.device),
  )
}

function verdict(
  its: Case,
  kind: VerdictKind,
  about: {
    readonly waitsFor?: Side
    readonly until?: number
    readonly records?: readonly Hash[]
    readonly doubts?: readonly Doubt[]
  },
): Verdict {
  const { seen } = its
  const circuits = seen.circuits.map((circuit) => ({
    circuit,
    acceptedAt: arrivalAt(its, circuit.relay)?.t,
    heard: seen.heard.filter((proof) => proof.relay === circuit.relay),
  }))
  return {
    kind,
    waitsFor: about.waitsFor,
    until: about.until,
    records: [its.sent.header, ...(about.records ?? [])],
    circuits,
    cannotExclude: about.doubts ?? [],
  }
}
