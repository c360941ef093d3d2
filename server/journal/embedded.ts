// The journal of one relay process on one disk: the default, with nothing else to install. It has no second copy; desks and
// the other relay are that.

import { compareText, equalBytes } from "../../shared/encoding/bytes.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import { mustBeEntry, mustBeRow } from "./bounds.ts"
import { JournalFailure } from "./failure.ts"
import { GroupCommit } from "./group-commit.ts"
import { layoutRow, loadHeads, type Head } from "./heads.ts"
import { openLevelStore } from "./level-store.ts"
import type { Append, Appended, BesideWrite, Journal } from "./port.ts"
import type { Row, RowStore, RowWrite } from "./row-store.ts"
import * as rows from "./rows.ts"

export interface EmbeddedOptions {
  readonly folder: string
  /** Must end the process. Until it does, the journal answers reads and refuses writes. */
  readonly onFatal: (failure: JournalFailure) => void
}

/** Rejects with a `JournalFailure`: "locked" where another process has the folder, "damaged", "unusable". */
export async function openEmbedded(options: EmbeddedOptions): Promise<Journal> {
  const store = await openLevelStore(options.folder)
  try {
    return await openOver(store, options.onFatal)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The journal over any row store, for another engine or one that fails on purpose. */
export async function openOver(
  store: RowStore,
  onFatal: (failure: JournalFailure) => void,
): Promise<Journal> {
  return new EmbeddedJournal(store, await loadHeads(store), onFatal)
}

class EmbeddedJournal implements Journal {
  readonly #store: RowStore
  readonly #commit: GroupCommit
  readonly #heads: Map<LineId, Head>
  readonly #listeners = new Map<LineId, Set<(size: number) => void>>()
  /** For each line that is being swept, the keys written since the sweep began to look. */
  readonly #sweeping = new Map<LineId, Set<string>>()
  #isClosed = false

  constructor(
    store: RowStore,
    heads: Map<LineId, Head>,
    onFatal: (failure: JournalFailure) => void,
  ) {
    this.#store = store
    this.#heads = heads
    this.#commit = new GroupCommit(store, onFatal)
  }

  async append(append: Append): Promise<Appended> {
    this.#refuseClosed()
    const { line, expected, entries, nextDue } = append
    const staged = this.#heads.get(line)?.staged ?? 0
    if (expected !== staged) {
      // The entries it lost against may still be on their way; it must be able to read them when it is told.
      await this.#commit.add([])
      return { kind: "conflict", size: this.#heads.get(line)?.confirmed ?? 0 }
    }
    const size = expected + entries.length
    const writes = [
      ...entries.map((entry, i) => entryWrite(line, expected + i, entry)),
      ...this.#besideWrites(line, append.beside),
      { key: rows.headKey(line), value: rows.encodeHead({ size, nextDue }) },
    ]
    const head = this.#headOf(line, writes)
    head.staged = size
    await this.#commit.add(writes, () => {
      head.confirmed = size
      head.nextDue = nextDue
      head.isStored = true
      this.#tell(line, size)
    })
    return { kind: "appended", size }
  }

  /** A line's first append also counts the line, in the same commit. */
  #headOf(line: LineId, writes: RowWrite[]): Head {
    const known = this.#heads.get(line)
    if (known !== undefined) return known
    const head: Head = { staged: 0, confirmed: 0, nextDue: undefined, isStored: false }
    this.#heads.set(line, head)
    writes.push(layoutRow(this.#heads.size))
    return head
  }

  async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    this.#refuseClosed()
    const count = Math.min((this.#heads.get(line)?.confirmed ?? 0) - from, limit)
    if (count <= 0) return []
    const range = { from: rows.entryKey(line, from), below: rows.entryKey(line, from + count) }
    const found = await this.#store.range(range, { rows: count, bytes: limits.readBytesMax })
    found.rows.forEach(({ key }, i) => {
      if (!equalBytes(key, rows.entryKey(line, from + i))) throw missing(line, from + i)
    })
    if (!found.isCut && found.rows.length < count) throw missing(line, from + found.rows.length)
    return found.rows.map(({ value }) => value)
  }

  async size(line: LineId): Promise<number> {
    return await this.#answer(() => this.#heads.get(line)?.confirmed ?? 0)
  }

  async due(now: number): Promise<readonly LineId[]> {
    return await this.#answer(() => {
      const due: { readonly line: LineId; readonly at: number }[] = []
      for (const [line, { nextDue }] of this.#heads) {
        if (nextDue !== undefined && nextDue <= now) due.push({ line, at: nextDue })
      }
      due.sort((a, b) => a.at - b.at || compareText(a.line, b.line))
      return due.map(({ line }) => line)
    })
  }

  async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    this.#refuseClosed()
    const stored = await this.#store.get(rows.besideKey(line, key))
    return stored === undefined ? undefined : rows.decodeBeside(stored).value
  }

  async besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    this.#refuseClosed()
    const range = rows.besideRange(line, prefix, after)
    const found = await this.#store.range(range, { rows: limit, bytes: Infinity })
    return found.rows.map(({ key, value }) => [
      rows.nameOfBeside(key),
      rows.decodeBeside(value).value,
    ])
  }

  async write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    this.#refuseClosed()
    await this.#commit.add(this.#besideWrites(line, beside))
  }

  #besideWrites(line: LineId, beside: readonly BesideWrite[]): RowWrite[] {
    const touched = this.#sweeping.get(line)
    return beside.flatMap((write) => {
      touched?.add(write.key)
      return besideWrites(line, write)
    })
  }

  async sweep(line: LineId, now: number): Promise<number> {
    this.#refuseClosed()
    if (this.#sweeping.has(line)) return 0
    const touched = new Set<string>()
    this.#sweeping.set(line, touched)
    try {
      // What was written before this point must be on the disk before it is looked at; what comes later is `touched`.
      await this.#commit.add([])
      const bounds = { rows: limits.sweepRowsMax, bytes: Infinity }
      const hints = await this.#store.range(rows.expiredRange(line, now), bounds)
      const expired = await this.#expiredOf(line, hints.rows, now)
      // From here to `add` nothing else runs, so no row can become younger in between.
      const gone = new Set([...expired].filter((name) => !touched.has(name)))
      const writes = hints.rows
        .filter(({ key }) => !touched.has(rows.nameOfExpiry(key)))
        .map(({ key }): RowWrite => ({ key, value: undefined }))
      for (const name of gone) writes.push({ key: rows.besideKey(line, name), value: undefined })
      await this.#commit.add(writes)
      return gone.size
    } finally {
      this.#sweeping.delete(line)
    }
  }

  /** A hint may be older than its row: the row itself says whether it has expired. */
  async #expiredOf(line: LineId, hints: readonly Row[], now: number): Promise<Set<string>> {
    const expired = new Set<string>()
    for (const name of new Set(hints.map(({ key }) => rows.nameOfExpiry(key)))) {
      const stored = await this.#store.get(rows.besideKey(line, name))
      const keepUntil = stored === undefined ? undefined : rows.decodeBeside(stored).keepUntil
      if (keepUntil !== undefined && keepUntil < now) expired.add(name)
    }
    return expired
  }

  subscribe(line: LineId, onAppended: (size: number) => void): () => void {
    const listeners = this.#listeners.get(line) ?? new Set()
    this.#listeners.set(line, listeners)
    // A function of its own, so that one listener given twice is two subscriptions.
    const listener = (size: number): void => {
      onAppended(size)
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(line) === listeners) {
        this.#listeners.delete(line)
      }
    }
  }

  /** Each on its own: one that throws breaks the process, as it should, but not the answers that wait beside it. */
  #tell(line: LineId, size: number): void {
    for (const listener of this.#listeners.get(line) ?? []) {
      queueMicrotask(() => {
        if (this.#listeners.get(line)?.has(listener) === true) listener(size)
      })
    }
  }

  async lines(): Promise<readonly LineId[]> {
    return await this.#answer(() =>
      [...this.#heads]
        .flatMap(([line, head]) => (head.isStored ? [line] : []))
        .toSorted(compareText),
    )
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    try {
      await this.#commit.add([])
    } finally {
      await this.#store.close()
    }
  }

  async #answer<T>(answer: () => T): Promise<T> {
    this.#refuseClosed()
    return await Promise.resolve(answer())
  }

  #refuseClosed(): void {
    if (this.#isClosed) throw new JournalFailure("closed", "The journal is closed.")
  }
}

function entryWrite(line: LineId, index: number, entry: Uint8Array): RowWrite {
  return { key: rows.entryKey(line, index), value: mustBeEntry(entry) }
}

function besideWrites(line: LineId, { key, value, keepUntil }: BesideWrite): RowWrite[] {
  const stored = rows.besideKey(line, key)
  if (value === undefined) return [{ key: stored, value: undefined }]
  const write = { key: stored, value: rows.encodeBeside({ keepUntil, value: mustBeRow(value) }) }
  if (keepUntil === undefined) return [write]
  return [write, { key: rows.expiryKey(line, keepUntil, key), value: new Uint8Array(0) }]
}

function missing(line: LineId, index: number): JournalFailure {
  const place = `entry ${String(index)} of line ${line}`
  return new JournalFailure("damaged", `The journal has lost ${place}. Nothing was skipped.`)
}
