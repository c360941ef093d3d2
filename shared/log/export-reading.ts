// What stands in an export, before anybody believes it: frames, elements, records by hash, entries put together again. One
// fault does not hide the next: reading goes on wherever the rest can still be made out.

import { sha256 } from "../crypto/digest.ts"
import { equalBytes, hexOf } from "../encoding/bytes.ts"
import { encodeItem } from "../encoding/cbor.ts"
import { decodeAs, encodeAs } from "../encoding/schema.ts"
import { entry, type Entry } from "../records/entry.ts"
import type { LineId, RelayId } from "../records/names.ts"
import { element, elementBytesMax, type Element } from "./export.ts"
import { leafHash } from "./tree.ts"

/** Where in the file: the element's number, counted from 0, and its first byte. */
export interface Place {
  readonly element: number
  readonly offset: number
}

/**
 * unreadable: not in the form of an export. order: an element out of its place. record: absent, repeated or named by no
 * entry. leaf: an entry that does not have its leaf hash. checkpoint: a note that is not the relay's. root: entries that do
 * not give the signed root. key: nobody vouches for this relay's log key. unproven: entries under no checkpoint. seal: the
 * bytes of the file are not those that were written.
 */
export type FaultKind =
  | "unreadable"
  | "order"
  | "record"
  | "leaf"
  | "checkpoint"
  | "root"
  | "key"
  | "unproven"
  | "seal"

export interface Fault {
  readonly kind: FaultKind
  readonly place: Place
  readonly detail: string
}

/** `entry` is absent where the element could not be put together to what its `leaf` says. */
interface ReadEntry {
  readonly place: Place
  readonly leaf: Uint8Array
  readonly entry: Entry | undefined
}

/** `covers` is how many entries of its journal stand before it. */
export interface ReadCheckpoint {
  readonly place: Place
  readonly note: string
  readonly covers: number
}

export interface ReadJournal {
  readonly place: Place
  readonly relay: RelayId
  readonly epoch: number
  readonly entries: readonly ReadEntry[]
  readonly checkpoints: readonly ReadCheckpoint[]
}

export interface ExportReading {
  readonly line: LineId | undefined
  readonly journals: readonly ReadJournal[]
  readonly faults: readonly Fault[]
}

interface OpenJournal extends ReadJournal {
  readonly entries: ReadEntry[]
  readonly checkpoints: ReadCheckpoint[]
}

interface Record {
  readonly place: Place
  readonly bytes: Uint8Array
  isNamed: boolean
}

export function readExport(file: Uint8Array): ExportReading {
  const steps = readingSteps(file)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same, element by element; between two of them it says how many bytes are read. */
export function* readingSteps(file: Uint8Array): Generator<number, ExportReading, void> {
  const reader = new Reader(file)
  let place: Place = { element: 0, offset: 0 }
  while (place.offset < file.length) {
    const frame = frameAt(file, place.offset)
    if (frame === undefined) {
      // Without a length nobody knows where the next element begins.
      reader.fault("unreadable", place, "from here on the file cannot be read")
      break
    }
    reader.take(frame.content, place)
    place = { element: place.element + 1, offset: frame.end }
    yield place.offset
  }
  return reader.finish(place)
}

/** A CBOR byte string in its one encoding (RFC 8949 section 4.2.1), so that the length cannot be written in two ways. */
function frameAt(
  file: Uint8Array,
  offset: number,
): { readonly content: Uint8Array; readonly end: number } | undefined {
  const info = (file[offset] ?? 0) - 0x40
  if (info < 0 || info > 26) return undefined
  const width = info < 24 ? 0 : 1 << (info - 24)
  const digits = file.subarray(offset + 1, offset + 1 + width)
  const length = width === 0 ? info : digits.reduce((value, byte) => value * 256 + byte, 0)
  const begin = offset + 1 + width
  if (length > elementBytesMax || begin + length > file.length) return undefined
  const content = file.subarray(begin, begin + length)
  const end = begin + length
  return equalBytes(encodeItem(content), file.subarray(offset, end)) ? { content, end } : undefined
}

class Reader {
  readonly #file: Uint8Array
  readonly #faults: Fault[] = []
  readonly #records = new Map<string, Record>()
  readonly #journals: OpenJournal[] = []
  #line: LineId | undefined
  #isSealed = false

  constructor(file: Uint8Array) {
    this.#file = file
  }

  fault(kind: FaultKind, place: Place, detail: string): void {
    this.#faults.push({ kind, place, detail })
  }

  take(content: Uint8Array, place: Place): void {
    const decoded = decodeAs(element, content, elementBytesMax)
    if (!decoded.ok) {
      this.fault("unreadable", place, decoded.detail)
      return
    }
    if (this.#isSealed) this.fault("order", place, "an element after the seal")
    this.#sort(decoded.value, place)
  }

  #sort(value: Element, place: Place): void {
    switch (value.kind) {
      case "header":
        if (place.element > 0) this.fault("order", place, "a second header")
        this.#line ??= value.line
        return
      case "record":
        this.#takeRecord(value.record, place)
        return
      case "journal":
        this.#takeJournal(value, place)
        return
      case "entry":
        this.#takeEntry(value, place)
        return
      case "checkpoint":
        this.#takeCheckpoint(value.note, place)
        return
      case "seal":
        this.#takeSeal(value, place)
    }
  }

  #takeRecord(bytes: Uint8Array, place: Place): void {
    const hash = hexOf(sha256(bytes))
    if (this.#journals.length > 0) this.fault("order", place, "a record behind the journals")
    if (this.#records.has(hash)) this.fault("record", place, "a record for the second time")
    else this.#records.set(hash, { place, bytes, isNamed: false })
  }

  #takeJournal(value: { readonly relay: RelayId; readonly epoch: number }, place: Place): void {
    const { relay, epoch } = value
    if (this.#journals.some((known) => known.relay === relay && known.epoch === epoch)) {
      this.fault("order", place, `relay ${relay}, epoch ${String(epoch)}, for the second time`)
    }
    this.#journals.push({ place, relay, epoch, entries: [], checkpoints: [] })
  }

  #takeEntry(value: Element & { readonly kind: "entry" }, place: Place): void {
    const journal = this.#journals.at(-1)
    if (journal === undefined) {
      this.fault("order", place, "an entry outside a journal")
      return
    }
    if (value.index !== journal.entries.length) {
      const expected = String(journal.entries.length)
      this.fault("order", place, `entry ${String(value.index)} where ${expected} belongs`)
    }
    const joined = this.#joined(value, journal.relay, place)
    journal.entries.push({ place, leaf: value.leaf, entry: joined })
  }

  #joined(
    value: Element & { readonly kind: "entry" },
    relay: RelayId,
    place: Place,
  ): Entry | undefined {
    const what = `entry ${String(value.index)} of relay ${relay}`
    const content = value.speaker === "relay" ? value.content : this.#recordOf(value.content)
    if (content === undefined) {
      this.fault("record", place, `the record of ${what} is not in the file`)
      return undefined
    }
    const { t, terr, salt, carried } = value
    const joined = {
      format: 1,
      relay,
      speaker: value.speaker,
      t,
      terr,
      salt,
      record: content,
      carried,
    }
    if (equalBytes(leafHash(encodeAs(entry, joined)), value.leaf)) return joined
    this.fault("leaf", place, `${what} does not have its leaf hash`)
    return undefined
  }

  #recordOf(hash: Uint8Array): Uint8Array | undefined {
    const found = this.#records.get(hexOf(hash))
    if (found === undefined) return undefined
    found.isNamed = true
    return found.bytes
  }

  #takeCheckpoint(note: string, place: Place): void {
    const journal = this.#journals.at(-1)
    if (journal === undefined) this.fault("order", place, "a checkpoint outside a journal")
    else journal.checkpoints.push({ place, note, covers: journal.entries.length })
  }

  #takeSeal(value: { readonly elements: number; readonly digest: Uint8Array }, place: Place): void {
    this.#isSealed = true
    const before = this.#file.subarray(0, place.offset)
    if (value.elements !== place.element || !equalBytes(value.digest, sha256(before))) {
      this.fault("seal", place, "the file is not as it was written")
    }
  }

  finish(end: Place): ExportReading {
    const start = { element: 0, offset: 0 }
    if (this.#line === undefined) this.fault("order", start, "no header")
    for (const { place, isNamed } of this.#records.values()) {
      if (!isNamed) this.fault("record", place, "no entry names this record")
    }
    if (!this.#isSealed) this.fault("seal", end, "the file ends without a seal")
    return { line: this.#line, journals: this.#journals, faults: this.#faults }
  }
}
