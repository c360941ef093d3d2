// Whether a device may speak on the line now: named by its party's newest roster, in its time, not suspended, not removed.
// The rulebook judges a record by the roster it names; a relay also stops what should no longer come at all.

import { currentRoster, deviceEver, deviceIn } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { DeviceId, RelayId } from "../../shared/records/names.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"

/** The device, if it may have a circuit at line time `t`. */
export function mayConnect(
  state: LineState,
  relay: RelayId,
  device: DeviceId,
  t: number,
): Result<RosterDevice> {
  const ended = endOf(state, relay, device)
  if (ended !== undefined) return refused("who/suspended", "suspended or removed")
  const known = deviceIn(state, device)
  if (known === undefined) return refused("who/device", "in no roster")
  const { entry } = known
  if (t < entry.notBefore || t > entry.notAfter) {
    return refused("who/expired", "outside its time in the roster")
  }
  return ok(entry)
}

/**
 * Why nothing new of this author is taken. What another relay accepted before the end took effect is: the device spoke in
 * time, and only the way here was slow.
 */
export function standingFault(
  state: LineState,
  relay: RelayId,
  author: DeviceId,
  carriedAt: number | undefined,
): Refusal | undefined {
  const ended = endOf(state, relay, author)
  if (ended === undefined || (carriedAt !== undefined && carriedAt < ended)) return undefined
  return refused("who/suspended", "its author is suspended or removed")
}

/** From when on a device counts no more here: its suspension, or its disappearance from its party's roster. */
export function endOf(state: LineState, relay: RelayId, device: DeviceId): number | undefined {
  const suspended = state.suspensions.get(device)?.find((known) => known.relay === relay)
  const removed = removalOf(state, device)
  if (suspended === undefined) return removed
  return Math.min(suspended.effective, removed ?? suspended.effective)
}

function removalOf(state: LineState, device: DeviceId): number | undefined {
  if (deviceIn(state, device) !== undefined) return undefined
  const past = deviceEver(state, device)
  if (past === undefined) return undefined
  const roster = currentRoster(state, past.side)
  const removal = roster?.removed.find((known) => known.device === device)
  return removal?.effective ?? roster?.issued
}
