// The newest prekey of each device: checked, kept beside the journal, given to whoever asks, pushed to the others when new.

import { isSoundEncapsulationKey } from "../../shared/crypto/keys.ts"
import { verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import { withEntry, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import {
  prekey,
  signedPrekey,
  type Prekey,
  type SignedPrekey,
} from "../../shared/records/prekey.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import { besideKeys, type BesideRow, type Loaded } from "./beside.ts"
import type { RelayIdentity } from "./relay-identity.ts"

interface KeptPrekey {
  readonly counter: number
  readonly prekey: SignedPrekey
}

export type ShiftKeys = ReadonlyMap<DeviceId, KeptPrekey>

/** Tier 2 is published for everybody; tier 1 belongs into a stage for one peer, tier 3 into the roster. */
const publishedTier = 2

/** The keys with a device's new one and the row that keeps it. No row: it is not newer than the one known. */
export function publish(
  keys: ShiftKeys,
  context: Context,
  device: DeviceId,
  given: SignedPrekey,
): Refusal | { readonly ok: true; readonly keys: ShiftKeys; readonly rows: readonly BesideRow[] } {
  const core = decodeAs(prekey, given.core, limits.recordBytesMax)
  if (!core.ok) return core
  const fault = authorFault(context, device, core.value, given) ?? formFault(core.value)
  if (fault !== undefined) return fault
  const { counter } = core.value
  if ((keys.get(device)?.counter ?? -1) >= counter) return { ok: true, keys, rows: [] }
  const row = { key: besideKeys.prekey(device), value: encodeAs(signedPrekey, given) }
  return {
    ok: true,
    keys: withEntry(keys, device, { counter, prekey: given }),
    rows: [row],
  }
}

interface Context {
  readonly state: LineState
  readonly identity: RelayIdentity
}

function authorFault(
  { state, identity }: Context,
  device: DeviceId,
  core: Prekey,
  given: SignedPrekey,
): Refusal | undefined {
  const entry = deviceIn(state, device)?.entry
  if (entry === undefined || core.device !== device || core.line !== state.line) {
    return refused("who/device", "a prekey in another device's name")
  }
  const signed = { bytes: given.core, signature: given.signature }
  return verifyIn("Parley-v1 prekey", identity.signatures, entry.signingKey, signed)
    ? undefined
    : refused("sign/bad", "a prekey with a wrong signature")
}

/** One key that nobody can seal to would stop every message that names its device. */
function formFault(core: Prekey): Refusal | undefined {
  if (core.tier !== publishedTier || core.forDevice !== undefined) {
    return refused("form/malformed", "a prekey that is not for everybody")
  }
  return isSoundEncapsulationKey(core.key)
    ? undefined
    : refused("form/malformed", "a prekey that nobody can seal to")
}

/** The keys of the devices that are in a roster now. */
export function publishedKeys(keys: ShiftKeys, state: LineState): readonly SignedPrekey[] {
  return [...keys]
    .filter(([device]) => deviceIn(state, device) !== undefined)
    .map(([, kept]) => kept.prekey)
    .slice(0, limits.devicesPerLineMax)
}

export function recallKeys(rows: Loaded): ShiftKeys {
  const keys = new Map<DeviceId, KeptPrekey>()
  for (const [key, value] of rows) {
    if (value === undefined || !key.startsWith(besideKeys.prekeys)) continue
    const kept = decodeAs(signedPrekey, value, limits.recordBytesMax)
    const core = kept.ok ? decodeAs(prekey, kept.value.core, limits.recordBytesMax) : kept
    if (!kept.ok || !core.ok) continue
    keys.set(core.value.device, { counter: core.value.counter, prekey: kept.value })
  }
  return keys
}

/** Those among these rows that are newer than what is known. */
export function newerKeys(keys: ShiftKeys, rows: Loaded): ShiftKeys {
  const found = [...recallKeys(rows)]
  return new Map(
    found.filter(([device, { counter }]) => counter > (keys.get(device)?.counter ?? -1)),
  )
}
