// Rosters expire. What the devices of an expired one say is taken, counts and is answered as before: a crisis waits for no
// custodian. But nobody new is trusted by it, and people on both sides see that it is over.

import { limits } from "../limits.ts"
import type { Side } from "../records/charter.ts"
import type { Link } from "../records/link.ts"
import type { DeviceId } from "../records/names.ts"
import { rostersInForce } from "./agreement.ts"
import type { LineState } from "./state.ts"

export type RosterState = "in-force" | "expiring" | "expired" | "none"

interface RosterTime {
  readonly version: number
  readonly expires: number
  readonly state: RosterState
}

/** How a party's roster stands at `now`; of two of one version, the one that lasts longer. */
export function rosterTime(state: LineState, side: Side, now: number): RosterTime {
  const inForce = rostersInForce(state, side)
  const [first] = inForce
  if (first === undefined) return { version: 0, expires: 0, state: "none" }
  const expires = Math.max(...inForce.map(({ document }) => document.expires))
  return { version: first.version, expires, state: stateAt(expires, now) }
}

function stateAt(expires: number, now: number): RosterState {
  if (now > expires) return "expired"
  return now > expires - limits.rosterWarnMs ? "expiring" : "in-force"
}

/** Whether a roster in force that names this device is in its time: only then is it given anything it did not have. */
export function isVouchedFor(state: LineState, device: DeviceId, now: number): boolean {
  return (["A", "B"] as const).some((side) =>
    rostersInForce(state, side).some(
      ({ document }) =>
        now <= document.expires && document.devices.some((entry) => entry.device === device),
    ),
  )
}

/** Whether a device would begin to speak by a roster that had expired before. */
export function beginsTooLate({ seq, t }: Link, roster: { readonly expires: number }): boolean {
  return seq === 1 && t > roster.expires
}
