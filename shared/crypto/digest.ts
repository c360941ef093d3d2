// Digests with a tag, and key derivation. `H(tag, x…) = SHA-256(ASCII(tag) ‖ 0x00 ‖ x…)`; every use has its own tag.

import { hkdf } from "@noble/hashes/hkdf.js"
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js"

import { joinBytes, utf8 } from "../encoding/bytes.ts"

const zero = new Uint8Array(1)

/** The closed list of digest tags. A tag stands for one meaning only. */
export const digestTags = [
  "parley/v1/root",
  "parley/v1/fp",
  "parley/v1/hotline",
  "parley/v1/dev",
  "parley/v1/csr",
  "parley/v1/com",
  "parley/v1/ctx",
  "parley/v1/openproof",
  "parley/v1/step",
  "parley/v1/session",
  "parley/v1/catalogue",
  "parley/v1/language",
  "parley/v1/state",
  "parley/v1/invitation",
  "parley/v1/hedge",
  "parley/v1/mail",
] as const
export type DigestTag = (typeof digestTags)[number]

export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes)
}

export function digest(tag: DigestTag, ...parts: Uint8Array[]): Uint8Array {
  return nobleSha256(joinBytes(utf8(tag), zero, ...parts))
}

/** The closed list of purposes a key may be derived for; `context` binds it to one envelope, session or device. */
export const keyPurposes = [
  "parley/v1/body",
  "parley/v1/wrap",
  "parley/v1/c2r",
  "parley/v1/r2c",
  "parley/v1/rekey",
  "parley/v1/ticket",
  "parley/v1/cek",
  "parley/v1/vault",
  "parley/v1/opening",
  "parley/v1/kem",
  "parley/v1/prekey",
  "parley/v1/mail-body",
  "parley/v1/mail-wrap",
  "parley/v1/rewrap",
] as const
export type KeyPurpose = (typeof keyPurposes)[number]

/** HKDF-SHA-256 (RFC 5869) with an empty salt and `info = purpose ‖ 0x00 ‖ context`. */
export function deriveKey(
  secret: Uint8Array,
  purpose: KeyPurpose,
  context: Uint8Array,
  length: number,
): Uint8Array {
  return hkdf(nobleSha256, secret, undefined, joinBytes(utf8(purpose), zero, context), length)
}
