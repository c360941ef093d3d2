// Practice journals as the bytes that a relay serves and a desk keeps.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { originOf, signCheckpoint } from "../../../shared/log/checkpoint.ts"
import { encodeExport, type JournalCopy } from "../../../shared/log/export.ts"
import { emptyFrontier, grow, leafHash, rootOf } from "../../../shared/log/tree.ts"
import { entry } from "../../../shared/records/entry.ts"
import { relayed } from "../../../shared/records/relayed.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { PracticeEntry, PracticeJournal } from "../../support/practice-journal.ts"
import { valueOf } from "../../support/practice-line.ts"
import { line, type Scene } from "./scene.ts"

export const epoch = 1

export function entryBytes({ at, said }: PracticeEntry): Uint8Array {
  const record =
    said.by === "party" ? encodeAs(signed, said.record.signed) : encodeAs(relayed, said.relayed)
  return encodeAs(entry, {
    format: 1,
    relay: at.relay,
    speaker: said.by,
    t: at.t,
    terr: 10,
    salt: new Uint8Array(16),
    record,
    carried: new Uint8Array(0),
  })
}

/** Whole, with one signed head over all of it. */
export function copyOf(journal: PracticeJournal): JournalCopy {
  const { relay, logSeed } = journal.relay
  const entries = journal.entries.map(entryBytes)
  const { frontier } = grow(emptyFrontier, entries.map(leafHash))
  const origin = originOf(line.line, relay, epoch)
  const checkpoint = { origin, size: entries.length, root: rootOf(frontier) }
  const note = signCheckpoint(checkpoint, line.signatures, logSeed)
  return { relay, epoch, entries, checkpoints: [note] }
}

export function exportOf({ journals }: Scene): Uint8Array {
  return valueOf(
    encodeExport({ line: line.line, journals: [copyOf(journals.N), copyOf(journals.S)] }),
  )
}
