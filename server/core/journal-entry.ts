// Entries of this relay's own journal, read back. They were judged when they were admitted and are trusted now; one that does
// not read is damage, and stops the process before anything is built on it.

import { assert } from "../../shared/assert.ts"
import type { Signatures } from "../../shared/crypto/ports.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { carriedAcceptance } from "../../shared/line/carried.ts"
import { wantedRows, type Folding } from "../../shared/line/fold.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { entry, type Entry } from "../../shared/records/entry.ts"
import type { MessageId } from "../../shared/records/names.ts"
import { parseRecord, type Parsed } from "../../shared/records/parsed.ts"
import { relayed, type Relayed } from "../../shared/records/relayed.ts"

export type Said =
  | { readonly by: "party"; readonly record: Parsed; readonly prior: undefined }
  | { readonly by: "relay"; readonly relayed: Relayed }

export interface ReadEntry {
  readonly index: number
  readonly entry: Entry
  readonly said: Said
}

/** Preparing one delivery asks twice for the same bytes, and a journal that holds them in memory gives them to every device. */
const alreadyRead = new WeakMap<Uint8Array, Omit<ReadEntry, "index">>()

export function readEntry(index: number, bytes: Uint8Array): ReadEntry {
  const known = alreadyRead.get(bytes)
  if (known !== undefined) return { index, ...known }
  const read = decodeAs(entry, bytes, limits.entryBytesMax)
  assert(read.ok, `entry ${String(index)} of the own journal reads`)
  const whole = { entry: read.value, said: readSaid(index, read.value) }
  alreadyRead.set(bytes, whole)
  return { index, ...whole }
}

function readSaid(index: number, read: Entry): Said {
  if (read.speaker === "relay") {
    const said = decodeAs(relayed, read.record, limits.recordBytesMax)
    assert(said.ok, `relay record ${String(index)} of the own journal reads`)
    return { by: "relay", relayed: said.value }
  }
  const record = parseRecord(read.record)
  assert(record.ok, `record ${String(index)} of the own journal reads`)
  return { by: "party", record: record.value, prior: undefined }
}

/** The entry as the rulebook takes it. Acceptances of other relays are checked again: they are what a time rests on. */
export function foldingOf(
  state: LineState,
  read: ReadEntry,
  port: Pick<Signatures, "verify">,
): Folding {
  const { index, said } = read
  const { relay, t, carried } = read.entry
  const at = { relay, index, t, carriedAt: undefined }
  if (said.by === "relay" || carried.length === 0) return { at, said }
  const elsewhere = carriedAcceptance(state, carried, said.record.hash, port)
  assert(elsewhere.ok, `the acceptance in entry ${String(index)} still holds`)
  return { at: { ...at, carriedAt: elsewhere.value.t }, said }
}

/** The messages that an entry speaks about. */
export function messagesOf(read: ReadEntry): readonly MessageId[] {
  const { relay, t } = read.entry
  return wantedRows({ at: { relay, index: read.index, t, carriedAt: undefined }, said: read.said })
}
