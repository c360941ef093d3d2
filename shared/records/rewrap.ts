// The content key of an envelope given to one more device, by its sender or by a device that opened it. It can add a
// reader; it can never change content or author, because body, commitment and first signature must still verify.

import { constant, record, uint, type Infer } from "../encoding/schema.ts"
import { link } from "./link.ts"
import { deviceId, hash, messageId } from "./names.ts"

export const rewrap = record({
  format: constant(1),
  link,
  message: messageId,
  header: hash,
  to: deviceId,
  tier: uint(3),
  counter: uint(),
  wrapHash: hash,
})
export type Rewrap = Infer<typeof rewrap>
