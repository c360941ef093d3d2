// What was said, and the keys to open what will be said, are sealed on disk under the vault's key. So is every row that is not
// known to be harmless: what somebody adds to the store later is sealed until somebody has thought about it.

import type { Store, Write } from "../sdk/ports.ts"
import { keys } from "../sdk/store-layout.ts"
import type { OpenVault } from "../sdk/vault.ts"
import { unwrap } from "./failure.ts"

type Sealer = Pick<OpenVault, "sealRecord" | "openRecord">

/** What every relay of the line holds as well, or signs, and what names nothing but numbers. */
const clearPrefixes: readonly string[] = [
  "entry/",
  keys.copies,
  "past-copy/",
  "node/",
  "claimed/",
  "evidence/",
  "chain/",
  "row/",
  keys.foundings,
  keys.peerPrekeys,
  keys.ownHead,
  "home/",
]

export function isSealedAtRest(key: string): boolean {
  return !clearPrefixes.some((prefix) => key.startsWith(prefix))
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
