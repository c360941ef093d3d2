// A record as it travels: its kind, the signed bytes exactly as signed, and the signatures. Signatures are checked over
// the bytes received, never over a re-encoding.

import { hexOf } from "../encoding/bytes.ts"
import { branded, bytes, choice, constant, list, record, type Infer } from "../encoding/schema.ts"
import { sha256 } from "../crypto/digest.ts"
import type { Context } from "../crypto/signatures.ts"
import { limits } from "../limits.ts"
import type { Hash } from "./names.ts"

/** What parties put into a journal. The numbers are on the wire and never reused. */
export const recordKind = choice({
  envelope: 1,
  stage: 2,
  watch: 3,
  handover: 4,
  rewrap: 5,
  suspend: 6,
  roster: 7,
  charter: 8,
  root: 9,
})
export type RecordKind = Infer<typeof recordKind>

/** `key` names the signer: a device id (16 bytes) or a root key (32 bytes). Algorithm 1 is Ed25519. */
export const signature = record({
  algorithm: constant(1),
  key: bytes(16, 32),
  signature: bytes(64),
})
export type Signature = Infer<typeof signature>

export const signed = record({
  kind: recordKind,
  core: bytes(1, limits.recordBytesMax),
  signatures: list(signature, limits.rootKeysMax * 2),
})
export type Signed = Infer<typeof signed>

export const contextOf: Readonly<Record<RecordKind, Context>> = {
  envelope: "Parley-v1 envelope",
  stage: "Parley-v1 stage",
  watch: "Parley-v1 watch",
  handover: "Parley-v1 handover",
  rewrap: "Parley-v1 rewrap",
  suspend: "Parley-v1 suspend",
  roster: "Parley-v1 roster",
  charter: "Parley-v1 charter",
  root: "Parley-v1 root",
}

/** The name of a record: SHA-256 of what was signed. A device's next record repeats it as `prev`. */
export function hashOf(core: Uint8Array): Hash {
  return branded<Hash>(hexOf(sha256(core)))
}
