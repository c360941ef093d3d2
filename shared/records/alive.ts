// A proof of life: this device is connected now, and this is who holds the watch on it. Relayed newest-only with its age,
// never journalled; the observer's own clock expires it.

import { bytes, constant, flag, record, uint, type Infer } from "../encoding/schema.ts"
import { deviceId, instant, lineId } from "./names.ts"

/** `nonce` only rises, over restarts too: a proof that is not newer than one known proves nothing. */
export const alive = record({
  format: constant(1),
  line: lineId,
  device: deviceId,
  onWatch: flag(),
  nonce: uint(),
  t: instant,
})
export type Alive = Infer<typeof alive>

export const signedAlive = record({ core: bytes(1, 256), signature: bytes(64) })
export type SignedAlive = Infer<typeof signedAlive>
