// To whom a message goes and under which keys: every active device of both parties except the sender's, each under its
// freshest key.

import { enrolledDevices, otherSide, rostersInForce } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { Side } from "../../shared/records/charter.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { Prekey } from "../../shared/records/prekey.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import type { Identity } from "./identity.ts"
import type { Addressee } from "./seal/enclosure.ts"
import { chooseKey } from "./seal/prekey.ts"

/** The devices of a party that are in the newest roster, in their time, and not suspended. */
export function activeDevices(state: LineState, side: Side, now: number): readonly RosterDevice[] {
  return enrolledDevices(state, side).filter(
    (device) =>
      device.notBefore <= now && now <= device.notAfter && !state.suspensions.has(device.device),
  )
}

/**
 * To whom a new message of this device goes: everybody in the rosters that it will name, then those that only the other branch
 * of a fork names, as far as there is room.
 */
export function recipientsOf(
  state: LineState,
  { device, side }: Pick<Identity, "device" | "side">,
  now: number,
): readonly RosterDevice[] {
  const sides = [side, otherSide(side)]
  const named = new Set(
    sides.flatMap((each) => {
      const [first] = rostersInForce(state, each, device)
      return (first?.document.devices ?? []).map((entry) => entry.device)
    }),
  )
  const isExtra = (entry: RosterDevice): number => (named.has(entry.device) ? 0 : 1)
  return sides
    .flatMap((each) => activeDevices(state, each, now))
    .filter((entry) => entry.device !== device)
    .toSorted((a, b) => isExtra(a) - isExtra(b))
    .slice(0, limits.recipientsMax)
}

/** Counts what went to each device, so that a sequence of one sender to one reader can be seen whole. */
export class Addressing {
  readonly #counts = new Map<DeviceId, number>()

  addressees(
    devices: readonly RosterDevice[],
    prekeys: readonly Prekey[],
    now: number,
  ): { readonly addressees: readonly Addressee[]; readonly degraded: readonly DeviceId[] } {
    const degraded: DeviceId[] = []
    const addressees = devices.map((device) => {
      const chosen = chooseKey(device, prekeys, now)
      if (chosen.isDegraded) degraded.push(device.device)
      const pseq = (this.#counts.get(device.device) ?? 0) + 1
      this.#counts.set(device.device, pseq)
      const { tier, counter, key } = chosen
      return { device: device.device, tier, counter, key, pseq, voids: 0 }
    })
    return { addressees, degraded }
  }
}
