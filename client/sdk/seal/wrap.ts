// A wrap gives the content key to one device: an encapsulation for one of its keys, then the content key sealed under the
// secret of that.

import { deriveKey, type KeyPurpose } from "../../../shared/crypto/digest.ts"
import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { xwingSizes } from "../../../shared/crypto/xwing.ts"
import { bytesOfHex, joinBytes, uint64 } from "../../../shared/encoding/bytes.ts"
import type { DeviceId } from "../../../shared/records/names.ts"

/** Which key of which device. Tier 2 is an hourly prekey, tier 3 the roster's fallback key; `counter` tells prekeys apart. */
export interface KeyName {
  readonly device: DeviceId
  readonly tier: number
  readonly counter: number
}

/** The seeds of this device's own keys, by name; undefined once a key is deleted. */
export type SeedOf = (tier: number, counter: number) => Uint8Array | undefined

type WrapCrypto = Pick<ClientCrypto, "kem" | "bodies">

/** What every wrap is bound to: the purpose of the key, and the thing it opens. */
export interface WrapBinding {
  readonly purpose: KeyPurpose
  /** Digest of the core, and whatever else must not change. */
  readonly context: Uint8Array
}

/** Undefined for a public key that nobody can seal to; rosters and prekeys are checked so that none comes this far. */
export function wrapKey(
  crypto: WrapCrypto,
  binding: WrapBinding,
  to: KeyName & { readonly key: Uint8Array },
  secrets: { readonly contentKey: Uint8Array; readonly randomness: Uint8Array },
): Uint8Array | undefined {
  const encapsulated = crypto.kem.encapsulate(to.key, secrets.randomness)
  if (encapsulated === undefined) return undefined
  const { key, nonce } = secretOf(encapsulated.secret, binding, to)
  return joinBytes(encapsulated.ciphertext, crypto.bodies.seal(key, nonce, secrets.contentKey))
}

/** The content key, or undefined: a wrong key, a wrong binding and damage look alike. */
export function unwrapKey(
  crypto: WrapCrypto,
  binding: WrapBinding,
  own: KeyName & { readonly seed: Uint8Array },
  wrap: Uint8Array,
): Uint8Array | undefined {
  const secret = crypto.kem.decapsulate(own.seed, wrap.subarray(0, xwingSizes.ciphertext))
  const { key, nonce } = secretOf(secret, binding, own)
  return crypto.bodies.open(key, nonce, wrap.subarray(xwingSizes.ciphertext))
}

/** The name of a key, as it enters what is derived from it. */
export function keyNameBytes(name: KeyName): Uint8Array {
  return joinBytes(bytesOfHex(name.device), Uint8Array.of(name.tier), uint64(name.counter))
}

function secretOf(
  secret: Uint8Array,
  binding: WrapBinding,
  name: KeyName,
): { readonly key: Uint8Array; readonly nonce: Uint8Array } {
  const context = joinBytes(binding.context, keyNameBytes(name))
  const bytes = deriveKey(secret, binding.purpose, context, 56)
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}
