// How long things took, always with the error that the figure can have. Durations are taken within one journal, never between
// two relays' times; the way from desk to desk is taken from both desks' clocks, each measured against one and the same relay.

import { limits } from "../limits.ts"
import type { Demand, RelayId } from "../records/names.ts"
import type { ClockClaim } from "../records/stage.ts"
import { charterOf } from "./agreement.ts"
import { counted, demands, envelopeOf, meets, timetableOf } from "./delivery.ts"
import { countingArrivals, isInTime } from "./ends.ts"
import type { LineState, Row } from "./state.ts"

/** A duration in milliseconds: the truth lies within `bound` of it. */
export interface Duration {
  readonly ms: number
  readonly bound: number
}

/** When a demand was first met in one journal: after the message's acceptance there, and after the stage before. */
export interface StageDuration {
  readonly demand: Demand
  readonly relay: RelayId
  readonly sinceAccepted: Duration
  readonly sincePrevious: Duration
}

/** Two timestamps of whole milliseconds. */
const grainMs = 1
/** Fifty parts in a million: a relay's crystal, and the slew towards its siblings. */
const driftPerMs = 50e-6

function within(ms: number): Duration {
  return { ms, bound: Math.ceil(grainMs + ms * driftPerMs) }
}

/**
 * The stages of a message as one journal timed them, in the order in which they are usually met. None where the message came
 * late: what was brought from elsewhere counts for what was said, not for how long it took.
 */
export function stageDurations(
  state: LineState,
  row: Row,
  relay: RelayId,
): readonly StageDuration[] {
  const accepted = timelyAcceptance(state, row, relay)
  if (accepted === undefined) return []
  const durations: StageDuration[] = []
  let previous = accepted
  for (const demand of demands) {
    const met = firstMet(state, row, { relay, demand })
    if (met === undefined || met < accepted) continue
    const sincePrevious = within(Math.max(0, met - previous))
    durations.push({ demand, relay, sinceAccepted: within(met - accepted), sincePrevious })
    previous = Math.max(previous, met)
  }
  return durations
}

function timelyAcceptance(state: LineState, row: Row, relay: RelayId): number | undefined {
  const timely = countingArrivals(state, row).filter(
    (arrival) => arrival.relay === relay && !arrival.late,
  )
  return timely.length === 0 ? undefined : Math.min(...timely.map((arrival) => arrival.t))
}

function firstMet(
  state: LineState,
  row: Row,
  at: { readonly relay: RelayId; readonly demand: Demand },
): number | undefined {
  const times = counted(state, row)
    .filter((reached) => meets(reached, at.demand))
    .flatMap(({ from, admitted }) => admitted.filter((each) => isInTime(state, from, each)))
    .filter((admitted) => admitted.relay === at.relay)
    .map((admitted) => admitted.t)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** How long a demand took at the quickest journal: the others learned of it later. Undefined where none timed it. */
export function quickest(state: LineState, row: Row, demand: Demand): Duration | undefined {
  const relays = new Set(row.arrivals.map((arrival) => arrival.relay))
  return [...relays]
    .flatMap((relay) => stageDurations(state, row, relay))
    .filter((duration) => duration.demand === demand)
    .map((duration) => duration.sinceAccepted)
    .toSorted((a, b) => a.ms - b.ms)[0]
}

/**
 * Received later than the charter allows for its precedence, or brought late to every journal: the text may be stale. Where no
 * journal has both the message and its receipt yet, nothing is said: a receipt may overtake its message on the way.
 */
export function isDelayed(state: LineState, row: Row): boolean {
  const sent = envelopeOf(row)
  const charter = sent === undefined ? undefined : charterOf(state, sent.charter)
  if (sent === undefined || charter === undefined) return false
  const isReceived = counted(state, row).some((reached) => meets(reached, "received"))
  if (!isReceived) return false
  if (row.arrivals.every((arrival) => arrival.late)) return true
  const took = quickest(state, row, "received")
  return took !== undefined && took.ms > timetableOf(charter, sent.precedence).delayed
}

/** A time by a device's own clock, and what that device measured of its clock against relays. */
export interface Clocked {
  readonly t: number
  readonly clock: readonly ClockClaim[]
}

/**
 * The way from one desk to the other: both times carried over to one relay's clock, errors added. Undefined where no relay
 * was measured by both, or the error is so large that the figure would mislead. Below zero only within the bound.
 */
export function oneWay(sent: Clocked, received: Clocked): Duration | undefined {
  const measured = sent.clock.flatMap((ours) => {
    const theirs = received.clock.find((claim) => claim.relay === ours.relay)
    if (theirs === undefined) return []
    const ms = received.t + theirs.offset - (sent.t + ours.offset)
    return [{ ms, bound: ours.bound + theirs.bound }]
  })
  const best = measured.toSorted((a, b) => a.bound - b.bound)[0]
  return best === undefined || best.bound > limits.clockNoLatencyMs ? undefined : best
}
