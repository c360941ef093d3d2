// The disk of a desk: what survives its crashes. A batch is whole or absent. Whoever watches is told of every batch, and so
// sees what the desk durably knows without asking the desk.

import type { Store, Write } from "../../../client/sdk/ports.ts"

export class Disk implements Store {
  readonly #rows = new Map<string, Uint8Array>()
  readonly #watch: (writes: readonly Write[]) => void

  constructor(watch: (writes: readonly Write[]) => void) {
    this.#watch = watch
  }

  apply(writes: readonly Write[]): void {
    this.#watch(writes)
    for (const { key, value } of writes) {
      if (value === undefined) this.#rows.delete(key)
      else this.#rows.set(key, value)
    }
  }

  get(key: string): Uint8Array | undefined {
    return this.#rows.get(key)
  }

  /** Rows whose key begins so, in the order of their keys. */
  rowsOf(prefix: string): readonly (readonly [key: string, value: Uint8Array])[] {
    return [...this.#rows]
      .filter(([key]) => key.startsWith(prefix))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
  }

  read(key: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#rows.get(key))
  }

  range(prefix: string): Promise<readonly Write[]> {
    return Promise.resolve(this.rowsOf(prefix).map(([key, value]) => ({ key, value })))
  }

  write(writes: readonly Write[]): Promise<void> {
    this.apply(writes)
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}
