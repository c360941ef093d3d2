// What tells the two kinds of sealed things apart, down to every derived key: an envelope can never be opened as desk mail,
// nor desk mail as an envelope.

import type { DigestTag, KeyPurpose } from "../../../shared/crypto/digest.ts"
import type { Context } from "../../../shared/crypto/signatures.ts"

export interface Scheme {
  /** In which the header is signed. */
  readonly signature: Context
  /** Digest of the core. It enters every key below, which binds them to sender, recipients and commitment. */
  readonly core: DigestTag
  readonly body: KeyPurpose
  readonly wrap: KeyPurpose
}

export const envelopeScheme: Scheme = {
  signature: "Parley-v1 envelope",
  core: "parley/v1/ctx",
  body: "parley/v1/body",
  wrap: "parley/v1/wrap",
}

export const deskMailScheme: Scheme = {
  signature: "Parley-v1 deskmail",
  core: "parley/v1/mail",
  body: "parley/v1/mail-body",
  wrap: "parley/v1/mail-wrap",
}
