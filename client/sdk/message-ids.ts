// Message ids: UUIDv7 (RFC 9562 section 5.7) as 16 bytes, so that ids sort by the time at which they were made.

import { v7 } from "uuid"

import type { Randomness } from "../../shared/crypto/ports.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"
import { branded } from "../../shared/encoding/schema.ts"
import type { MessageId } from "../../shared/records/names.ts"

export function newMessageId(random: Randomness, wallMs: number): MessageId {
  const bytes = v7({ msecs: wallMs, random: random.bytes(16) }, new Uint8Array(16))
  return branded<MessageId>(hexOf(bytes))
}
