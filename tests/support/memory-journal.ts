// The contract of server/journal/port.ts as plain code: what every journal must do, without a disk. The model that the others
// are compared with, and the journal of simulations.

import { compareText } from "../../shared/encoding/bytes.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import { JournalFailure } from "../../server/journal/failure.ts"
import type { Append, Appended, BesideWrite, Journal } from "../../server/journal/port.ts"

interface KeptRow {
  readonly value: Uint8Array
  readonly keepUntil: number | undefined
}

interface KeptLine {
  readonly entries: Uint8Array[]
  readonly rows: Map<string, KeptRow>
  readonly listeners: Set<(size: number) => void>
  nextDue: number | undefined
  isListed: boolean
}

export class MemoryJournal implements Journal {
  readonly #lines = new Map<LineId, KeptLine>()
  #isClosed = false

  append(append: Append): Promise<Appended> {
    return this.#answer(() => {
      const line = this.#line(append.line)
      if (append.expected !== line.entries.length) {
        return { kind: "conflict", size: line.entries.length }
      }
      line.entries.push(...append.entries.map((entry) => Uint8Array.from(entry)))
      put(line, append.beside)
      line.nextDue = append.nextDue
      line.isListed = true
      const size = line.entries.length
      for (const listener of line.listeners) {
        queueMicrotask(() => {
          if (line.listeners.has(listener)) listener(size)
        })
      }
      return { kind: "appended", size }
    })
  }

  read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return this.#answer(() => {
      const read: Uint8Array[] = []
      let bytes = 0
      for (const entry of this.#line(line).entries.slice(from, from + limit)) {
        bytes += entry.length
        if (read.length > 0 && bytes > limits.readBytesMax) break
        read.push(entry)
      }
      return read
    })
  }

  size(line: LineId): Promise<number> {
    return this.#answer(() => this.#line(line).entries.length)
  }

  due(now: number): Promise<readonly LineId[]> {
    return this.#answer(() =>
      [...this.#lines]
        .flatMap(([line, { nextDue }]) =>
          nextDue !== undefined && nextDue <= now ? [{ line, nextDue }] : [],
        )
        .toSorted((a, b) => a.nextDue - b.nextDue || compareText(a.line, b.line))
        .map(({ line }) => line),
    )
  }

  beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    return this.#answer(() => this.#line(line).rows.get(key)?.value)
  }

  besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    return this.#answer(() =>
      [...this.#line(line).rows]
        .filter(([key]) => key.startsWith(prefix) && (after === undefined || key > after))
        .toSorted(([a], [b]) => compareText(a, b))
        .slice(0, limit)
        .map(([key, { value }]) => [key, value] as const),
    )
  }

  write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    return this.#answer(() => {
      put(this.#line(line), beside)
    })
  }

  sweep(line: LineId, now: number): Promise<number> {
    return this.#answer(() => {
      const { rows } = this.#line(line)
      const expired = [...rows]
        .flatMap(([key, { keepUntil }]) =>
          keepUntil !== undefined && keepUntil < now ? [{ key, keepUntil }] : [],
        )
        .toSorted((a, b) => a.keepUntil - b.keepUntil)
        .slice(0, limits.sweepRowsMax)
      for (const { key } of expired) rows.delete(key)
      return expired.length
    })
  }

  subscribe(line: LineId, onAppended: (size: number) => void): () => void {
    const { listeners } = this.#line(line)
    const listener = (size: number): void => {
      onAppended(size)
    }
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }

  lines(): Promise<readonly LineId[]> {
    return this.#answer(() =>
      [...this.#lines]
        .flatMap(([line, { isListed }]) => (isListed ? [line] : []))
        .toSorted(compareText),
    )
  }

  close(): Promise<void> {
    this.#isClosed = true
    return Promise.resolve()
  }

  #line(line: LineId): KeptLine {
    const known = this.#lines.get(line)
    if (known !== undefined) return known
    const created: KeptLine = {
      entries: [],
      rows: new Map(),
      listeners: new Set(),
      nextDue: undefined,
      isListed: false,
    }
    this.#lines.set(line, created)
    return created
  }

  /** At once and as a whole, but told later, as from a disk. */
  async #answer<T>(answer: () => T): Promise<T> {
    if (this.#isClosed) throw new JournalFailure("closed", "The journal is closed.")
    return await Promise.resolve(answer())
  }
}

function put(line: KeptLine, beside: readonly BesideWrite[]): void {
  for (const { key, value, keepUntil } of beside) {
    if (value === undefined) line.rows.delete(key)
    else line.rows.set(key, { value: Uint8Array.from(value), keepUntil })
  }
}
