// A relay's cryptography on Node: it verifies, signs as itself, answers handshakes and keeps circuits. There is nothing
// here that could open an envelope.

import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from "node:crypto"

import type { FrameCipher, KemSender, RelayCrypto, Signatures } from "../../shared/crypto/ports.ts"
import { encapsulateWith, type Curve } from "../../shared/crypto/xwing.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"

export function nodeRelayCrypto(): RelayCrypto {
  return {
    signatures: nodeSignatures(),
    kem,
    frames,
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
  }
}

/** DER prefixes of keys whose last 32 bytes are the raw key (RFC 8410 sections 4 and 7). */
const prefixes = {
  signingSeed: Buffer.from("302e020100300506032b657004220420", "hex"),
  signingKey: Buffer.from("302a300506032b6570032100", "hex"),
  curveScalar: Buffer.from("302e020100300506032b656e04220420", "hex"),
  curvePoint: Buffer.from("302a300506032b656e032100", "hex"),
} as const

const rememberedKeys = 1_024
const tagBytes = 16

function privateKey(prefix: Buffer, raw: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "pkcs8" })
}

function publicKey(prefix: Buffer, raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([prefix, raw]), format: "der", type: "spki" })
}

/** The raw public key that belongs to a private one. */
function rawPublicKey(key: KeyObject): Uint8Array {
  const der = createPublicKey(key).export({ format: "der", type: "spki" })
  return new Uint8Array(der.subarray(der.length - 32))
}

function nodeSignatures(): Signatures {
  const signers = remembering((seed) => privateKey(prefixes.signingSeed, seed))
  const verifiers = remembering((raw) => publicKey(prefixes.signingKey, raw))
  return {
    publicKey: (seed) => rawPublicKey(signers(seed)),
    sign: (seed, message) => new Uint8Array(sign(undefined, message, signers(seed))),
    verify(key, message, signature) {
      if (key.length !== 32 || signature.length !== 64) return false
      try {
        return verify(undefined, message, verifiers(key), signature)
      } catch {
        return false
      }
    },
  }
}

/** Key objects cost more to make than to use. Oldest out: a stranger who names many keys costs no memory. */
function remembering(make: (raw: Uint8Array) => KeyObject): (raw: Uint8Array) => KeyObject {
  const remembered = new Map<string, KeyObject>()
  return (raw) => {
    const name = hexOf(raw)
    const known = remembered.get(name)
    if (known !== undefined) return known
    const key = make(raw)
    const oldest = remembered.keys().next()
    if (remembered.size >= rememberedKeys && oldest.done !== true) remembered.delete(oldest.value)
    remembered.set(name, key)
    return key
  }
}

export const curve: Curve = {
  publicKey: (scalar) => rawPublicKey(privateKey(prefixes.curveScalar, scalar)),
  shared(scalar, point) {
    try {
      const secret = diffieHellman({
        privateKey: privateKey(prefixes.curveScalar, scalar),
        publicKey: publicKey(prefixes.curvePoint, point),
      })
      return new Uint8Array(secret)
    } catch {
      // OpenSSL refuses a product of zero, which is what the port asks for.
      return undefined
    }
  },
}

const kem: KemSender = {
  encapsulate: (key, randomness) => encapsulateWith(curve, key, randomness),
}

const frames: FrameCipher = {
  seal(key, nonce, plain) {
    const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: tagBytes })
    const body = cipher.update(plain)
    cipher.final()
    return new Uint8Array(Buffer.concat([body, cipher.getAuthTag()]))
  },
  open(key, nonce, sealed) {
    if (sealed.length < tagBytes) return undefined
    const cipher = createDecipheriv("chacha20-poly1305", key, nonce, { authTagLength: tagBytes })
    cipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
    const plain = cipher.update(sealed.subarray(0, sealed.length - tagBytes))
    try {
      cipher.final()
    } catch {
      return undefined
    }
    return new Uint8Array(plain)
  },
}
