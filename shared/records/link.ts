// What every record of a device begins with: its place in that device's own chain, and what the device knew when signing.

import { bytes, list, ordinal, record, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { deviceId, hash, instant, lineId, relayId } from "./names.ts"

/**
 * A relay's tree as the device last saw it, with the relay's own signature on that head: without it the claim would be nobody's
 * word but the device's. Heads travel in every record: a split view shows at the next one.
 */
export const seenHead = record({
  relay: relayId,
  epoch: uint(),
  size: uint(),
  root: hash,
  signature: bytes(64),
})
export type SeenHead = Infer<typeof seenHead>

/** `t` in Unix milliseconds by the device's clock, `terr` the error it claims for it, in milliseconds. */
export const link = record({
  line: lineId,
  from: deviceId,
  seq: ordinal(),
  prev: hash,
  t: instant,
  terr: uint(),
  charter: uint(),
  ownRoster: record({ version: uint(), hash }),
  peerRoster: record({ version: uint(), hash }),
  seen: list(seenHead, limits.relaysMax),
})
export type Link = Infer<typeof link>
