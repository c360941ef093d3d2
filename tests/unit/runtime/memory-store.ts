// A store in memory that keeps every batch, and can be told to fail.

import type { Store, Write } from "../../../client/sdk/ports.ts"

export class MemoryStore implements Store {
  readonly rows = new Map<string, Uint8Array>()
  readonly batches: (readonly Write[])[] = []
  isClosed = false
  failure: Error | undefined
  /** Called when a batch is durable. */
  onWritten: (writes: readonly Write[]) => void = () => undefined

  async read(key: string): Promise<Uint8Array | undefined> {
    return await Promise.resolve(this.rows.get(key))
  }

  async range(prefix: string): Promise<readonly Write[]> {
    const keys = [...this.rows.keys()].filter((key) => key.startsWith(prefix)).toSorted()
    return await Promise.resolve(keys.map((key) => ({ key, value: this.rows.get(key) })))
  }

  async write(writes: readonly Write[]): Promise<void> {
    // A turn of the event loop, as a disk takes: whoever does not wait for it is found out.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    if (this.failure !== undefined) throw this.failure
    for (const { key, value } of writes) {
      if (value === undefined) this.rows.delete(key)
      else this.rows.set(key, value)
    }
    this.batches.push(writes)
    this.onWritten(writes)
  }

  async close(): Promise<void> {
    this.isClosed = true
    await Promise.resolve()
  }
}
