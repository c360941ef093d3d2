// The little that the embedded journal asks of a store, so that another engine can take LevelDB's place.

import type { RowRange } from "./rows.ts"

export interface RowWrite {
  readonly key: Uint8Array
  /** Absent: the row is removed. */
  readonly value: Uint8Array | undefined
}

export interface Row {
  readonly key: Uint8Array
  readonly value: Uint8Array
}

export interface Bounds {
  readonly rows: number
  /** Of the values together, once there is one. */
  readonly bytes: number
}

/** A value comes back as it was written, or the read fails with `JournalFailure` "damaged". */
export interface RowStore {
  /** Nothing was ever committed here. */
  readonly isNew: boolean
  /** All or nothing, and on the disk when it answers. Called again only after it has answered. */
  commit(writes: readonly RowWrite[]): Promise<void>
  get(key: Uint8Array): Promise<Uint8Array | undefined>
  /** In order of keys. `isCut`: the bounds ended it, and there may be more. */
  range(
    range: RowRange,
    bounds: Bounds,
  ): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }>
  close(): Promise<void>
}
