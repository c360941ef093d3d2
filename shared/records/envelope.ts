// A sealed message. The core says who, to whom, how urgent and what is owed, and commits to the content; the header adds
// the hashes of body and wraps, and is what the sender signs. Statement code, parameters and remark are in the body only.

import {
  bytes,
  constant,
  list,
  optional,
  ordinal,
  record,
  uint,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { link } from "./link.ts"
import { demand, deviceId, hash, instant, messageId, precedence } from "./names.ts"

/** `tier`/`counter` name the key the wrap is for; `pseq` counts per (sender, recipient); `voids` = 1 + a replaced pseq. */
export const recipient = record({
  device: deviceId,
  tier: uint(3),
  counter: uint(),
  pseq: uint(),
  voids: uint(),
})
export type Recipient = Infer<typeof recipient>

/** Present when one device drafted and another released: the releaser is the sender of record. */
export const authorship = record({ author: deviceId, t: instant, signature: bytes(64) })

/** `life` in milliseconds from `link.t`: so long a relay keeps the body; admitted later, it arms no ladder. */
export const envelopeCore = record({
  format: constant(1),
  link,
  message: messageId,
  serial: ordinal(),
  precedence,
  owes: list(demand, 5),
  life: uint(),
  references: list(messageId, limits.referencesMax),
  commitment: bytes(32),
  recipients: list(recipient, limits.recipientsMax),
  drafted: list(authorship, 1),
})
export type EnvelopeCore = Infer<typeof envelopeCore>

export const envelopeHeader = record({
  core: bytes(1, limits.envelopeBytesMax),
  bodyHash: hash,
  wrapHashes: list(hash, limits.recipientsMax),
})
export type EnvelopeHeader = Infer<typeof envelopeHeader>

/** A wrap carries the content key to one device: X-Wing ciphertext, then the sealed key. */
export const wrapBytes = 1_120 + 48

/** What is stored beside the journal: the sealed body, and one wrap per recipient (absent where it is another's). */
export const enclosure = record({
  body: bytes(1, limits.envelopeBytesMax),
  wraps: list(optional(bytes(wrapBytes)), limits.recipientsMax),
})
export type Enclosure = Infer<typeof enclosure>
