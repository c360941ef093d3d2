// LevelDB as a row store. It is sound where a process dies, and trusting where a disk lies, so two things are added:
//
// Every value carries a checksum over its key and itself. LevelDB as bound here does not check its blocks when it reads.
//
// Every commit is numbered. When a block of LevelDB's write-ahead log is damaged, it drops the commits in that block at the
// next start and says nothing, although they were confirmed; the numbers then have a gap, and the journal refuses to open.
// Damage in the very last block looks exactly like a commit that a crash cut short: that, no single copy can tell. Devices
// and the other relay can, since they hold acceptances and cosigned heads beyond it.

import { chmod, mkdir } from "node:fs/promises"

import { ClassicLevel } from "classic-level"

import { joinBytes, uint64 } from "../../shared/encoding/bytes.ts"
import { sealed, unsealed } from "./checksum.ts"
import { JournalFailure } from "./failure.ts"
import type { Bounds, Row, RowStore, RowWrite } from "./row-store.ts"
import type { RowRange } from "./rows.ts"

type Database = ClassicLevel<Uint8Array, Uint8Array>

const turnKind = 0x01
const turns: RowRange = { from: Uint8Array.of(turnKind), below: Uint8Array.of(turnKind + 1) }
/** LevelDB's log holds at most two write buffers of 4 MiB; what lies further back is in tables, and its number can go. */
const logBytesMax = 16 * 1024 * 1024
const chunkRows = 64
const chunkBytes = 256 * 1024

/** Opens or creates. Refuses a folder that another process has open, and one whose log has lost commits. */
export async function openLevelStore(folder: string): Promise<RowStore> {
  const database = await openDatabase(folder)
  try {
    const store = new LevelStore(database, folder)
    await store.recover()
    return store
  } catch (error) {
    await database.close()
    throw error
  }
}

async function openDatabase(folder: string): Promise<Database> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // A folder that was there before may be open to others: what it will hold is nobody else's to read.
    await chmod(folder, 0o700)
    const database: Database = new ClassicLevel(folder, {
      keyEncoding: "view",
      valueEncoding: "view",
    })
    await database.open()
    return database
  } catch (error) {
    throw openingFailure(folder, error)
  }
}

function openingFailure(folder: string, error: unknown): JournalFailure {
  const code = codeOf(error instanceof Error && error.cause !== undefined ? error.cause : error)
  if (code === "LEVEL_LOCKED") {
    const sentence = `The journal in ${folder} is open in another process. Stop that process, or give this relay a folder of its own.`
    return new JournalFailure("locked", sentence, error)
  }
  if (code === "LEVEL_CORRUPTION") return damaged(folder, "it cannot be opened", error)
  const sentence = `The journal in ${folder} cannot be opened. The cause says why; nothing was changed.`
  return new JournalFailure("unusable", sentence, error)
}

function damaged(folder: string, what: string, cause?: unknown): JournalFailure {
  return new JournalFailure(
    "damaged",
    `The journal in ${folder} is damaged: ${what}. Keep the folder as evidence and restore the relay from the desks' copies.`,
    cause,
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : ""
}

class LevelStore implements RowStore {
  readonly #database: Database
  readonly #folder: string
  readonly #recent: { readonly turn: number; readonly bytes: number }[] = []
  #recentBytes = 0
  #turn = 0

  constructor(database: Database, folder: string) {
    this.#database = database
    this.#folder = folder
  }

  get isNew(): boolean {
    return this.#turn === 0
  }

  /** Looks for a gap in the numbers of the last run, then forgets them: opening has moved its log into tables. */
  async recover(): Promise<void> {
    const { rows } = await this.range(turns, { rows: Infinity, bytes: Infinity })
    const numbers = rows.map(({ key }) => turnOf(key))
    const first = numbers[0] ?? 1
    const gap = numbers.findIndex((number, i) => number !== first + i)
    if (gap !== -1) {
      const before = String(first + gap)
      throw damaged(this.#folder, `commit ${before} is missing, although later ones are there`)
    }
    this.#turn = numbers.at(-1) ?? 0
    if (rows.length > 0) await this.commit(rows.map(({ key }) => ({ key, value: undefined })))
  }

  async commit(writes: readonly RowWrite[]): Promise<void> {
    const turn = this.#turn + 1
    const bytes = writes.reduce((sum, { key, value }) => sum + key.length + (value?.length ?? 0), 0)
    const all = [...writes, ...this.#forget(), { key: turnKey(turn), value: new Uint8Array(0) }]
    await this.#database.batch(
      all.map(({ key, value }) =>
        value === undefined
          ? { type: "del" as const, key }
          : { type: "put" as const, key, value: sealed(key, value) },
      ),
      { sync: true },
    )
    this.#turn = turn
    this.#recent.push({ turn, bytes })
    this.#recentBytes += bytes
  }

  /** The numbers of commits that cannot be in LevelDB's log any more. Their own removal is part of the next commit. */
  #forget(): RowWrite[] {
    const forgotten: RowWrite[] = []
    let oldest = this.#recent[0]
    while (oldest !== undefined && this.#recentBytes - oldest.bytes > logBytesMax) {
      forgotten.push({ key: turnKey(oldest.turn), value: undefined })
      this.#recentBytes -= oldest.bytes
      this.#recent.shift()
      oldest = this.#recent[0]
    }
    return forgotten
  }

  async get(key: Uint8Array): Promise<Uint8Array | undefined> {
    const stored = await this.#reading(this.#database.get(key))
    return stored === undefined ? undefined : this.#checked(key, stored)
  }

  async range(
    range: RowRange,
    bounds: Bounds,
  ): Promise<{ readonly rows: readonly Row[]; readonly isCut: boolean }> {
    const iterator = this.#database.iterator({
      gte: range.from,
      lt: range.below,
      limit: bounds.rows,
      highWaterMarkBytes: chunkBytes,
    })
    const rows: Row[] = []
    let bytes = 0
    try {
      for (;;) {
        const chunk = await this.#reading(iterator.nextv(chunkRows))
        if (chunk.length === 0) return { rows, isCut: rows.length >= bounds.rows }
        for (const [key, stored] of chunk) {
          const value = this.#checked(key, stored)
          bytes += value.length
          if (rows.length > 0 && bytes > bounds.bytes) return { rows, isCut: true }
          rows.push({ key, value })
        }
      }
    } finally {
      await iterator.close()
    }
  }

  async close(): Promise<void> {
    await this.#database.close()
  }

  async #reading<T>(read: Promise<T>): Promise<T> {
    try {
      return await read
    } catch (error) {
      if (codeOf(error).endsWith("_NOT_OPEN")) {
        throw new JournalFailure("closed", "The journal is closed.", error)
      }
      throw damaged(this.#folder, "a read failed", error)
    }
  }

  #checked(key: Uint8Array, stored: Uint8Array): Uint8Array {
    const value = unsealed(key, stored)
    if (value === undefined) throw this.#altered(key)
    return value
  }

  #altered(key: Uint8Array): JournalFailure {
    const row = Buffer.from(key).toString("hex")
    return damaged(this.#folder, `row ${row} is not what was written`)
  }
}

function turnKey(turn: number): Uint8Array {
  return joinBytes(Uint8Array.of(turnKind), uint64(turn))
}

function turnOf(key: Uint8Array): number {
  return key.subarray(1).reduce((value, byte) => value * 256 + byte, 0)
}
