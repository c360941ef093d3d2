// A device that has signed two records with one number: its keys are in two places, or it lies. Both go into the journal once
// for each number: they prove themselves, and from that number on nothing of the device is taken.

import { decodeAs } from "../../shared/encoding/schema.ts"
import { forkShown } from "../../shared/line/forks.ts"
import { limits } from "../../shared/limits.ts"
import type { AcceptedEntry } from "../../shared/records/acceptance.ts"
import { entry } from "../../shared/records/entry.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import { besideKeys, evidenceMark } from "./beside.ts"
import type { Court, Handed } from "./message-rules.ts"

const none = new Uint8Array(0)
const exhibitBytesMax = 16_384

/** `against` is the record that stands in the journal in its place. What proves nothing to others is not entered. */
export function accuse(
  court: Court,
  handed: Handed<Chained>,
  against: AcceptedEntry | undefined,
): void {
  const { from, seq } = handed.record.core.link
  const key = besideKeys.evidence(from, seq)
  if (court.lookups.row(key) !== undefined) return
  const held = against === undefined ? undefined : recordAt(court, against.index)
  const evidence = {
    kind: "evidence",
    format: 1,
    what: "chain/fork",
    device: from,
    first: exhibit(held),
    second: exhibit(handed.bytes),
  } as const
  if (!forkShown(evidence).ok) return
  court.batch.put({ key, value: evidenceMark })
  court.batch.addRelayed(evidence)
}

/** What is too long to be shown is left out: its hash stands in the chain of the other. */
function exhibit(bytes: Uint8Array | undefined): Uint8Array {
  return bytes === undefined || bytes.length > exhibitBytesMax ? none : bytes
}

function recordAt(court: Court, index: number): Uint8Array | undefined {
  const pending = court.batch.recordAt(index)
  if (pending !== undefined) return pending
  const written = court.lookups.entry(index)
  if (written === undefined) return undefined
  const read = decodeAs(entry, written, limits.entryBytesMax)
  return read.ok ? read.value.record : undefined
}
