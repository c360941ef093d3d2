// A desk's rows on disk: LevelDB, one process at a time. LevelDB as bound here does not check its blocks when it reads, so
// every value carries a checksum over its key and itself: what is read is what was written, or the desk stops.

import { createHash } from "node:crypto"
import { mkdir } from "node:fs/promises"

import { ClassicLevel } from "classic-level"

import { equalBytes, joinBytes, utf8 } from "../../../shared/encoding/bytes.ts"
import type { Store, Write } from "../../sdk/ports.ts"
import { Failure } from "../../runtime/failure.ts"

type Database = ClassicLevel<string, Uint8Array>

const checksumBytes = 8
/** Above every character that a key has. */
const lastCharacter = "\u{ffff}"

/** The rows, or undefined where another process has them open. LevelDB's own lock decides, and dies with its process. */
export async function openLevelStore(folder: string): Promise<Store | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const database: Database = new ClassicLevel(folder, {
    keyEncoding: "utf8",
    valueEncoding: "view",
  })
  try {
    await database.open()
    return new LevelStore(database, folder)
  } catch (error) {
    if (codeOf(error) === "LEVEL_LOCKED") return undefined
    throw new Failure(
      "vault/damaged",
      `the records in ${folder} cannot be opened: ${reasonOf(error)}`,
    )
  }
}

/** The error that LevelDB itself gave stands in the cause. */
function codeOf(error: unknown): string {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
  return inner instanceof Error && "code" in inner ? String(inner.code) : ""
}

function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause !== undefined ? error.cause : error
  return inner instanceof Error ? inner.message : String(inner)
}

class LevelStore implements Store {
  readonly #database: Database
  readonly #folder: string

  constructor(database: Database, folder: string) {
    this.#database = database
    this.#folder = folder
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const stored = await this.#database.get(key)
    return stored === undefined ? undefined : this.#checked(key, stored)
  }

  async range(prefix: string): Promise<readonly Write[]> {
    const rows = await this.#database.iterator({ gte: prefix, lt: prefix + lastCharacter }).all()
    return rows.map(([key, stored]) => ({ key, value: this.#checked(key, stored) }))
  }

  /** One batch, synced: a process killed at any point finds all of it or nothing of it. A failed one must never be retried. */
  async write(writes: readonly Write[]): Promise<void> {
    const operations = writes.map(({ key, value }) =>
      value === undefined
        ? { type: "del" as const, key }
        : { type: "put" as const, key, value: joinBytes(checksum(key, value), value) },
    )
    await this.#database.batch(operations, { sync: true })
  }

  async close(): Promise<void> {
    await this.#database.close()
  }

  #checked(key: string, stored: Uint8Array): Uint8Array {
    const value = new Uint8Array(stored.subarray(checksumBytes))
    const isWhole = stored.length >= checksumBytes
    if (isWhole && equalBytes(stored.subarray(0, checksumBytes), checksum(key, value))) return value
    throw new Failure("vault/damaged", `row ${key} in ${this.#folder} is not what was written`)
  }
}

/** Over the key as well: a value that turns up under another key is found too. */
function checksum(key: string, value: Uint8Array): Uint8Array {
  const digest = createHash("sha256")
    .update(utf8(`${key}\0`))
    .update(value)
    .digest()
  return Uint8Array.from(digest.subarray(0, checksumBytes))
}
