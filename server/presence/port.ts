// What processes of one relay tell each other about who was heard. Advisory: it gates no record and survives nothing; a
// process that misses a sighting tells its desks a greater age, never a smaller one.

import type { Sighting } from "../core/relay-event.ts"
import type { LineId } from "../../shared/records/names.ts"

export interface PresenceExchange {
  /** Tells the other processes that this one has just verified a proof of life. Newest only: an older nonce changes nothing. */
  share(line: LineId, sighting: Sighting): void

  /**
   * Calls `onHeard` with what other processes share, and at once with the newest of each device that is known, with its age in
   * milliseconds when the call is made. Returns the way to end it.
   */
  subscribe(line: LineId, onHeard: (sighting: Sighting, ageMs: number) => void): () => void
}
