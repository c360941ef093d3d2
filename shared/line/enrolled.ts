// Whom a roster may enrol: each device once on the line, under its own sound keys and a call sign that was never another's.

import { isSoundEncapsulationKey, isSoundSigningKey } from "../crypto/keys.ts"
import { limits } from "../limits.ts"
import type { Side } from "../records/charter.ts"
import type { DeviceId } from "../records/names.ts"
import type { Roster, RosterDevice } from "../records/roster.ts"
import { refused, type Refusal } from "../result.ts"
import { currentCharter, currentRoster, deviceIdOf, otherSide } from "./agreement.ts"
import { sharedKeyFault } from "./apart.ts"
import type { LineState } from "./state.ts"
import { lineage } from "./versions.ts"

/** Why these devices may not be enrolled, if they may not. A roster is judged with those that it follows from. */
export function rosterFault(state: LineState, roster: Roster, side: Side): Refusal | undefined {
  if (roster.expires <= roster.issued) {
    return refused("roster/refused", "a roster ends after it is issued")
  }
  const other = currentRoster(state, otherSide(side))
  const taken = new Set((other?.devices ?? []).map((device) => device.device))
  for (const device of roster.devices) {
    if (taken.has(device.device))
      return refused("roster/refused", "a device is named twice on this line")
    taken.add(device.device)
    const unsound = deviceFault(device)
    if (unsound !== undefined) return refused("roster/refused", unsound)
  }
  const shared = sharedKeyFault(roster, other, currentCharter(state))
  if (shared !== undefined) return refused("roster/refused", shared)
  if (taken.size > limits.devicesPerLineMax)
    return refused("roster/refused", "too many devices on this line")
  return callSignFault(state, roster, side)
}

function deviceFault(device: RosterDevice): string | undefined {
  if (device.device !== deviceIdOf(device.signingKey)) {
    return "a device id does not belong to its key"
  }
  if (!isSoundSigningKey(device.signingKey) || !isSoundSigningKey(device.witnessKey)) {
    return "a device key is not a sound Ed25519 key"
  }
  // One key that nobody can seal to would stop every message that names its device.
  return isSoundEncapsulationKey(device.fallbackKey)
    ? undefined
    : "a fallback key is not a sound X-Wing key"
}

/** A call sign names one device for ever: serials of the past must not become ambiguous. */
function callSignFault(state: LineState, roster: Roster, side: Side): Refusal | undefined {
  const owners = new Map<string, DeviceId>()
  const past = lineage(state.parties[side].rosters, roster.previous).flatMap(
    (known) => known.document.devices,
  )
  for (const device of [...past, ...roster.devices]) {
    const owner = owners.get(device.callSign)
    if (owner !== undefined && owner !== device.device) {
      return refused("roster/refused", `call sign ${device.callSign} was used before`)
    }
    owners.set(device.callSign, device.device)
  }
  return undefined
}
