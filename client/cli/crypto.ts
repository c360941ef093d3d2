// A client's cryptography on Node. What opens messages and what signs stays as in the browser; verifying, which a long
// journal does by the thousand, frames and randomness come from Node's OpenSSL, thirty to a hundred times faster.

import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  randomBytes,
  verify,
  type KeyObject,
} from "node:crypto"

import type { ClientCrypto, FrameCipher } from "../../shared/crypto/ports.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"
import { webCrypto } from "../sdk/crypto/web.ts"

export function nodeClientCrypto(): ClientCrypto {
  const web = webCrypto({ bytes: (length) => new Uint8Array(randomBytes(length)) })
  return { ...web, signatures: { ...web.signatures, verify: cachedVerify() }, frames }
}

/** DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4). */
const publicKeyPrefix = Buffer.from("302a300506032b6570032100", "hex")
const rememberedKeys = 256
const tagBytes = 16

function cachedVerify(): ClientCrypto["signatures"]["verify"] {
  const remembered = new Map<string, KeyObject>()
  const keyOf = (publicKey: Uint8Array): KeyObject => {
    const name = hexOf(publicKey)
    const known = remembered.get(name)
    if (known !== undefined) return known
    const key = createPublicKey({
      key: Buffer.concat([publicKeyPrefix, publicKey]),
      format: "der",
      type: "spki",
    })
    // Oldest out: a stranger who sends many keys costs a few microseconds each, never memory.
    const oldest = remembered.keys().next()
    if (remembered.size >= rememberedKeys && oldest.done !== true) remembered.delete(oldest.value)
    remembered.set(name, key)
    return key
  }
  return (publicKey, message, signature) => {
    if (publicKey.length !== 32 || signature.length !== 64) return false
    try {
      return verify(undefined, message, keyOf(publicKey), signature)
    } catch {
      return false
    }
  }
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
