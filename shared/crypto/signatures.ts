// The signature profile. Ed25519 verifiers disagree on adversarial signatures, and a party that wants to disown a message
// signs that way; under this profile all of them answer alike (PROTOCOL.md, "Signatures"):
// length 64, S < L, a public key that was validated when it entered a signed document, then the cofactorless check.

import { bytesOfHex, equalBytes, joinBytes, utf8 } from "../encoding/bytes.ts"
import type { Signatures } from "./ports.ts"

/** What a signature may be for: a closed list. Nothing else ever reaches a signer. */
export const contexts = [
  "Parley-v1 root",
  "Parley-v1 charter",
  "Parley-v1 roster",
  "Parley-v1 suspend",
  "Parley-v1 enrol",
  "Parley-v1 prekey",
  "Parley-v1 envelope",
  "Parley-v1 stage",
  "Parley-v1 watch",
  "Parley-v1 rewrap",
  "Parley-v1 handover",
  "Parley-v1 draft",
  "Parley-v1 withdraw",
  "Parley-v1 deskmail",
  "Parley-v1 alive",
  "Parley-v1 acceptance",
  "Parley-v1 relay-hello",
  "Parley-v1 relay-auth",
  "Parley-v1 admin",
] as const

export type Context = (typeof contexts)[number]

const zero = new Uint8Array(1)
/** The group order L of Ed25519 (RFC 8032 section 5.1), least significant byte first. */
const order = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
])
/** The field of Ed25519, 2^255 - 19, in the same order, and the y of its points of order 1, 2, 4 and 8. */
const field = bytesOfHex(`ed${"ff".repeat(30)}7f`)
const smallOrder: readonly Uint8Array[] = [
  `01${"00".repeat(31)}`,
  `ec${"ff".repeat(30)}7f`,
  "00".repeat(32),
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
].map(bytesOfHex)

export function signIn(
  context: Context,
  port: Signatures,
  seed: Uint8Array,
  bytes: Uint8Array,
): Uint8Array {
  return port.sign(seed, joinBytes(utf8(context), zero, bytes))
}

/** True only for a signature of these bytes, in this context, by this (already validated) key. */
export function verifyIn(
  context: Context,
  port: Pick<Signatures, "verify">,
  publicKey: Uint8Array,
  signed: { readonly bytes: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const message = joinBytes(utf8(context), zero, signed.bytes)
  return isSignedRaw(port, publicKey, message, signed.signature)
}

/** The signature profile over bytes as they are, for what has a form of its own: checkpoints and cosignatures. */
export function isSignedRaw(
  port: Pick<Signatures, "verify">,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false
  if (!isBelow(signature.subarray(32), order) || isWeak(publicKey)) return false
  return port.verify(publicKey, message, signature)
}

/** S < L: without it everybody can make a second signature from a first. */
function isBelow(value: Uint8Array, bound: Uint8Array): boolean {
  for (let i = 31; i >= 0; i -= 1) {
    const mine = value[i] ?? 0
    const its = bound[i] ?? 0
    if (mine !== its) return mine < its
  }
  return false
}

/** Validated keys never are. OpenSSL 3.5 refuses these by itself and older ones do not: asked here, all answer alike. */
function isWeak(publicKey: Uint8Array): boolean {
  // The top bit is the sign of x; what is left is y.
  const y = publicKey.with(31, (publicKey[31] ?? 0) & 0x7f)
  return !isBelow(y, field) || smallOrder.some((known) => equalBytes(known, y))
}
