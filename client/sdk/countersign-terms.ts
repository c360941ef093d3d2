// What a record with two signatures says, apart from where it stands in its author's chain. People agree to the terms; devices
// sign the bytes, which name a place, and a place can be overtaken: then the same terms are signed again in another.

import { equalBytes } from "../../shared/encoding/bytes.ts"
import {
  bytes,
  choice,
  decodeAs,
  encodeAs,
  list,
  text,
  uint,
  variant,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { handover } from "../../shared/records/handover.ts"
import type { Link } from "../../shared/records/link.ts"
import { deviceId, hash, messageId, partyId, role } from "../../shared/records/names.ts"
import { suspend } from "../../shared/records/suspend.ts"
import { ok, type Result } from "../../shared/result.ts"

export const terms = variant({
  handover: [
    1,
    {
      outgoing: deviceId,
      endsSeq: uint(),
      role,
      until: uint(),
      open: list(messageId, limits.handoverItemsMax),
    },
  ],
  suspend: [
    2,
    {
      party: partyId,
      device: deviceId,
      effective: uint(),
      reason: text(limits.labelCharsMax),
    },
  ],
})
export type Terms = Infer<typeof terms>

/** Desk mail about such records. `countersign-refused` comes from either side: not agreed to, or not wanted any more. */
export const countersignCases = {
  "countersign-asked": [
    4,
    {
      proposal: messageId,
      record: choice({ handover: 1, suspend: 2 }),
      core: bytes(1, limits.countersignedBytesMax),
    },
  ],
  countersigned: [5, { proposal: messageId, core: hash, signature: bytes(64) }],
  "countersign-refused": [6, { proposal: messageId, reason: text(limits.labelCharsMax) }],
} as const

const countersignMail = variant(countersignCases)
export type CountersignMail = Infer<typeof countersignMail>

/** The bytes that both devices sign. */
export function coreOf(agreed: Terms, link: Link): Uint8Array {
  if (agreed.kind === "handover") {
    const { outgoing, endsSeq, until, open } = agreed
    return encodeAs(handover, {
      format: 1,
      link,
      outgoing,
      endsSeq,
      role: agreed.role,
      until,
      open,
    })
  }
  const { party, device, effective, reason } = agreed
  return encodeAs(suspend, { format: 1, link, party, device, effective, reason })
}

export interface ReadCore {
  readonly link: Link
  readonly terms: Terms
}

export function readCore(kind: Terms["kind"], core: Uint8Array): Result<ReadCore> {
  if (kind === "handover") {
    const read = decodeAs(handover, core, limits.countersignedBytesMax)
    if (!read.ok) return read
    const { link, outgoing, endsSeq, until, open } = read.value
    return ok({ link, terms: { kind, outgoing, endsSeq, role: read.value.role, until, open } })
  }
  const read = decodeAs(suspend, core, limits.countersignedBytesMax)
  if (!read.ok) return read
  const { link, party, device, effective, reason } = read.value
  return ok({ link, terms: { kind, party, device, effective, reason } })
}

export function isSame(one: Terms, other: Terms): boolean {
  return equalBytes(encodeAs(terms, one), encodeAs(terms, other))
}
