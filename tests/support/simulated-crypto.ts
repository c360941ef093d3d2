// Cryptography of keyed hashes for the simulation: microseconds instead of milliseconds, seeded, and still not to be
// forged. The simulated world plays the part of mathematics: it alone knows which seed belongs to a public key, verifies by
// signing again, and encapsulates by computing what the key's owner will compute. Nobody who lacks a seed can make a
// signature that verifies or learn a secret; what is altered anywhere does not open. Lengths are those of the real ones.

import { hash } from "node:crypto"

import type {
  BodyCipher,
  ClientCrypto,
  Kem,
  Randomness,
  RelayCrypto,
  Signatures,
} from "../../shared/crypto/ports.ts"
import { xwingSizes } from "../../shared/crypto/xwing.ts"
import { equalBytes, hexOf, uint64, utf8 } from "../../shared/encoding/bytes.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"

const tagBytes = 16
const encoder = new TextEncoder()

export interface SimulatedWorld {
  /** Each user has a random stream of their own, so that one more draw here changes nothing there. */
  client(name: string): ClientCrypto
  relay(name: string): RelayCrypto
  random(name: string): Randomness
}

export function simulatedWorld(seed: string): SimulatedWorld {
  const signatures = simulatedSignatures()
  const kem = simulatedKem()
  const random = (name: string): Randomness => seededRandomness(`${seed}/${name}`)
  return {
    client: (name) => ({
      signatures,
      kem,
      frames: cipher("frame"),
      bodies: cipher("body"),
      random: random(name),
    }),
    relay: (name) => ({ signatures, kem, frames: cipher("frame"), random: random(name) }),
    random,
  }
}

/** The same bytes for the same seed, in the same order of asking. */
export function seededRandomness(seed: string): Randomness {
  let drawn = 0
  return {
    bytes(length) {
      const bytes = new Uint8Array(length)
      for (let at = 0; at < length; at += 32) {
        bytes.set(mix("random", utf8(seed), uint64(drawn)).subarray(0, length - at), at)
        drawn += 1
      }
      return bytes
    },
  }
}

/** A keyed hash, one call of the native one: most of the simulation's time is spent here. */
function mix(purpose: string, ...parts: readonly Uint8Array[]): Uint8Array {
  let length = purpose.length + 1
  for (const part of parts) length += part.length + 4
  const bytes = new Uint8Array(length)
  let at = encoder.encodeInto(purpose, bytes).written + 1
  for (const part of parts) {
    // Lengths keep two lists of parts from running together into the same bytes.
    bytes[at + 1] = part.length >> 16
    bytes[at + 2] = part.length >> 8
    bytes[at + 3] = part.length
    bytes.set(part, at + 4)
    at += part.length + 4
  }
  return new Uint8Array(hash("sha256", bytes, "buffer"))
}

function repeated(block: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(block)
  for (let done = block.length; done < length; done *= 2) bytes.copyWithin(done, 0, done)
  return bytes
}

/** Real points of the curve: documents are refused that name anything else. Every world has the same few. */
const curveKeys = new Map<string, Uint8Array>()

function curveKeyOf(seed: Uint8Array): Uint8Array {
  const name = hexOf(seed)
  const known = curveKeys.get(name)
  if (known !== undefined) return known
  const key = nodeRelayCrypto().signatures.publicKey(seed)
  curveKeys.set(name, key)
  return key
}

function simulatedSignatures(): Signatures {
  const seedOf = new Map<string, Uint8Array>()
  const publicKey = (seed: Uint8Array): Uint8Array => {
    const key = curveKeyOf(seed)
    seedOf.set(hexOf(key), seed)
    return key.slice()
  }
  const sign = (seed: Uint8Array, message: Uint8Array): Uint8Array => {
    const key = publicKey(seed)
    const signature = new Uint8Array(64)
    const half = mix("signature", seed, key, message)
    signature.set(half)
    signature.set(half, 32)
    // The signature profile wants the second half below the order of the real group.
    signature[63] = 0
    return signature
  }
  return {
    publicKey,
    sign,
    verify(key, message, signature) {
      const seed = seedOf.get(hexOf(key))
      return seed !== undefined && equalBytes(sign(seed, message), signature)
    },
  }
}

function simulatedKem(): Kem {
  const seedOf = new Map<string, Uint8Array>()
  const publicKey = (seed: Uint8Array): Uint8Array => {
    // Bits that could lift a coefficient above ML-KEM's modulus are cleared: rosters and prekeys are checked for that.
    const block = mix("encapsulation key", seed).map((byte) => byte & 0x77)
    seedOf.set(hexOf(block), seed.slice())
    return repeated(block, xwingSizes.publicKey)
  }
  const holderOf = (key: Uint8Array): Uint8Array | undefined => {
    const block = key.subarray(0, 32)
    const isWhole = equalBytes(key, repeated(block, xwingSizes.publicKey))
    return isWhole ? seedOf.get(hexOf(block)) : undefined
  }
  return {
    publicKey,
    decapsulate,
    encapsulate(key, randomness) {
      if (key.length !== xwingSizes.publicKey) return undefined
      const ciphertext = repeated(mix("ciphertext", key, randomness), xwingSizes.ciphertext)
      const seed = holderOf(key)
      // A key that nobody holds the seed of: the sender notices nothing, and nobody will open.
      const secret = seed === undefined ? mix("lost", randomness) : decapsulate(seed, ciphertext)
      return { ciphertext, secret }
    },
  }
}

function decapsulate(seed: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  return mix("encapsulated", seed, ciphertext)
}

/** Hides and authenticates, but hides badly (a repeated mask): enough for a world without cryptanalysts. */
function cipher(name: string): BodyCipher {
  const tagOf = (key: Uint8Array, nonce: Uint8Array, hidden: Uint8Array): Uint8Array =>
    mix(`${name} tag`, key, nonce, hidden).subarray(0, tagBytes)
  return {
    seal(key, nonce, plain) {
      const sealed = new Uint8Array(plain.length + tagBytes)
      sealed.set(plain)
      const hidden = sealed.subarray(0, plain.length)
      hide(hidden, maskOf(key, nonce))
      sealed.set(tagOf(key, nonce, hidden), plain.length)
      return sealed
    },
    open(key, nonce, sealed) {
      if (sealed.length < tagBytes) return undefined
      const hidden = sealed.subarray(0, sealed.length - tagBytes)
      const isWhole = equalBytes(tagOf(key, nonce, hidden), sealed.subarray(hidden.length))
      if (!isWhole) return undefined
      const plain = hidden.slice()
      hide(plain, maskOf(key, nonce))
      return plain
    },
  }
}

/** No hash: that nothing is altered or invented rests on the tag. */
function maskOf(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const mask = key.slice()
  for (let i = 0; i < nonce.length; i += 1) mask[i] = (mask[i] ?? 0) ^ (nonce[i] ?? 0) ^ 0x5a
  return mask
}

/** In place, and four bytes at a time where they lie well: frames are long and many. */
function hide(bytes: Uint8Array, mask: Uint8Array): void {
  const words = bytes.byteOffset % 4 === 0 ? bytes.length >> 2 : 0
  const wide = new Uint32Array(bytes.buffer, words === 0 ? 0 : bytes.byteOffset, words)
  const wideMask = new Uint32Array(mask.buffer, mask.byteOffset, 8)
  for (let i = 0; i < words; i += 1) wide[i] = (wide[i] ?? 0) ^ (wideMask[i & 7] ?? 0)
  for (let i = words * 4; i < bytes.length; i += 1) bytes[i] = (bytes[i] ?? 0) ^ (mask[i & 31] ?? 0)
}
