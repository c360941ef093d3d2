// A record at an index of one relay's journal: journal item, Merkle leaf and fold input are this one thing.

import { bytes, choice, constant, record, uint, type Infer } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { instant, relayId } from "./names.ts"

/** Who speaks: a party (a signed record) or the relay itself. */
export const speaker = choice({ party: 1, relay: 2 })

/**
 * `t` is line time in Unix milliseconds, `terr` its claimed error. The salt keeps sibling hashes in a proof from revealing
 * anything. `carried` is another relay's acceptance, when somebody brought the record from there; else empty.
 */
export const entry = record({
  format: constant(1),
  relay: relayId,
  speaker,
  t: instant,
  terr: uint(),
  salt: bytes(16),
  record: bytes(1, limits.recordBytesMax),
  carried: bytes(0, 8_192),
})
export type Entry = Infer<typeof entry>
