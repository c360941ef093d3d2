// Who was heard last, and how long ago. Newest only, never journalled; the age travels with it, so that whoever is told lets
// it expire by their own clock.

import { verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import { withEntry, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { alive, type SignedAlive } from "../../shared/records/alive.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { RelayIdentity } from "./relay-identity.ts"
import type { Sighting } from "./relay-event.ts"

export type Presence = ReadonlyMap<DeviceId, Sighting & { readonly heardAt: number }>

/** A device's proof of its own life, come over its own circuit. */
export function verifiedSighting(
  context: { readonly state: LineState; readonly identity: RelayIdentity },
  device: DeviceId,
  given: SignedAlive,
): Result<Sighting> {
  const core = decodeAs(alive, given.core, limits.recordBytesMax)
  if (!core.ok) return core
  const { state, identity } = context
  const entry = deviceIn(state, device)?.entry
  if (entry === undefined || core.value.device !== device || core.value.line !== state.line) {
    return refused("who/device", "a proof of somebody else's life")
  }
  const signed = { bytes: given.core, signature: given.signature }
  return verifyIn("Parley-v1 alive", identity.signatures, entry.signingKey, signed)
    ? ok({ device, nonce: core.value.nonce, alive: given })
    : refused("sign/bad", "a proof of life with a wrong signature")
}

/** A proof that is not newer than the one known proves nothing new, however fresh the circuit it comes over. */
export function withSighting(presence: Presence, sighting: Sighting, heardAt: number): Presence {
  const known = presence.get(sighting.device)
  if (known !== undefined && known.nonce >= sighting.nonce) return presence
  return withEntry(presence, sighting.device, { ...sighting, heardAt })
}

/** How long ago each device was heard, of those still in a roster. */
export function agesAt(
  presence: Presence,
  state: LineState,
  mono: number,
): ReadonlyMap<DeviceId, number> {
  const ages = new Map<DeviceId, number>()
  for (const [device, { heardAt }] of presence) {
    if (deviceIn(state, device) === undefined) continue
    ages.set(device, Math.max(0, Math.round(mono - heardAt)))
  }
  return ages
}

/** What a device is told about everybody else. */
export function heardByOthers(
  presence: Presence,
  ages: ReadonlyMap<DeviceId, number>,
  asker: DeviceId,
): readonly { readonly alive: SignedAlive; readonly ageMs: number }[] {
  const others = [...ages].filter(([device]) => device !== asker)
  return others.flatMap(([device, ageMs]) => {
    const sighting = presence.get(device)
    return sighting === undefined ? [] : [{ alive: sighting.alive, ageMs }]
  })
}
