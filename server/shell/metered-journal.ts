// A journal that is timed: every call to it, with what it waits for, be that a disk's sync or another machine.

import type { LineId } from "../../shared/records/names.ts"
import type { Append, Appended, BesideWrite, Journal, OnWritten } from "../journal/port.ts"
import type { Clock } from "./clock.ts"

/** `call` is the name of a method, `ms` until it answered or failed. */
export type OnCall = (call: keyof Journal, ms: number, hasFailed: boolean) => void

export class MeteredJournal implements Journal {
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #onCall: OnCall

  constructor(journal: Journal, clock: Clock, onCall: OnCall) {
    this.#journal = journal
    this.#clock = clock
    this.#onCall = onCall
  }

  async #timed<T>(call: keyof Journal, ask: (journal: Journal) => Promise<T>): Promise<T> {
    const began = this.#clock.mono()
    let hasFailed = true
    try {
      const answer = await ask(this.#journal)
      hasFailed = false
      return answer
    } finally {
      this.#onCall(call, this.#clock.mono() - began, hasFailed)
    }
  }

  async append(append: Append): Promise<Appended> {
    return await this.#timed("append", (journal) => journal.append(append))
  }

  async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return await this.#timed("read", (journal) => journal.read(line, from, limit))
  }

  async size(line: LineId): Promise<number> {
    return await this.#timed("size", (journal) => journal.size(line))
  }

  async due(now: number): Promise<readonly LineId[]> {
    return await this.#timed("due", (journal) => journal.due(now))
  }

  async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    return await this.#timed("beside", (journal) => journal.beside(line, key))
  }

  async besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    return await this.#timed("besideRange", (journal) =>
      after === undefined
        ? journal.besideRange(line, prefix, limit)
        : journal.besideRange(line, prefix, limit, after),
    )
  }

  async write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    await this.#timed("write", (journal) => journal.write(line, beside))
  }

  async sweep(line: LineId, now: number): Promise<number> {
    return await this.#timed("sweep", (journal) => journal.sweep(line, now))
  }

  subscribe(line: LineId, onAppended: (size: number) => void, onWritten?: OnWritten): () => void {
    return this.#journal.subscribe(line, onAppended, onWritten)
  }

  async lines(): Promise<readonly LineId[]> {
    return await this.#timed("lines", (journal) => journal.lines())
  }

  async close(): Promise<void> {
    await this.#timed("close", (journal) => journal.close())
  }
}
