// A journal that takes its process with it at an append that somebody has chosen. Nothing is thrown and nothing in the relay
// knows: the process is killed from outside of its own code, as the kernel would do it.

import process from "node:process"

import type { LineId } from "../../shared/records/names.ts"
import type { Append, Appended, BesideWrite, Journal } from "../../server/journal/port.ts"

/**
 * before: nothing has reached the journal. during: it has been handed over, and nobody knows whether it was written. after:
 * it is durable, and nobody has been told.
 */
export const crashPoints = ["before", "during", "after"] as const
export type CrashPoint = (typeof crashPoints)[number]

export interface Doom {
  readonly point: CrashPoint
  /** At which append from now on, counted from 1. */
  readonly append: number
}

export class FragileJournal implements Journal {
  readonly #journal: Journal
  #doom: Doom | undefined

  constructor(journal: Journal) {
    this.#journal = journal
  }

  doom(doom: Doom): void {
    this.#doom = doom
  }

  async append(append: Append): Promise<Appended> {
    const point = this.#pointNow()
    if (point === "before") die()
    const answer = this.#journal.append(append)
    if (point === "during") die()
    const appended = await answer
    if (point === "after") die()
    return appended
  }

  #pointNow(): CrashPoint | undefined {
    const doom = this.#doom
    if (doom === undefined) return undefined
    this.#doom = { ...doom, append: doom.append - 1 }
    return doom.append === 1 ? doom.point : undefined
  }

  async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return await this.#journal.read(line, from, limit)
  }

  async size(line: LineId): Promise<number> {
    return await this.#journal.size(line)
  }

  async due(now: number): Promise<readonly LineId[]> {
    return await this.#journal.due(now)
  }

  async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    return await this.#journal.beside(line, key)
  }

  async besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    return after === undefined
      ? await this.#journal.besideRange(line, prefix, limit)
      : await this.#journal.besideRange(line, prefix, limit, after)
  }

  async write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    await this.#journal.write(line, beside)
  }

  async sweep(line: LineId, now: number): Promise<number> {
    return await this.#journal.sweep(line, now)
  }

  subscribe(line: LineId, onAppended: (size: number) => void): () => void {
    return this.#journal.subscribe(line, onAppended)
  }

  async lines(): Promise<readonly LineId[]> {
    return await this.#journal.lines()
  }

  async close(): Promise<void> {
    await this.#journal.close()
  }
}

/** SIGKILL to oneself is delivered before the call returns: not one more line of this process runs. */
function die(): void {
  process.kill(process.pid, "SIGKILL")
}
