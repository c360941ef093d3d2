// A party's enrolled devices, signed by its roots. Versions form a chain; a version is complete, not a change.

import {
  bytes,
  constant,
  list,
  optional,
  record,
  text,
  uint,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { callSign, deviceId, hash, instant, partyId, permission, role } from "./names.ts"

/** `officer` names the person by an id of the party's own choosing; two-person release compares it. */
export const rosterDevice = record({
  device: deviceId,
  officer: text(32),
  role,
  callSign,
  signingKey: bytes(32),
  witnessKey: bytes(32),
  fallbackKey: bytes(1_216),
  label: text(limits.labelCharsMax),
  permissions: list(permission, 9),
  notBefore: instant,
  notAfter: instant,
})
export type RosterDevice = Infer<typeof rosterDevice>

export const removal = record({
  device: deviceId,
  effective: instant,
  reason: text(limits.labelCharsMax),
})

export const roster = record({
  format: constant(1),
  party: partyId,
  version: uint(),
  previous: optional(hash),
  issued: instant,
  expires: instant,
  devices: list(rosterDevice, limits.devicesPerLineMax),
  removed: list(removal, 256),
})
export type Roster = Infer<typeof roster>
