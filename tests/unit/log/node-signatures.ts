// Ed25519 from Node for the tests of the log: independent of the libraries that clients use, and fast enough to check
// thousands of altered files.

import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto"

import type { Signatures } from "../../../shared/crypto/ports.ts"

// DER around a raw key (RFC 8410): fixed bytes, then the 32 of the key.
const privatePrefix = Buffer.from("302e020100300506032b657004220420", "hex")
const publicPrefix = Buffer.from("302a300506032b6570032100", "hex")

export const nodeSignatures: Signatures = {
  publicKey(seed) {
    const spki = createPublicKey(privateKey(seed)).export({ format: "der", type: "spki" })
    return Uint8Array.from(spki.subarray(publicPrefix.length))
  },
  sign: (seed, message) => Uint8Array.from(sign(null, message, privateKey(seed))),
  verify: (key, message, signature) => verify(null, message, publicKeyOf(key), signature),
}

const imported = new Map<string, ReturnType<typeof createPublicKey>>()

/** Kept, because importing a key takes longer than using it. */
function publicKeyOf(raw: Uint8Array): ReturnType<typeof createPublicKey> {
  const name = Buffer.from(raw).toString("hex")
  const known = imported.get(name)
  if (known !== undefined) return known
  const key = Buffer.concat([publicPrefix, raw])
  const created = createPublicKey({ key, format: "der", type: "spki" })
  imported.set(name, created)
  return created
}

function privateKey(seed: Uint8Array): ReturnType<typeof createPrivateKey> {
  const key = Buffer.concat([privatePrefix, seed])
  return createPrivateKey({ key, format: "der", type: "pkcs8" })
}
