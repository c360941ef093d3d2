// Mail inside one desk: sealed to one party's own devices, kept a day, never on the journal, so that nothing inside a desk
// shows on the line. The header is what the sender signs; body and wraps are sealed as an envelope's are.

import { bytes, constant, list, record, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { recipient } from "./envelope.ts"
import { deviceId, hash, instant, lineId, messageId } from "./names.ts"

export const deskMailCore = record({
  format: constant(1),
  line: lineId,
  mail: messageId,
  from: deviceId,
  t: instant,
  commitment: bytes(32),
  recipients: list(recipient, limits.recipientsMax),
})
export type DeskMailCore = Infer<typeof deskMailCore>

export const deskMailHeader = record({
  core: bytes(1, limits.envelopeBytesMax),
  bodyHash: hash,
  wrapHashes: list(hash, limits.recipientsMax),
})

export const signedDeskMail = record({
  header: bytes(1, limits.envelopeBytesMax),
  signature: bytes(64),
  enclosure: bytes(1, limits.envelopeBytesMax),
})
export type SignedDeskMail = Infer<typeof signedDeskMail>
