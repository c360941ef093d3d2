// A message that waits for a second officer. Signed by its author, outside the author's chain; the releaser's envelope
// carries the signature, so both stand behind the same commitment.

import { bytes, constant, list, record, text, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { demand, deviceId, instant, lineId, messageId, precedence } from "./names.ts"

export const draft = record({
  format: constant(1),
  line: lineId,
  message: messageId,
  commitment: bytes(32),
  precedence,
  owes: list(demand, 5),
  references: list(messageId, limits.referencesMax),
  life: uint(),
  author: deviceId,
  t: instant,
})
export type Draft = Infer<typeof draft>

/** The author takes a draft back. After any acceptance it is too late, and says so. */
export const withdraw = record({
  format: constant(1),
  line: lineId,
  message: messageId,
  author: deviceId,
  t: instant,
  reason: text(limits.labelCharsMax),
})
export type Withdraw = Infer<typeof withdraw>
