// What was said, and the keys to open what will be said, are sealed on disk under the vault's key. Journal copies are not: the
// relay holds the same bytes, and content in them is sealed already.

import type { Store, Write } from "../../sdk/ports.ts"
import { keys } from "../../sdk/store-layout.ts"
import type { OpenVault } from "../../sdk/vault.ts"
import { unwrap } from "../failure.ts"

type Sealer = Pick<OpenVault, "sealRecord" | "openRecord">

const sealedPrefixes: readonly string[] = [
  keys.outgoings,
  keys.openedAll,
  keys.prekeys,
  keys.mails,
  keys.requests,
  keys.snapshot,
  "enclosure/",
]

export function isSealedAtRest(key: string): boolean {
  return sealedPrefixes.some((prefix) => key.startsWith(prefix))
}

/** A sealed row names its place: one that was moved to another key, or taken from another home, does not open. */
export class SealedStore implements Store {
  readonly #inner: Store
  readonly #vault: Sealer

  constructor(inner: Store, vault: Sealer) {
    this.#inner = inner
    this.#vault = vault
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const stored = await this.#inner.read(key)
    return stored === undefined ? undefined : this.#open(key, stored)
  }

  async range(prefix: string): Promise<readonly Write[]> {
    const rows = await this.#inner.range(prefix)
    return rows.map(({ key, value }) => ({
      key,
      value: value === undefined ? undefined : this.#open(key, value),
    }))
  }

  async write(writes: readonly Write[]): Promise<void> {
    await this.#inner.write(
      writes.map(({ key, value }) => ({
        key,
        value: value === undefined ? undefined : this.#seal(key, value),
      })),
    )
  }

  async close(): Promise<void> {
    await this.#inner.close()
  }

  #seal(key: string, value: Uint8Array): Uint8Array {
    return isSealedAtRest(key) ? this.#vault.sealRecord(key, value) : value
  }

  #open(key: string, stored: Uint8Array): Uint8Array {
    return isSealedAtRest(key) ? unwrap(this.#vault.openRecord(key, stored)) : stored
  }
}
