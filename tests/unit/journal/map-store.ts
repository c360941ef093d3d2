// A row store in memory for the tests of what stands on one: it counts commits, waits for its cue, fails on demand.

import { hexOf } from "../../../shared/encoding/bytes.ts"
import type { Bounds, Row, RowStore, RowWrite } from "../../../server/journal/row-store.ts"
import type { RowRange } from "../../../server/journal/rows.ts"

export class MapStore implements RowStore {
  readonly rows = new Map<string, Row>()
  /** How many writes each commit had, failed ones too. */
  readonly commits: number[] = []
  isNew = true
  failure: Error | undefined
  /** Commits wait for this. */
  gate: Promise<void> = Promise.resolve()

  async commit(writes: readonly RowWrite[]): Promise<void> {
    this.commits.push(writes.length)
    await this.gate
    if (this.failure !== undefined) throw this.failure
    this.isNew = false
    for (const { key, value } of writes) {
      if (value === undefined) this.rows.delete(hexOf(key))
      else this.rows.set(hexOf(key), { key, value })
    }
  }

  get(key: Uint8Array): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.rows.get(hexOf(key))?.value)
  }

  range(
    range: RowRange,
    bounds: Bounds,
  ): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> {
    const found = [...this.rows]
      .filter(([key]) => key >= hexOf(range.from) && key < hexOf(range.below))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row)
    const rows = found.slice(0, bounds.rows)
    return Promise.resolve({ rows, isCut: rows.length >= bounds.rows })
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
