// What has become of a message, signed by a device, in the clear, so that a relay can stop a clock without reading.

import {
  bytes,
  constant,
  list,
  optional,
  record,
  signed as zigzag,
  uint,
  variant,
  choice,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { link } from "./link.ts"
import { hash, instant, messageId, relayId, role } from "./names.ts"

/** Up to whom a message was passed. */
export const level = choice({
  "watch-officer": 0,
  "watch-supervisor": 1,
  "operations-chief": 2,
  minister: 3,
  "head-of-government": 4,
})
export type Level = Infer<typeof level>

/**
 * received: a machine opened and stored it. read: an officer has read it, which is the acknowledgement. read-back: given by
 * the reader; confirmed or differs: the author's side on that read-back. The rest are the reader's side.
 */
export const fact = variant({
  received: [1, {}],
  read: [2, { role }],
  "read-back": [3, {}],
  confirmed: [4, {}],
  differs: [5, {}],
  passed: [6, { level }],
  answered: [7, {}],
  "stand-by": [8, { until: instant }],
  declined: [9, {}],
  "cannot-open": [10, {}],
  contested: [11, { role }],
})
export type Fact = Infer<typeof fact>
export type StageKind = Fact["kind"]

/** The signer's clock against one relay: offset and its bound in milliseconds, and the age of that measurement. */
export const clockClaim = record({ relay: relayId, offset: zigzag(), bound: uint(), age: uint() })
export type ClockClaim = Infer<typeof clockClaim>

/**
 * `openProof = H("parley/v1/openproof", r, device)`: only who opened the body can make it. Absent from the author's side.
 * `arrived` is when the message came, or the officer acted, by the signer's own clock. `pairPrekey` waits for tier 1.
 */
export const stage = record({
  format: constant(1),
  link,
  message: messageId,
  header: hash,
  fact,
  openProof: optional(bytes(32)),
  arrived: instant,
  clock: list(clockClaim, limits.relaysMax),
  substance: optional(messageId),
  pairPrekey: optional(hash),
})
export type Stage = Infer<typeof stage>
