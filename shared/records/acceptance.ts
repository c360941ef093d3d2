// The relay's signed answer: these records stand in my journal at these indexes, and will be under a checkpoint within the
// merge delay. One valid acceptance stops the sender's clock. Without inclusion in time it is proof of misbehaviour.

import { bytes, constant, list, record, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { hash, instant, lineId, relayId } from "./names.ts"

/** `record` is the hash of what was signed, `leaf` that of the whole entry: what was said, and what stands in the log. */
export const acceptedEntry = record({
  index: uint(),
  leaf: hash,
  record: hash,
  t: instant,
  salt: bytes(16),
})
export type AcceptedEntry = Infer<typeof acceptedEntry>

export const acceptance = record({
  format: constant(1),
  relay: relayId,
  line: lineId,
  epoch: uint(),
  entries: list(acceptedEntry, limits.recordsPerSubmit),
  mergeDelay: uint(),
})
export type Acceptance = Infer<typeof acceptance>

export const signedAcceptance = record({ core: bytes(1, 8_192), signature: bytes(64) })
export type SignedAcceptance = Infer<typeof signedAcceptance>
