// What the relay asks of its journal. Two implementations keep this contract, embedded and redis; one suite in tests/contract
// holds both to it, and tests/support/memory-journal.ts is the contract written as plain code.
//
// Durable. When `append` or `write` answers, what was written survives `kill -9` of every process and, as far as the disk
// tells the truth, loss of power. Until then nobody can read it, is told of it, or finds it due.
//
// Ordered. One sequence per line. A writer names the index up to which it has folded; if the journal has moved on, nothing is
// written and the writer is told the size: it reads what it missed, folds, and decides again. So any number of processes may
// serve a line without a leader, and of two that see the same deadline pass one records it.
//
// Whole. The entries of an append, the rows beside it and `nextDue` are stored together or not at all, and whoever is told
// the new size finds all of them.
//
// Who retries: nobody in here. A rejected promise means "unknown": the record may be stored or not, and sending it again is
// safe, because a record is known by its hash. A journal that failed a write takes no more of them, with one exception: one that
// is kept by a server says "unreachable" while it cannot be asked, and takes writes again as soon as it can.
//
// Bytes handed over belong to the journal until it has answered: do not alter them.
//
// Damaged items are refused with a `JournalFailure`, never skipped and never given back altered, and a lost entry or line is
// noticed. A row beside the journal that a disk has lost whole reads as absent: whoever cannot do without one, such as a
// node of the tree below the journal's size, treats its absence as damage.

import type { LineId } from "../../shared/records/names.ts"

/** A row beside the journal: bodies, newest prekeys, cosignatures, snapshots, tree nodes, indexes. */
export interface BesideWrite {
  /** 1 to 200 visible ASCII characters. Rows of a line are ordered by key, byte by byte. */
  readonly key: string
  /** Absent: the row is removed. */
  readonly value: Uint8Array | undefined
  /**
   * Line time in milliseconds after which `sweep` may remove the row. Without it the row stays until somebody removes it.
   * The newest write of a key decides: one without `keepUntil` makes the row stay.
   */
  readonly keepUntil?: number
}

export interface Append {
  readonly line: LineId
  /** The size that the writer has folded up to; also the index of the first of `entries`. */
  readonly expected: number
  /** Encoded entries. May be empty: the rows and `nextDue` are then written under the same condition. */
  readonly entries: readonly Uint8Array[]
  readonly beside: readonly BesideWrite[]
  /** Line time in milliseconds at which the line falls due, from now on; absent: it does not. */
  readonly nextDue: number | undefined
}

/** `size` is confirmed: every entry below it can be read. */
export type Appended =
  | { readonly kind: "appended"; readonly size: number }
  | { readonly kind: "conflict"; readonly size: number }

export type OnWritten = (keys: readonly string[] | undefined) => void

export interface Journal {
  append(append: Append): Promise<Appended>

  /**
   * Confirmed entries from an index on, in order: as many as there are, but at most `limit`, and no more than
   * `limits.readBytesMax` in all once there is one. Empty only at the end of the journal.
   */
  read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]>

  /** How many entries are confirmed; 0 for a line that was never written. */
  size(line: LineId): Promise<number>

  /** The lines whose `nextDue` is not after `now`, longest due first. Asking changes nothing: only an append does. */
  due(now: number): Promise<readonly LineId[]>

  beside(line: LineId, key: string): Promise<Uint8Array | undefined>

  /**
   * Rows whose key begins with `prefix`, in order of keys, at most `limit`, behind the key `after` where one is given. Fewer
   * than `limit` means that there are no more.
   */
  besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [key: string, value: Uint8Array])[]>

  /** Rows that belong to no index (prekeys, cosignatures, desk mail), all of them or none. The last writer of a key wins. */
  write(line: LineId, beside: readonly BesideWrite[]): Promise<void>

  /**
   * Removes rows whose `keepUntil` is before `now`, at most `limits.sweepRowsMax`, and says how many. Nothing is ever removed
   * by the journal's own clock: `now` is line time, which the relay keeps monotonic, so a wrong wall clock deletes nothing.
   * A row that is rewritten while this runs stays.
   */
  sweep(line: LineId, now: number): Promise<number>

  /**
   * Calls `onAppended` with the size after each confirmed append, from the moment this returns; sizes only grow. A hint: calls
   * may be merged, and across processes one may be late by `limits.journalHintMs`. The journal itself is the truth, so read
   * from your own cursor. A listener must not throw. Returns the way to end it.
   *
   * `onWritten` is told the keys of rows that another process has written or removed by `write`; absent keys: some, and nobody
   * knows which. It is a hint in the same sense.
   */
  subscribe(line: LineId, onAppended: (size: number) => void, onWritten?: OnWritten): () => void

  /** Every line that was ever appended to, in order of ids. */
  lines(): Promise<readonly LineId[]>

  /** Waits for what is being written, then lets go of everything. Whatever is asked later is refused. */
  close(): Promise<void>
}
