// Everything a client and a relay say to each other on a circuit, one union a direction. The prose is in PROTOCOL.md.

import { errorNumbers, type ErrorCode } from "../errors.ts"
import {
  bytes,
  choice,
  list,
  prose,
  record,
  text,
  uint,
  variant,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { deviceId, hash, instant, messageId, partyId, relayId } from "../records/names.ts"
import { signedAcceptance } from "../records/acceptance.ts"
import { signedAlive } from "../records/alive.ts"
import { signedDeskMail } from "../records/deskmail.ts"
import { signedPrekey } from "../records/prekey.ts"

const errorCode = choice<ErrorCode>(errorNumbers)

/** A record on its way to a relay. `enclosure` for an envelope (empty when expired); `wrap` for a rewrap; `carried`:
 * another relay's acceptance, when the record is brought from there. */
export const submission = record({
  record: bytes(1, limits.recordBytesMax),
  enclosure: bytes(0, limits.envelopeBytesMax),
  carried: bytes(0, 8_192),
})
export type Submission = Infer<typeof submission>

/** An entry on its way to a desk, with what belongs to it: the body and this device's own wrap. */
export const delivery = record({
  index: uint(),
  entry: bytes(1, limits.frameBytesMax),
  enclosure: bytes(0, limits.envelopeBytesMax),
})
export type Delivery = Infer<typeof delivery>

export const deviceHead = record({ device: deviceId, seq: uint(), hash })
export type DeviceHead = Infer<typeof deviceHead>

/** A device as heard elsewhere: its newest proof of life, and how long ago the relay received it. */
export const heard = record({ alive: signedAlive, ageMs: uint() })

export const clientFrame = variant({
  /** First after the handshake: where this device's copy of the relay's journal ends. */
  attach: [1, { epoch: uint(), next: uint(), software: text(32) }],
  /** `number` is the client's own, echoed in the answer. */
  submit: [2, { number: uint(), submissions: list(submission, limits.recordsPerSubmit) }],
  /** Every second: the cursor (next index wanted), the client's time, and its newest proof of life. */
  heartbeat: [3, { number: uint(), next: uint(), sent: instant, alive: list(signedAlive, 1) }],
  prekey: [4, { prekey: signedPrekey }],
  "get-prekeys": [5, {}],
  "desk-mail": [6, { mail: signedDeskMail }],
  /** The mail is stored here; the relay may forget it for this device. */
  "desk-mail-held": [7, { mail: messageId }],
  /** `head` is the relay's own signature on that head: with it a relay can be shown what it has forgotten. */
  cosign: [8, { size: uint(), root: hash, t: instant, signature: bytes(64), head: bytes(64) }],
  /** A body (again), for instance when its own copy was damaged. */
  "get-body": [9, { number: uint(), message: messageId }],
  goodbye: [10, {}],
})
export type ClientFrame = Infer<typeof clientFrame>

export const relayFrame = variant({
  /** Answer to attach: the journal's extent, and the newest record of every device, for anti-entropy. */
  attached: [
    1,
    {
      relay: relayId,
      epoch: uint(),
      size: uint(),
      heads: list(deviceHead, 1_024),
      charter: uint(),
      rosters: list(record({ party: partyId, version: uint() }), 2),
    },
  ],
  accepted: [2, { number: uint(), acceptance: signedAcceptance }],
  /** `position` is the first submission refused; those before it are accepted. `want` is the `seq` or version missing. */
  refused: [
    3,
    { number: uint(), position: uint(), code: errorCode, want: uint(), detail: text(200) },
  ],
  deliver: [4, { deliveries: list(delivery, limits.windowEntries) }],
  /** Answer to a heartbeat: the three timestamps of the clock exchange, the journal's extent, who was heard. */
  heartbeat: [
    5,
    {
      number: uint(),
      echoed: instant,
      received: instant,
      answered: instant,
      size: uint(),
      heard: list(heard, limits.devicesPerLineMax),
    },
  ],
  prekeys: [6, { prekeys: list(signedPrekey, limits.devicesPerLineMax) }],
  "desk-mail": [7, { mail: signedDeskMail }],
  /** A signed note (C2SP tlog-checkpoint) with the cosignatures known. A client holds every entry, so it checks the root
   * against its own tree and needs no proof. */
  checkpoint: [8, { note: prose(8_192) }],
  /** The mail is kept for its recipients. */
  "desk-mail-kept": [9, { mail: messageId }],
  body: [10, { number: uint(), message: messageId, enclosure: bytes(0, limits.envelopeBytesMax) }],
  /** The circuit ends with this. */
  failed: [11, { code: errorCode, detail: text(200) }],
  /** First on every circuit: to be shown when this one has to be opened anew. */
  ticket: [12, { ticket: bytes(1, 128) }],
})
export type RelayFrame = Infer<typeof relayFrame>
