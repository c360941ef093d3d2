// A one-shift encapsulation key of a device: tier 2 (published hourly through the relays). Tier 1, one per peer device and
// delivered in a stage, has its fields here (`forDevice`); tier 3 is the fallback key in the roster.

import { bytes, constant, optional, record, uint, type Infer } from "../encoding/schema.ts"
import { deviceId, instant, lineId } from "./names.ts"

/** Sealed to until `useBy`; its seed is kept until `keepUntil`, when whatever was sealed to it is delivered or dead. */
export const prekey = record({
  format: constant(1),
  line: lineId,
  device: deviceId,
  tier: uint(3),
  forDevice: optional(deviceId),
  counter: uint(),
  created: instant,
  useBy: instant,
  keepUntil: instant,
  key: bytes(1_216),
})
export type Prekey = Infer<typeof prekey>

export const signedPrekey = record({ core: bytes(1, 2_048), signature: bytes(64) })
export type SignedPrekey = Infer<typeof signedPrekey>
