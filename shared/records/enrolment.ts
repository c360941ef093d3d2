// How a device joins a party's roster. The custodian invites; the device makes its own keys and asks; the custodian compares
// words with the officer and signs the next roster. A relay only ferries: it can delay, never insert.

import { bytes, constant, list, record, text, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { callSign, instant, partyId, permission, role } from "./names.ts"

/** One use. `secret` proves that the request answers this invitation; it never travels with the request. */
export const invitation = record({
  format: constant(1),
  charter: bytes(1, limits.recordBytesMax),
  party: partyId,
  officer: text(32),
  role,
  callSign,
  permissions: list(permission, 9),
  notAfter: instant,
  secret: bytes(32),
})
export type Invitation = Infer<typeof invitation>

export const enrolmentRequest = record({
  format: constant(1),
  party: partyId,
  officer: text(32),
  role,
  callSign,
  permissions: list(permission, 9),
  signingKey: bytes(32),
  witnessKey: bytes(32),
  fallbackKey: bytes(1_216),
  label: text(limits.labelCharsMax),
})
export type EnrolmentRequest = Infer<typeof enrolmentRequest>

/** `signature` by the new signing key (possession); `mac` is HMAC-SHA-256 of the core under the invitation's secret. */
export const signedEnrolment = record({
  core: bytes(1, 4_096),
  signature: bytes(64),
  mac: bytes(32),
})
export type SignedEnrolment = Infer<typeof signedEnrolment>
