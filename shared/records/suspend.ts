// Removing a device in an emergency: two devices of the same party, held by different officers, sign. It only removes.

import { constant, record, text, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { link } from "./link.ts"
import { deviceId, instant, partyId } from "./names.ts"

/** From `effective` on, what other relays accepted counts no more either; each relay's own entry ends it there. */
export const suspend = record({
  format: constant(1),
  link,
  party: partyId,
  device: deviceId,
  effective: instant,
  reason: text(limits.labelCharsMax),
})
export type Suspend = Infer<typeof suspend>
