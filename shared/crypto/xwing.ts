// X-Wing (draft-connolly-cfrg-xwing-kem, HPKE KEM 0x647A): X25519 and ML-KEM-768 under one SHA3-256 combiner, so that a
// secret stands while either of the two does. Here is the half that needs a public key only; the relay has no more than
// this. X25519 is passed in, because each platform has its own good one; the bytes are the same.

import { sha3_256 } from "@noble/hashes/sha3.js"
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js"

import { assert } from "../assert.ts"
import { joinBytes } from "../encoding/bytes.ts"

/** X25519 (RFC 7748). */
export interface Curve {
  publicKey(scalar: Uint8Array): Uint8Array
  /** Undefined where the result would be zero, that is, for a point of small order. */
  shared(scalar: Uint8Array, point: Uint8Array): Uint8Array | undefined
}

export interface Encapsulated {
  readonly ciphertext: Uint8Array
  readonly secret: Uint8Array
}

/** Bytes of the parts: a public key and a ciphertext are the ML-KEM part followed by the X25519 part. */
export const xwingSizes = {
  seed: 32,
  publicKey: 1_216,
  ciphertext: 1_120,
  randomness: 64,
  latticeKey: 1_184,
  latticeCiphertext: 1_088,
} as const

/** The draft's label, drawn as two facing wings: `\.//^\`. */
const label = Uint8Array.from([0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c])

/** Deterministic in 64 bytes of randomness. Undefined for a key that `isSoundEncapsulationKey` refuses. */
export function encapsulateWith(
  curve: Curve,
  publicKey: Uint8Array,
  randomness: Uint8Array,
): Encapsulated | undefined {
  assert(randomness.length === xwingSizes.randomness, "encapsulation takes 64 random bytes")
  if (publicKey.length !== xwingSizes.publicKey) return undefined
  const lattice = encapsulateLattice(
    publicKey.subarray(0, xwingSizes.latticeKey),
    randomness.subarray(0, 32),
  )
  const point = publicKey.subarray(xwingSizes.latticeKey)
  const scalar = randomness.subarray(32)
  const shared = curve.shared(scalar, point)
  if (lattice === undefined || shared === undefined) return undefined
  const own = curve.publicKey(scalar)
  return {
    ciphertext: joinBytes(lattice.ciphertext, own),
    secret: combine(lattice.secret, shared, own, point),
  }
}

/** The secret of both halves. The ML-KEM ciphertext need not enter: ML-KEM binds it itself. */
export function combine(
  latticeSecret: Uint8Array,
  curveSecret: Uint8Array,
  curveCiphertext: Uint8Array,
  curveKey: Uint8Array,
): Uint8Array {
  return sha3_256(joinBytes(latticeSecret, curveSecret, curveCiphertext, curveKey, label))
}

function encapsulateLattice(key: Uint8Array, coins: Uint8Array): Encapsulated | undefined {
  try {
    const { cipherText, sharedSecret } = ml_kem768.encapsulate(key, coins)
    return { ciphertext: cipherText, secret: sharedSecret }
  } catch {
    // The library throws for a key that fails the modulus check of FIPS 203 section 7.2.
    return undefined
  }
}
