// The half of X-Wing that opens, for clients: a decapsulation key is a 32-byte seed, expanded anew for each use, so that
// nothing but seeds is ever stored.

import { shake256 } from "@noble/hashes/sha3.js"
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js"
import nacl from "tweetnacl"

import { assert } from "../../../shared/assert.ts"
import { combine, encapsulateWith, xwingSizes, type Curve } from "../../../shared/crypto/xwing.ts"
import type { Kem } from "../../../shared/crypto/ports.ts"
import { joinBytes } from "../../../shared/encoding/bytes.ts"

const zero = new Uint8Array(32)

export const curve: Curve = {
  publicKey: (scalar) => nacl.scalarMult.base(scalar),
  shared(scalar, point) {
    const product = nacl.scalarMult(scalar, point)
    return nacl.verify(product, zero) ? undefined : product
  },
}

export const xwing: Kem = {
  publicKey(seed) {
    const keys = expand(seed)
    return joinBytes(keys.latticeKey, keys.curveKey)
  },
  encapsulate: (publicKey, randomness) => encapsulateWith(curve, publicKey, randomness),
  decapsulate(seed, ciphertext) {
    assert(ciphertext.length === xwingSizes.ciphertext, "a schema has checked the length")
    const keys = expand(seed)
    const lattice = ciphertext.subarray(0, xwingSizes.latticeCiphertext)
    const point = ciphertext.subarray(xwingSizes.latticeCiphertext)
    // A point of small order makes this half zero. That is the sender's loss, and a wrong secret like any other.
    const shared = nacl.scalarMult(keys.curveScalar, point)
    return combine(ml_kem768.decapsulate(lattice, keys.latticeSecret), shared, point, keys.curveKey)
  },
}

interface Expanded {
  readonly latticeKey: Uint8Array
  readonly latticeSecret: Uint8Array
  readonly curveKey: Uint8Array
  readonly curveScalar: Uint8Array
}

/** The draft's expandDecapsulationKey: 64 bytes for ML-KEM's key generation, 32 for X25519. */
function expand(seed: Uint8Array): Expanded {
  assert(seed.length === xwingSizes.seed, "a decapsulation key is its 32-byte seed")
  const stream = shake256(seed, { dkLen: 96 })
  const lattice = ml_kem768.keygen(stream.subarray(0, 64))
  const curveScalar = stream.subarray(64)
  return {
    latticeKey: lattice.publicKey,
    latticeSecret: lattice.secretKey,
    curveKey: nacl.scalarMult.base(curveScalar),
    curveScalar,
  }
}
