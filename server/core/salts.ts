// Salts of entries. One entry's salt says nothing about another's, so all are hashed out of the random bytes that came in
// with the event, and an event that makes many entries needs no more randomness than one that makes none.

import { sha256 } from "../../shared/crypto/digest.ts"
import { joinBytes, uint64 } from "../../shared/encoding/bytes.ts"

/** The salt of the entry at this index. Never asked twice for one pair of arguments. */
export function saltFor(random: Uint8Array, index: number): Uint8Array {
  return sha256(joinBytes(random, uint64(index))).subarray(0, 16)
}
