// Prekeys: what lets an old key be deleted, so that a console seized tomorrow does not open what was said today. A message
// goes to the newest unexpired hourly key (tier 2), else to the fallback key of the roster (tier 3), and the officer is
// told; it is never held back for want of a fresh key.

import { isSoundEncapsulationKey } from "../../../shared/crypto/keys.ts"
import type { ClientCrypto, Signatures } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { bytesOfHex, joinBytes, uint64 } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { DeviceId, LineId } from "../../../shared/records/names.ts"
import { prekey, type Prekey, type SignedPrekey } from "../../../shared/records/prekey.ts"
import { refused, type Result } from "../../../shared/result.ts"
import { hedgedKey } from "./hedge.ts"
import type { KeyName } from "./wrap.ts"

const shiftTier = 2
const fallbackTier = 3
/** A device has one fallback key as long as it lives; the counter has nothing to tell apart. */
const fallbackCounter = 0

export interface PrekeyOrder {
  readonly line: LineId
  readonly device: DeviceId
  readonly counter: number
  readonly created: number
  /** The longest life of a message on this line: the key is kept until all that used it are delivered or dead. */
  readonly lifeMs: number
}

/** Store `seed` durably before the prekey leaves the device: a promise to open is given with it. */
export function makePrekey(
  crypto: ClientCrypto,
  signingSeed: Uint8Array,
  order: PrekeyOrder,
): { readonly prekey: Prekey; readonly signed: SignedPrekey; readonly seed: Uint8Array } {
  const about = joinBytes(bytesOfHex(order.line), bytesOfHex(order.device), uint64(order.counter))
  const seed = hedgedKey(crypto.random, signingSeed, "parley/v1/prekey", about)
  const useBy = order.created + limits.prekeyUseByMs
  const made: Prekey = {
    format: 1,
    line: order.line,
    device: order.device,
    tier: shiftTier,
    forDevice: undefined,
    counter: order.counter,
    created: order.created,
    useBy,
    keepUntil: useBy + order.lifeMs,
    key: crypto.kem.publicKey(seed),
  }
  const core = encodeAs(prekey, made)
  const signature = signIn("Parley-v1 prekey", crypto.signatures, signingSeed, core)
  return { prekey: made, signed: { core, signature }, seed }
}

/** Believes a prekey only from the device that will open with it, on this line, and only with a key that can be sealed to. */
export function readPrekey(
  signatures: Pick<Signatures, "verify">,
  signed: SignedPrekey,
  line: LineId,
  signingKeyOf: (device: DeviceId) => Uint8Array | undefined,
): Result<Prekey> {
  const read = decodeAs(prekey, signed.core, 2_048)
  if (!read.ok) return read
  if (read.value.line !== line) return refused("who/line", "a prekey of another line")
  const signingKey = signingKeyOf(read.value.device)
  if (signingKey === undefined) return refused("who/device", "a prekey of an unknown device")
  const { core: bytes, signature } = signed
  if (!verifyIn("Parley-v1 prekey", signatures, signingKey, { bytes, signature })) {
    return refused("sign/bad", "a prekey not signed by its device")
  }
  if (read.value.tier !== shiftTier || read.value.forDevice !== undefined) {
    return refused("form/malformed", "not a prekey for everybody")
  }
  if (!isSoundEncapsulationKey(read.value.key)) {
    return refused("form/malformed", "a prekey that nobody can seal to")
  }
  return read
}

export interface ChosenKey extends KeyName {
  readonly key: Uint8Array
  /** No fresh prekey was there: the message is safe, but can be opened as long as the fallback key lives. */
  readonly isDegraded: boolean
}

/** The best key of one device at this moment. There always is one. */
export function chooseKey(
  recipient: { readonly device: DeviceId; readonly fallbackKey: Uint8Array },
  known: readonly Prekey[],
  now: number,
): ChosenKey {
  const { device, fallbackKey } = recipient
  let newest: Prekey | undefined
  for (const each of known) {
    if (each.device !== device || now >= each.useBy) continue
    if (newest === undefined || each.counter > newest.counter) newest = each
  }
  if (newest === undefined) {
    const name = { device, tier: fallbackTier, counter: fallbackCounter }
    return { ...name, key: fallbackKey, isDegraded: true }
  }
  const name = { device, tier: shiftTier, counter: newest.counter }
  return { ...name, key: newest.key, isDegraded: false }
}
