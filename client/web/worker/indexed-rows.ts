// A desk's rows in the browser's database: one object store, written in strict transactions, so that what is promised on the
// line lies on the disk before (as far as the browser tells the truth about it).

import type { IDBPDatabase } from "idb"

import type { Store, Write } from "../../sdk/ports.ts"
import type { HomeSchema } from "./home-base.ts"

/** Above every character that a key has. */
const lastCharacter = "\u{ffff}"

export class IndexedRows implements Store {
  readonly #database: IDBPDatabase<HomeSchema>

  constructor(database: IDBPDatabase<HomeSchema>) {
    this.#database = database
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    return await this.#database.get("rows", key)
  }

  async range(prefix: string): Promise<readonly Write[]> {
    const bounds = IDBKeyRange.bound(prefix, prefix + lastCharacter)
    const transaction = this.#database.transaction("rows")
    const [keys, values] = await Promise.all([
      transaction.store.getAllKeys(bounds),
      transaction.store.getAll(bounds),
    ])
    return keys.map((key, i) => ({ key, value: values[i] }))
  }

  /** One transaction: all of it or nothing of it. */
  async write(writes: readonly Write[]): Promise<void> {
    const transaction = this.#database.transaction("rows", "readwrite", { durability: "strict" })
    const { store, done } = transaction
    const requests = writes.map(({ key, value }) =>
      value === undefined ? store.delete(key) : store.put(value, key),
    )
    await Promise.all([...requests, done])
  }

  close(): Promise<void> {
    this.#database.close()
    return Promise.resolve()
  }
}
