// What processes of one relay tell each other about who was heard. Times are whole milliseconds of the sender's monotonic clock.

import { id, list, record, uint, variant, type Infer } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { signedAlive } from "../../shared/records/alive.ts"
import { deviceId, lineId } from "../../shared/records/names.ts"

/** Of a process, drawn when it starts. */
const process = id<string>(16)
const echo = record({ process, stamp: uint(), heardAt: uint() })
const told = record({
  line: lineId,
  device: deviceId,
  nonce: uint(),
  alive: signedAlive,
  heardAt: uint(),
})
export type Told = Infer<typeof told>

export const presenceMessage = variant({
  /** Every second: by this the others know this process's clock, and what is on the way between them. */
  beat: [1, { from: process, stamp: uint(), echoes: list(echo, limits.peersMax) }],
  sightings: [2, { from: process, sightings: list(told, limits.sightingsAtOnce) }],
})
export type PresenceMessage = Infer<typeof presenceMessage>

export const presenceBytesMax = 256 * 1024
