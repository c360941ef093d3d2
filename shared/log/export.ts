// A line's journals in one file, to be checked years later by somebody who trusts nobody. It is a CBOR sequence (RFC 8742)
// of byte strings, each holding one element in the house encoding, so stock tools can read it too. Elements come in this
// order: header, every signed record once, then journal by journal its entries with the checkpoints over them, and a seal.
//
// Nothing in it changes unseen: an entry is held by its leaf hash and the signed root, a record by the hash that entries
// name, a checkpoint by its signature, and all of it, with the order and the lines of unknown witnesses, by the seal. Who
// forges the seal as well is caught by the signatures; it stands there for disks and wires.

import { sha256 } from "../crypto/digest.ts"
import { hexOf } from "../encoding/bytes.ts"
import { encodeItem } from "../encoding/cbor.ts"
import {
  bytes,
  constant,
  decodeAs,
  encodeAs,
  prose,
  uint,
  variant,
  type Infer,
} from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { entry, speaker } from "../records/entry.ts"
import { instant, lineId, relayId, type LineId, type RelayId } from "../records/names.ts"
import { ok, refused, type Result } from "../result.ts"
import { parseCheckpoint } from "./checkpoint.ts"
import { parseNote } from "./note.ts"
import { leafHash } from "./tree.ts"

/** One relay's journal of one epoch, whole: encoded entries from index 0, and signed notes, smallest first. */
export interface JournalCopy {
  readonly relay: RelayId
  readonly epoch: number
  readonly entries: readonly Uint8Array[]
  readonly checkpoints: readonly string[]
}

export interface LineExport {
  readonly line: LineId
  readonly journals: readonly JournalCopy[]
}

/**
 * An entry's `content` is the SHA-256 of its record where a party speaks, since every relay's journal holds the same
 * records; where the relay speaks it is the record itself. `leaf` repeats the leaf hash: damage is then pinned to its
 * entry, and the entries around it can still be proven.
 */
export const element = variant({
  header: [1, { format: constant(1), line: lineId }],
  record: [2, { record: bytes(1, limits.recordBytesMax) }],
  journal: [3, { relay: relayId, epoch: uint() }],
  entry: [
    4,
    {
      index: uint(),
      speaker,
      t: instant,
      terr: uint(),
      salt: bytes(16),
      content: bytes(1, limits.recordBytesMax),
      carried: bytes(0, 8_192),
      leaf: bytes(32),
    },
  ],
  checkpoint: [5, { note: prose(limits.noteCharsMax) }],
  seal: [6, { elements: uint(), digest: bytes(32) }],
})
export type Element = Infer<typeof element>

/** No element is longer: the largest record or entry, and room for the fields around it. */
export const elementBytesMax: number = limits.recordBytesMax + 8_192 + 1_024

/** The file. Refuses a copy that is not whole in itself, with the place; what the file proves is the reader's business. */
export function encodeExport(source: LineExport): Result<Uint8Array> {
  const records = new Map<string, Element>()
  const journals: Element[] = []
  for (const copy of source.journals) {
    const elements = elementsOf(copy, records)
    if (!elements.ok) return elements
    journals.push(...elements.value)
  }
  const header: Element = { kind: "header", format: 1, line: source.line }
  const body = join([header, ...records.values(), ...journals].map(frameOf))
  const count = 1 + records.size + journals.length
  return ok(join([body, frameOf({ kind: "seal", elements: count, digest: sha256(body) })]))
}

/** Adds what is new to `records`, and puts each checkpoint behind the last entry it covers. */
function elementsOf(copy: JournalCopy, records: Map<string, Element>): Result<Element[]> {
  const elements: Element[] = [{ kind: "journal", relay: copy.relay, epoch: copy.epoch }]
  const entries: Element[] = []
  for (const [index, encoded] of copy.entries.entries()) {
    const built = entryElement(copy.relay, index, encoded, records)
    if (!built.ok) return built
    entries.push(built.value)
  }
  let covered = 0
  for (const note of copy.checkpoints) {
    const size = sizeOf(note)
    if (!size.ok) return size
    if (size.value < covered || size.value > entries.length) {
      return refused("log/forged", `a checkpoint of ${String(size.value)} entries is out of place`)
    }
    for (const covering of entries.slice(covered, size.value)) elements.push(covering)
    elements.push({ kind: "checkpoint", note })
    covered = size.value
  }
  for (const uncovered of entries.slice(covered)) elements.push(uncovered)
  return ok(elements)
}

function entryElement(
  relay: RelayId,
  index: number,
  encoded: Uint8Array,
  records: Map<string, Element>,
): Result<Element> {
  const decoded = decodeAs(entry, encoded, limits.entryBytesMax)
  if (!decoded.ok) return refused(decoded.code, `entry ${String(index)}: ${decoded.detail}`)
  if (decoded.value.relay !== relay) {
    return refused("log/forged", `entry ${String(index)} is another relay's`)
  }
  let content = decoded.value.record
  if (decoded.value.speaker === "party") {
    content = sha256(content)
    records.set(hexOf(content), { kind: "record", record: decoded.value.record })
  }
  const { speaker: who, t, terr, salt, carried } = decoded.value
  const leaf = leafHash(encoded)
  return ok({ kind: "entry", index, speaker: who, t, terr, salt, content, carried, leaf })
}

function sizeOf(note: string): Result<number> {
  const parsed = parseNote(note)
  if (!parsed.ok) return parsed
  const checkpoint = parseCheckpoint(parsed.value.text)
  return checkpoint.ok ? ok(checkpoint.value.size) : checkpoint
}

function frameOf(value: Element): Uint8Array {
  return encodeItem(encodeAs(element, value))
}

/** Not `joinBytes`: a journal has more elements than a call may have arguments. */
function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    joined.set(part, offset)
    offset += part.length
  }
  return joined
}
