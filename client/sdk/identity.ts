// Who this desk is: one device of one party on one line, with the seeds of its keys. Only the vault ever writes them down.

import type { Side } from "../../shared/records/charter.ts"
import type { DeviceId, LineId } from "../../shared/records/names.ts"

export interface Identity {
  readonly line: LineId
  readonly device: DeviceId
  readonly side: Side
  readonly officer: string
  readonly callSign: string
  readonly signingSeed: Uint8Array
  readonly witnessSeed: Uint8Array
  readonly fallbackSeed: Uint8Array
}
