// Whether an export proves what it says: each journal's entries give the root that its relay signed, and devices of both
// parties cosigned. What the entries mean is for the caller, who folds them by the rulebook.

import type { Signatures } from "../crypto/ports.ts"
import type { Entry } from "../records/entry.ts"
import type { DeviceId, LineId, RelayId } from "../records/names.ts"
import { equalBytes } from "../encoding/bytes.ts"
import { openCheckpoint, originOf, type OpenedCheckpoint } from "./checkpoint.ts"
import {
  readExport,
  type ExportReading,
  type Fault,
  type FaultKind,
  type Place,
  type ReadCheckpoint,
  type ReadJournal,
} from "./export-reading.ts"
import { emptyFrontier, grow, rootOf } from "./tree.ts"

/** What the charter and the rosters say of one relay. */
export interface RelayKeys {
  readonly logKey: Uint8Array
  readonly witnessKeys: ReadonlyMap<DeviceId, Uint8Array>
}

export type KeysOf = (relay: RelayId, epoch: number) => RelayKeys | undefined

interface ProvenEntry {
  readonly index: number
  readonly entry: Entry
}

/** `entries` are only those that are whole and stand under a valid checkpoint; `size` is how far the newest one reaches. */
interface ProvenJournal {
  readonly relay: RelayId
  readonly epoch: number
  readonly size: number
  readonly entries: readonly ProvenEntry[]
  readonly checkpoints: readonly OpenedCheckpoint[]
}

/** Without faults, every byte of the file is accounted for. With faults, `journals` is still exactly what is proven. */
export interface ExportReport {
  readonly line: LineId | undefined
  readonly journals: readonly ProvenJournal[]
  readonly faults: readonly Fault[]
}

/**
 * `keysFrom` is asked once, with everything that was read: the keys stand in charters and rosters, which lie in the export
 * itself and prove themselves by the roots' signatures. It must give none unless the charter is that of `reading.line`: an
 * origin holds eight bytes of the line's id, and only the charter the whole.
 */
export function verifyExport(
  file: Uint8Array,
  keysFrom: (reading: ExportReading) => KeysOf,
  port: Pick<Signatures, "verify">,
): ExportReport {
  return proveReading(readExport(file), keysFrom, port)
}

/** The same of what was read before. */
export function proveReading(
  reading: ExportReading,
  keysFrom: (reading: ExportReading) => KeysOf,
  port: Pick<Signatures, "verify">,
): ExportReport {
  const faults: Fault[] = [...reading.faults]
  const { line } = reading
  if (line === undefined) return { line, journals: [], faults }
  const keysOf = keysFrom(reading)
  const journals = reading.journals.map((journal) => {
    const keys = keysOf(journal.relay, journal.epoch)
    const proof = new JournalProof(line, journal, faults)
    return proof.prove(keys, port)
  })
  return { line, journals, faults: faults.toSorted((a, b) => a.place.offset - b.place.offset) }
}

class JournalProof {
  readonly #line: LineId
  readonly #journal: ReadJournal
  readonly #faults: Fault[]
  readonly #opened: OpenedCheckpoint[] = []
  #frontier = emptyFrontier
  #proven = 0
  #isBroken = false

  constructor(line: LineId, journal: ReadJournal, faults: Fault[]) {
    this.#line = line
    this.#journal = journal
    this.#faults = faults
  }

  prove(keys: RelayKeys | undefined, port: Pick<Signatures, "verify">): ProvenJournal {
    const { relay, epoch, place } = this.#journal
    if (keys === undefined) this.#fault("key", place, "no log key")
    else for (const checkpoint of this.#journal.checkpoints) this.#check(checkpoint, keys, port)
    const uncovered = this.#journal.entries[this.#proven]
    if (uncovered !== undefined) {
      this.#fault("unproven", uncovered.place, `no proof from entry ${String(this.#proven)} on`)
    }
    const entries: ProvenEntry[] = []
    for (const [index, { entry }] of this.#journal.entries.slice(0, this.#proven).entries()) {
      // A leaf without its entry holds the tree together; the entry itself is lost and already reported.
      if (entry !== undefined) entries.push({ index, entry })
    }
    return { relay, epoch, size: this.#proven, entries, checkpoints: this.#opened }
  }

  #check(read: ReadCheckpoint, keys: RelayKeys, port: Pick<Signatures, "verify">): void {
    const origin = originOf(this.#line, this.#journal.relay, this.#journal.epoch)
    const opened = openCheckpoint(read.note, { origin, ...keys }, port)
    if (!opened.ok) {
      this.#fault("checkpoint", read.place, opened.detail)
      return
    }
    const { size, root } = opened.value.checkpoint
    this.#growTo(read.covers)
    if (size === read.covers && equalBytes(rootOf(this.#frontier), root)) {
      this.#opened.push(opened.value)
      this.#proven = size
      this.#isBroken = false
    } else if (!this.#isBroken) {
      // The roots that follow are wrong for the same reason, until one is right again.
      this.#isBroken = true
      const covered = `${String(read.covers)} entries here`
      this.#fault(
        "root",
        read.place,
        `a root over ${String(size)} that is not that of the ${covered}`,
      )
    }
  }

  #growTo(size: number): void {
    const leaves = this.#journal.entries.slice(this.#frontier.size, size).map((read) => read.leaf)
    this.#frontier = grow(this.#frontier, leaves).frontier
  }

  #fault(kind: FaultKind, place: Place, detail: string): void {
    const name = `relay ${this.#journal.relay}, epoch ${String(this.#journal.epoch)}`
    this.#faults.push({ kind, place, detail: `${name}: ${detail}` })
  }
}
