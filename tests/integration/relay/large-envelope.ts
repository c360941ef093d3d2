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

/** An envelope with as large a body as there may be, for one recipient. */
export function largeEnvelope(story: Story): {
  readonly record: ParsedEnvelope
  readonly enclosure: Uint8Array
} {
  const model = story.endOf("A1")
  const template = story.northSends({ to: ["B1"] })
  story.goBack("A1", model)
  const body = new Uint8Array(50_000)
  const wrap = new Uint8Array(wrapBytes)
  const record = story.writes("A1", "envelope", envelopeHeader, (link) => ({
    core: encodeAs(envelopeCore, { ...template.core, link }),
    bodyHash: hashOf(body),
    wrapHashes: [hashOf(wrap)],
  }))
  return { record, enclosure: encodeAs(enclosure, { body, wraps: [wrap] }) }
}
