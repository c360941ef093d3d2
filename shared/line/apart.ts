// Two parties hold nothing in common: no key, no promise of the next root. A key in two hands would let one side sign for
// both, and a copied promise would let one party stand in the way of the other's next root.

import { hexOf } from "../encoding/bytes.ts"
import type { Charter } from "../records/charter.ts"
import type { Root } from "../records/root.ts"
import type { Roster } from "../records/roster.ts"

/** Why the roots of two parties may not stand on one line, if they may not. */
export function sharedRootFault(ours: Root, theirs: Root): string | undefined {
  if (ours.nextCommit === theirs.nextCommit && isPromise(ours.nextCommit)) {
    return "both parties promise the same next root"
  }
  const taken = new Set(theirs.keys.map(hexOf))
  return ours.keys.some((key) => taken.has(hexOf(key)))
    ? "a root key belongs to both parties"
    : undefined
}

/** The last root of a chain promises nothing: zeros are no digest of anything. */
function isPromise(commitment: string): boolean {
  return /[^0]/u.test(commitment)
}

/** Why these devices' keys may not enter, if they may not: each key serves one device or relay, in one role. */
export function sharedKeyFault(
  roster: Roster,
  other: Roster | undefined,
  charter: Charter,
): string | undefined {
  const taken = new Set(
    [
      ...(other?.devices ?? []).flatMap((device) => [device.signingKey, device.witnessKey]),
      ...charter.relays.flatMap((relay) => [relay.signingKey, relay.logKey]),
    ].map(hexOf),
  )
  for (const device of roster.devices) {
    for (const key of [device.signingKey, device.witnessKey].map(hexOf)) {
      if (taken.has(key)) return `a key of ${device.callSign} serves elsewhere on this line`
      taken.add(key)
    }
  }
  return undefined
}
