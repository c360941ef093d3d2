// What a relay itself puts into its journal: when it ran, what its clock did, what fell overdue, what somebody violated.
// No signature of their own: the checkpoint over the journal signs them. They are that relay's word, never a party's.

import {
  bytes,
  constant,
  list,
  record,
  signed as zigzag,
  text,
  uint,
  variant,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { ladderAction } from "./charter.ts"
import { demand, deviceId, hash, instant, messageId, stepId } from "./names.ts"

/** The age of a device's newest proof of life when a step fell due; a device never heard is not in the list. */
export const observedPresence = record({ device: deviceId, ageMs: uint() })

export const relayed = variant({
  started: [16, { epoch: uint(), software: text(32), oldHead: list(hash, 1) }],
  stopped: [17, { reason: text(limits.labelCharsMax) }],
  restored: [18, { epoch: uint(), oldSize: uint(), oldRoot: hash }],
  clock: [19, { jumpMs: zigzag() }],
  overdue: [
    20,
    {
      step: stepId,
      message: messageId,
      demand,
      number: uint(),
      action: ladderAction,
      dueAt: instant,
      presence: list(observedPresence, limits.devicesPerLineMax),
    },
  ],
  evidence: [
    21,
    {
      format: constant(1),
      what: text(32),
      device: deviceId,
      first: bytes(0, 16_384),
      second: bytes(0, 16_384),
    },
  ],
})
export type Relayed = Infer<typeof relayed>
