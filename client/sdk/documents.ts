// Founding documents at a desk: those its home already has, and those that somebody brings to be put on the line. Whether one
// follows from what is in force is the rulebook's question (shared/line/founding.ts).

import { encodeAs } from "../../shared/encoding/schema.ts"
import { foldDocument } from "../../shared/line/fold.ts"
import { checkFounding } from "../../shared/line/founding.ts"
import type { RelayId } from "../../shared/records/names.ts"
import { isFounding, parseRecord, type Founding } from "../../shared/records/parsed.ts"
import { signed } from "../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Parts } from "./desk.ts"
import { offerDocument } from "./feed.ts"
import { keys } from "./store-layout.ts"

/** Documents of the home: known before any relay brings them, and kept to be handed to a relay that lacks them. */
export function learnDocuments(parts: Parts, documents: readonly Founding[]): void {
  const { union, crypto } = parts
  for (const document of documents) {
    union.keepFounding(document)
    const place = checkFounding(union.state, document, crypto.signatures)
    if (place.ok && place.value !== "known") union.restore(foldDocument(union.state, document))
  }
}

/**
 * Offers a roster, charter or root to every relay that is attached, and keeps it for those that ask later. The relays to
 * which it was offered now; refused where the document does not follow from the ones in force.
 */
export function publishDocument(parts: Parts, bytes: Uint8Array): Result<readonly RelayId[]> {
  const record = parseRecord(bytes)
  if (!record.ok) return record
  if (!isFounding(record.value)) return refused("form/malformed", "not a root, charter or roster")
  const { union, crypto, out, links } = parts
  const place = checkFounding(union.state, record.value, crypto.signatures)
  if (!place.ok) return place
  if (place.value === "forked") {
    const { kind, core } = record.value
    return refused("roster/forked", `another ${kind} has version ${String(core.version)}`)
  }
  union.keepFounding(record.value)
  out.store({
    key: keys.founding(record.value.hash),
    value: encodeAs(signed, record.value.signed),
  })
  const offered = offerDocument(bytes)
  if (offered === undefined) return refused("form/malformed", "not a signed document")
  const attached = [...links.values()].filter((link) => link.feed.ownSeq !== undefined)
  for (const link of attached) link.feed.offerFirst([offered])
  return ok(attached.map((link) => link.circuit.id))
}
