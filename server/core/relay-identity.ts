// Who a relay is on one line: fixed from its configuration for the life of the process.

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import type { RelayId } from "../../shared/records/names.ts"

export interface RelayIdentity {
  readonly relay: RelayId
  /** Signs acceptances and handshakes. */
  readonly signingSeed: Uint8Array
  /** Signs checkpoints and nothing else. */
  readonly logSeed: Uint8Array
  readonly signatures: RelayCrypto["signatures"]
  /** What the operator claims about the wall clock; it stands in every entry as `terr`. */
  readonly clockErrorMs: number
  /** Written into the journal at every start. */
  readonly software: string
}
