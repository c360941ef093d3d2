// Secrets from fresh randomness and the device's own seed together. While either is good the result is: a console whose
// random source has failed, or repeats itself after being cloned, still makes keys that nobody else can guess.

import { deriveKey, digest, type KeyPurpose } from "../../../shared/crypto/digest.ts"
import type { Randomness } from "../../../shared/crypto/ports.ts"
import { joinBytes } from "../../../shared/encoding/bytes.ts"

/** 32 bytes from which secrets for one thing are derived. `about` says which thing, and is as good as unique to it. */
export function hedgedSecret(random: Randomness, seed: Uint8Array, about: Uint8Array): Uint8Array {
  return joinBytes(random.bytes(32), digest("parley/v1/hedge", seed, about))
}

/** One secret for one purpose, where no more are needed. */
export function hedgedKey(
  random: Randomness,
  seed: Uint8Array,
  purpose: KeyPurpose,
  about: Uint8Array,
): Uint8Array {
  return deriveKey(hedgedSecret(random, seed, about), purpose, about, 32)
}
