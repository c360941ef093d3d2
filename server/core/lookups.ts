// What deciding asks of the rows beside the journal and of entries long written. A question that cannot be answered yet is
// remembered; the decision is then thrown away, what is missing is loaded, and it is made again.

import { assert } from "../../shared/assert.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { acceptedEntry, type AcceptedEntry } from "../../shared/records/acceptance.ts"
import type { Batch } from "./batch.ts"
import type { Loaded } from "./beside.ts"

/** Rows by key and entries by index, to be loaded. */
export interface Missing {
  readonly keys: readonly string[]
  readonly indexes: readonly number[]
}

export interface Supply {
  readonly rows: Loaded
  readonly entries: ReadonlyMap<number, Uint8Array>
}

export const emptySupply: Supply = { rows: new Map(), entries: new Map() }

export function withSupply(a: Supply, b: Supply): Supply {
  return {
    rows: new Map([...a.rows, ...b.rows]),
    entries: new Map([...a.entries, ...b.entries]),
  }
}

export class Lookups {
  readonly #batch: Batch
  readonly #supply: Supply
  readonly #keys = new Set<string>()
  readonly #indexes = new Set<number>()

  constructor(batch: Batch, supply: Supply) {
    this.#batch = batch
    this.#supply = supply
  }

  get missing(): Missing | undefined {
    if (this.#keys.size === 0 && this.#indexes.size === 0) return undefined
    return { keys: [...this.#keys], indexes: [...this.#indexes] }
  }

  row(key: string): Uint8Array | undefined {
    const pending = this.#batch.pending(key)
    if (pending !== undefined) return pending
    if (!this.#supply.rows.has(key)) this.#keys.add(key)
    return this.#supply.rows.get(key)
  }

  accepted(key: string): AcceptedEntry | undefined {
    const value = this.row(key)
    if (value === undefined) return undefined
    const read = decodeAs(acceptedEntry, value, limits.recordBytesMax)
    assert(read.ok, `the stored ${key} reads`)
    return read.value
  }

  entry(index: number): Uint8Array | undefined {
    const found = this.#supply.entries.get(index)
    if (found === undefined) this.#indexes.add(index)
    return found
  }
}
