// Cryptography that runs wherever JavaScript runs: browser and Node alike, nothing of either. Audited, finished tweetnacl
// carries signatures and bodies; the noble family carries what it lacks. Randomness comes from the platform.

import { chacha20poly1305 } from "@noble/ciphers/chacha.js"
import nacl from "tweetnacl"

import type {
  BodyCipher,
  ClientCrypto,
  FrameCipher,
  Randomness,
  Signatures,
} from "../../../shared/crypto/ports.ts"
import { xwing } from "./xwing.ts"

/** `random` must be the platform's own: `crypto.getRandomValues` in a browser. */
export function webCrypto(random: Randomness): ClientCrypto {
  return { signatures: webSignatures(), kem: xwing, frames, bodies, random }
}

/** A device signs with one or two seeds all its life, and expanding a seed costs as much as signing. */
const rememberedSeeds = 4

function webSignatures(): Signatures {
  const remembered: { readonly seed: Uint8Array; readonly pair: nacl.SignKeyPair }[] = []
  const pairOf = (seed: Uint8Array): nacl.SignKeyPair => {
    const known = remembered.find((each) => nacl.verify(each.seed, seed))
    if (known !== undefined) return known.pair
    const pair = nacl.sign.keyPair.fromSeed(seed)
    remembered.unshift({ seed: seed.slice(), pair })
    remembered.length = Math.min(remembered.length, rememberedSeeds)
    return pair
  }
  return {
    publicKey: (seed) => pairOf(seed).publicKey.slice(),
    sign: (seed, message) => nacl.sign.detached(message, pairOf(seed).secretKey),
    verify(publicKey, message, signature) {
      // The library throws for wrong lengths; a stranger's bytes must get an answer instead.
      if (publicKey.length !== nacl.sign.publicKeyLength) return false
      if (signature.length !== nacl.sign.signatureLength) return false
      return nacl.sign.detached.verify(message, signature, publicKey)
    },
  }
}

const frames: FrameCipher = {
  seal: (key, nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
  open(key, nonce, sealed) {
    try {
      return chacha20poly1305(key, nonce).decrypt(sealed)
    } catch {
      // The library says by throwing that a tag is wrong or missing.
      return undefined
    }
  },
}

const bodies: BodyCipher = {
  seal: (key, nonce, plain) => nacl.secretbox(plain, nonce, key),
  open: (key, nonce, sealed) => nacl.secretbox.open(sealed, nonce, key) ?? undefined,
}
