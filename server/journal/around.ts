// A journal around another: everything passes through as it comes. Who adds something to one call inherits the rest, so that a
// call, or an argument of one, that the port gets later is not lost on the way.

import type { LineId } from "../../shared/records/names.ts"
import type { Append, Appended, BesideWrite, Journal, OnWritten } from "./port.ts"

export class JournalAround implements Journal {
  protected readonly inner: Journal

  constructor(inner: Journal) {
    this.inner = inner
  }

  async append(append: Append): Promise<Appended> {
    return await this.inner.append(append)
  }

  async read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return await this.inner.read(line, from, limit)
  }

  async size(line: LineId): Promise<number> {
    return await this.inner.size(line)
  }

  async due(now: number): Promise<readonly LineId[]> {
    return await this.inner.due(now)
  }

  async beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    return await this.inner.beside(line, key)
  }

  async besideRange(
    line: LineId,
    prefix: string,
    limit: number,
    after?: string,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    return after === undefined
      ? await this.inner.besideRange(line, prefix, limit)
      : await this.inner.besideRange(line, prefix, limit, after)
  }

  async write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    await this.inner.write(line, beside)
  }

  async sweep(line: LineId, now: number): Promise<number> {
    return await this.inner.sweep(line, now)
  }

  subscribe(line: LineId, onAppended: (size: number) => void, onWritten?: OnWritten): () => void {
    return this.inner.subscribe(line, onAppended, onWritten)
  }

  async lines(): Promise<readonly LineId[]> {
    return await this.inner.lines()
  }

  async close(): Promise<void> {
    await this.inner.close()
  }
}
