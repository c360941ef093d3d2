// When a device's word ends: its party has suspended it, or has left it out of every roster in force. A relay that takes it in
// later still, or will not enter the end, moves nothing: the first journal in which the end stands sets the time for all.

import { limits } from "../limits.ts"
import type { DeviceId, RelayId } from "../records/names.ts"
import type { Founding } from "../records/parsed.ts"
import { compareText } from "../encoding/bytes.ts"
import { deviceIn, sideOf } from "./agreement.ts"
import { withEntry, type Arrival, type Ended, type LineState, type Row } from "./state.ts"

/** What a relay says of an admission: whether its own order lets it count, and when the record was first accepted. */
interface Admission {
  readonly counts: boolean
  readonly spokenAt: number
}

/**
 * From when on nothing counts that any relay has accepted of a device. Nobody ends a word backwards: that takes effect when a
 * journal has it and never before. Clocks of relays may differ by a minute.
 */
export function endOfWord(state: LineState, device: DeviceId): number | undefined {
  const suspended = state.suspensions.get(device) ?? []
  const removed = state.removals.get(device) ?? []
  const isRemoved = removed.length > 0 && deviceIn(state, device) === undefined
  const ends = isRemoved ? [...suspended, ...removed] : suspended
  if (ends.length === 0) return undefined
  return Math.min(...ends.map((end) => end.from)) + limits.endReachMs
}

/** Whether an admission counts: by its relay's own order, and by the time at which the word of its author ended. */
export function isInTime(state: LineState, device: DeviceId, admission: Admission): boolean {
  if (!admission.counts) return false
  const end = endOfWord(state, device)
  return end === undefined || admission.spokenAt < end
}

/** The arrivals of a message's envelopes that count. */
export function countingArrivals(state: LineState, row: Row): readonly Arrival[] {
  return row.arrivals.filter((arrival) => {
    const sent = row.sent.find((known) => known.header === arrival.header)
    return sent !== undefined && isInTime(state, sent.from, arrival)
  })
}

/** An end as this relay's journal has it, with those of the others: the earliest of each. */
export function withEnd(
  known: readonly Ended[],
  relay: RelayId,
  end: Omit<Ended, "relay">,
): readonly Ended[] {
  const here = known.find((each) => each.relay === relay)
  const added = {
    relay,
    effective: Math.min(end.effective, here?.effective ?? end.effective),
    from: Math.min(end.from, here?.from ?? end.from),
  }
  const others = known.filter((each) => each.relay !== relay)
  return [...others, added].toSorted((a, b) => compareText(a.relay, b.relay))
}

/** The devices that a roster removes: those it lists, and those that the one before named and it does not. */
export function foldRemovals(
  state: LineState,
  at: { readonly relay: RelayId; readonly t: number },
  { core }: Extract<Founding, { kind: "roster" }>,
): LineState {
  const side = sideOf(state, core.party)
  if (side === undefined) return state
  const before = state.parties[side].rosters.find((known) => known.hash === core.previous)
  const stay = new Set(core.devices.map((entry) => entry.device))
  const gone = (before?.document.devices ?? [])
    .filter((entry) => !stay.has(entry.device))
    .map((entry) => ({ device: entry.device, effective: core.issued }))
  // What it lists comes last: it says from when.
  const ends = new Map([...gone, ...core.removed].map((each) => [each.device, each.effective]))
  return [...ends].reduce<LineState>((known, [device, effective]) => {
    const end = { effective, from: Math.max(effective, at.t) }
    const removed = withEnd(known.removals.get(device) ?? [], at.relay, end)
    return { ...known, removals: withEntry(known.removals, device, removed) }
  }, state)
}
