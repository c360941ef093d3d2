// When a draft may be released, by the rules that every relay and desk asks again: asked before it has a number, because a
// number that is refused stops the device's chain.

import { enrolledDevices } from "../../shared/line/agreement.ts"
import { draftTimeFault } from "../../shared/line/release.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import type { Identity } from "./identity.ts"

interface Drafted {
  readonly author: DeviceId
  readonly t: number
  readonly life: number
}

/** Why this device may not release that draft at `wall`, if so. */
export function draftFault(
  state: LineState,
  { side, device, officer }: Pick<Identity, "side" | "device" | "officer">,
  { author, t, life }: Drafted,
  wall: number,
): Refusal | undefined {
  const devices = enrolledDevices(state, side)
  const own = devices.find((entry) => entry.device === device)?.officer ?? officer
  const drafter = devices.find((entry) => entry.device === author)
  if (drafter === undefined) return refused("who/device", "its author is in the roster no more")
  if (drafter.officer === own) {
    return refused("who/permission", "its author cannot release it: two officers are needed")
  }
  const fault = draftTimeFault({ t, life }, wall)
  return fault === undefined ? undefined : refused("statement/refused", `${fault}: draft it anew`)
}
