// A journal that remembers what this process has just written: it is sent at once to every device that is connected, and need
// not be asked for again each time. Only what is confirmed, never altered and never replaced is answered from memory: entries,
// and the sealed parts beside them.

import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import { isEnclosed } from "../core/beside.ts"
import { JournalAround } from "../journal/around.ts"
import type { Append, Appended, Journal } from "../journal/port.ts"

interface Written {
  readonly line: LineId
  readonly from: number
  readonly entries: readonly Uint8Array[]
  readonly enclosed: ReadonlyMap<string, Uint8Array>
  readonly bytes: number
}

export class RecentJournal extends JournalAround {
  readonly #bytesMax: number
  /** The oldest first. */
  readonly #written = new Set<Written>()
  /** In the order of their indexes. */
  readonly #byLine = new Map<LineId, Written[]>()
  #bytes = 0
  #isClosed = false

  constructor(journal: Journal, bytesMax: number = limits.recentBytesMax) {
    super(journal)
    this.#bytesMax = bytesMax
  }

  override async append(append: Append): Promise<Appended> {
    const answer = await super.append(append)
    if (answer.kind === "appended") this.#remember(append)
    return answer
  }

  #remember({ line, expected, entries, beside }: Append): void {
    if (entries.length === 0 || this.#isClosed) return
    const enclosed = new Map<string, Uint8Array>()
    for (const { key, value } of beside) {
      if (value !== undefined && isEnclosed(key)) enclosed.set(key, value)
    }
    const bytes = [...entries, ...enclosed.values()].reduce((sum, { length }) => sum + length, 0)
    const written: Written = { line, from: expected, entries, enclosed, bytes }
    this.#written.add(written)
    const ofLine = this.#byLine.get(line) ?? []
    this.#byLine.set(line, ofLine)
    ofLine.push(written)
    this.#bytes += bytes
    for (const oldest of this.#written) {
      if (this.#bytes <= this.#bytesMax) break
      this.#forget(oldest)
    }
  }

  #forget(written: Written): void {
    const { line, bytes } = written
    if (!this.#written.delete(written)) return
    this.#bytes -= bytes
    // Whatever goes is the oldest of its line.
    const ofLine = this.#byLine.get(line)
    ofLine?.shift()
    if (ofLine?.length === 0) this.#byLine.delete(line)
  }

  override async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return this.#remembered(line, from, limit) ?? (await super.read(line, from, limit))
  }

  /** Whether there is more than this, only the journal knows: what is not here whole is asked for. */
  #remembered(line: LineId, from: number, limit: number): readonly Uint8Array[] | undefined {
    const found: Uint8Array[] = []
    let bytes = 0
    const ofLine = this.#byLine.get(line) ?? []
    // What is asked for is near the end, however much is remembered.
    const first = ofLine.findLastIndex((written) => written.from <= from)
    for (let i = Math.max(0, first); i < ofLine.length && found.length < limit; i += 1) {
      const written = ofLine[i]
      if (written === undefined) break
      const next = from + found.length - written.from
      if (next < 0 || next >= written.entries.length) break
      const part = written.entries.slice(next, next + limit - found.length)
      bytes += part.reduce((sum, { length }) => sum + length, 0)
      found.push(...part)
    }
    return limit > 0 && found.length === limit && bytes <= limits.readBytesMax ? found : undefined
  }

  override async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    const kept = isEnclosed(key) ? this.#byLine.get(line) : undefined
    const found = kept?.findLast(({ enclosed }) => enclosed.has(key))?.enclosed.get(key)
    return found ?? (await super.beside(line, key))
  }

  /** What has expired must not live on here. */
  override async sweep(line: LineId, now: number): Promise<number> {
    for (const written of this.#byLine.get(line)?.slice() ?? []) this.#forget(written)
    return await super.sweep(line, now)
  }

  override async close(): Promise<void> {
    this.#isClosed = true
    for (const written of this.#written) this.#forget(written)
    await super.close()
  }
}
