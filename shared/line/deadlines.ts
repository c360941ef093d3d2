// When each demand of each message falls due, and which steps of the ladder have not been taken. A pure question about the
// state: `now` comes from whoever asks. A relay asks about its own journal; a desk about each relay's, by its own clock.

import { bytesOfHex, hexOf, joinBytes, uint64 } from "../encoding/bytes.ts"
import { branded } from "../encoding/schema.ts"
import { digest } from "../crypto/digest.ts"
import { limits } from "../limits.ts"
import type { Charter, LadderAction, LadderStep, TimetableRow } from "../records/charter.ts"
import type { Demand, MessageId, RelayId, StepId } from "../records/names.ts"
import { charterOf } from "./agreement.ts"
import { envelopeOf, openDemands, standBys, timetableOf } from "./delivery.ts"
import { countingArrivals } from "./ends.ts"
import type { Arrival, LineState, Row, StepTaken } from "./state.ts"

/** One step of the ladder for one message in one journal. `round` counts stand-bys: each starts the ladder again. */
export interface LadderPoint {
  readonly step: StepId
  readonly message: MessageId
  readonly demand: Demand
  readonly number: number
  readonly action: LadderAction
  readonly dueAt: number
}

const numbersPerRound = limits.ladderStepsMax
const demandNumbers: Readonly<Record<Demand, number>> = {
  received: 0,
  read: 1,
  understood: 2,
  authority: 3,
  answered: 4,
}

/** The same name for the same step, at every relay and every desk. */
export function stepIdOf(message: MessageId, demand: Demand, number: number): StepId {
  const parts = joinBytes(uint64(demandNumbers[demand]), uint64(number))
  return branded<StepId>(hexOf(digest("parley/v1/step", bytesOfHex(message), parts)))
}

/** All steps of a message in one relay's journal that are not recorded there, soonest first. */
export function stepsAhead(state: LineState, row: Row, relay: RelayId): readonly LadderPoint[] {
  return unnamedSteps(state, row, relay).map(named)
}

/** A step's name costs a hash; a relay that asks what is due every second does without it until something is. */
type Unnamed = Omit<LadderPoint, "step">

function named(point: Unnamed): LadderPoint {
  return { step: stepIdOf(point.message, point.demand, point.number), ...point }
}

function unnamedSteps(state: LineState, row: Row, relay: RelayId): readonly Unnamed[] {
  const sent = envelopeOf(row)
  const arrivals = runningAt(state, row, relay)
  if (sent === undefined || arrivals.length === 0) return []
  const charter = charterOf(state, sent.charter)
  if (charter === undefined) return []
  const taken = row.steps.filter((step) => step.at.some((at) => at.relay === relay))
  return openDemands(state, row)
    .flatMap((demand) => ladderOf({ state, charter, row, arrivals, demand }))
    .filter((point) => !taken.some((step) => isSameStep(step, point)))
    .toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number)
}

function isSameStep(step: StepTaken, point: Unnamed): boolean {
  return step.number === point.number && step.demand === point.demand
}

/** The arrivals of a message in one journal whose clocks run there: more than one where its id was used more than once. */
export function runningAt(state: LineState, row: Row, relay: RelayId): readonly Arrival[] {
  return countingArrivals(state, row).filter((known) => known.relay === relay && known.base > 0)
}

/** The soonest that any of the arrivals asks for, never before a late one has stood for its grace. */
function soonest(arrivals: readonly Arrival[], dueOf: (arrival: Arrival) => number): number {
  return arrivals.reduce((least, arrival) => {
    const floor = arrival.late ? arrival.t + limits.lateGraceMs : 0
    return Math.min(least, Math.max(dueOf(arrival), floor))
  }, Number.MAX_SAFE_INTEGER)
}

interface Rung {
  readonly state: LineState
  readonly charter: Charter
  readonly row: Row
  readonly arrivals: readonly Arrival[]
  readonly demand: Demand
}

function ladderOf({ state, charter, row, arrivals, demand }: Rung): readonly Unnamed[] {
  const sent = envelopeOf(row)
  if (sent === undefined) return []
  const timetable = timetableOf(charter, sent.precedence)
  const round = demand === "answered" ? standBys(state, row, timetable) : []
  const until = round.reduce((latest, standBy) => Math.max(latest, standBy.until), 0)
  return charter.ladder
    .map((step, place) => ({ step, place }))
    .filter(({ step }) => step.precedence === sent.precedence && step.demand === demand)
    .map(({ step, place }) => {
      const number = round.length * numbersPerRound + place
      const afterStandBy = until + excess(step, timetable)
      const dueOf = (arrival: Arrival): number =>
        until === 0 ? arrival.base + step.after : afterStandBy
      return {
        message: row.message,
        demand,
        number,
        action: step.action,
        dueAt: soonest(arrivals, dueOf),
      }
    })
}

/** How long after its demand's own deadline a step comes; a stand-by moves the deadline and so every step with it. */
function excess(step: LadderStep, timetable: TimetableRow): number {
  return Math.max(0, step.after - timetable[step.demand])
}

/** The steps due by `now` (line time of that relay) and not recorded in its journal, soonest first. */
export function dueSteps(state: LineState, relay: RelayId, now: number): readonly LadderPoint[] {
  return [...state.rows.values()]
    .flatMap((row) => unnamedSteps(state, row, relay))
    .filter((point) => point.dueAt <= now)
    .toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number)
    .map(named)
}

/** When the first of a message's steps that are not recorded in a journal falls due; undefined when none is left. */
function soonestStep(state: LineState, row: Row, relay: RelayId): number | undefined {
  return unnamedSteps(state, row, relay)[0]?.dueAt
}

/** When the relay must look again; undefined when nothing is owed. Stored with every append. */
export function nextDue(state: LineState, relay: RelayId): number | undefined {
  let next: number | undefined
  for (const row of state.rows.values()) {
    const first = soonestStep(state, row, relay)
    if (first !== undefined && (next === undefined || first < next)) next = first
  }
  return next
}

/** When a demand itself falls due in a journal: what a screen counts down to. */
export function deadlineOf(
  state: LineState,
  row: Row,
  at: { readonly relay: RelayId; readonly demand: Demand },
): number | undefined {
  const sent = envelopeOf(row)
  const arrivals = runningAt(state, row, at.relay)
  if (sent === undefined || arrivals.length === 0) return undefined
  const charter = charterOf(state, sent.charter)
  if (charter === undefined) return undefined
  const timetable = timetableOf(charter, sent.precedence)
  const postponed = at.demand === "answered" ? standBys(state, row, timetable) : []
  const until = postponed.reduce((latest, standBy) => Math.max(latest, standBy.until), 0)
  return soonest(arrivals, (arrival) => (until === 0 ? arrival.base + timetable[at.demand] : until))
}

/** Nothing more can fall due: every demand is met, or every step towards it has been taken in every journal it stands in. */
export function isSettled(state: LineState, row: Row): boolean {
  if (envelopeOf(row) === undefined) return false
  if (openDemands(state, row).length === 0) return true
  return row.arrivals.every((arrival) => unnamedSteps(state, row, arrival.relay).length === 0)
}
