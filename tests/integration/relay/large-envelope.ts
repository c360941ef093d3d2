// The largest thing a device may say, for readers that are slow.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import {
  enclosure,
  envelopeCore,
  envelopeHeader,
  wrapBytes,
} from "../../../shared/records/envelope.ts"
import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import type { Story } from "../../support/practice-story.ts"

/** An envelope with as large a body as there may be. */
export function largeEnvelope(story: Story): {
  readonly record: ParsedEnvelope
  readonly enclosure: Uint8Array
} {
  const before = story.endOf("A1")
  const { core } = story.northSends()
  story.goBack("A1", before)
  const body = new Uint8Array(50_000)
  const wraps = core.recipients.map(() => new Uint8Array(wrapBytes))
  const record = story.writes("A1", "envelope", envelopeHeader, (link) => ({
    core: encodeAs(envelopeCore, { ...core, link }),
    bodyHash: hashOf(body),
    wrapHashes: wraps.map(hashOf),
  }))
  return { record, enclosure: encodeAs(enclosure, { body, wraps }) }
}
