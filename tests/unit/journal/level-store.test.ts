import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterAll, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { openEmbedded } from "../../../server/journal/embedded.ts"
import { openLevelStore } from "../../../server/journal/level-store.ts"
import { JournalFailure } from "../../../server/journal/failure.ts"
import type { Journal } from "../../../server/journal/port.ts"

const line = branded<LineId>("0a".repeat(32))
const folders: string[] = []

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-level-"))
  folders.push(folder)
  return folder
}

function open(folder: string): Promise<Journal> {
  return openEmbedded({ folder, onFatal: () => undefined })
}

function entryAt(index: number): Uint8Array {
  return Uint8Array.from({ length: 900 }, (_, i) => (index * 31 + i * i) % 256)
}

/** A closed journal of so many entries, each its own commit. */
async function written(count: number): Promise<string> {
  const folder = await freshFolder()
  const journal = await open(folder)
  for (let index = 0; index < count; index += 1) {
    const append = { line, expected: index, entries: [entryAt(index)], nextDue: undefined }
    await journal.append({
      ...append,
      beside: [{ key: `row/${String(index)}`, value: entryAt(index) }],
    })
  }
  await journal.close()
  return folder
}

async function fileEnding(folder: string, ending: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending))
  return join(folder, present(names[0], `a file ending in ${ending}`))
}

async function alter(file: string, at: number): Promise<void> {
  const bytes = await readFile(file)
  await writeFile(file, bytes.with(at, (bytes[at] ?? 0) ^ 0xff))
}

/** What a journal gives back after damage: the same as before, or how it refused. */
async function reading(folder: string, count: number): Promise<string> {
  try {
    const journal = await open(folder)
    try {
      if ((await journal.size(line)) !== count) return "another size"
      for (let index = 0; index < count; index += 1) {
        const [entry] = await journal.read(line, index, 1)
        if (!Buffer.from(entry ?? []).equals(entryAt(index))) return "another entry"
        const row = await journal.beside(line, `row/${String(index)}`)
        if (row !== undefined && !Buffer.from(row).equals(entryAt(index))) return "another row"
      }
      return "the same"
    } finally {
      await journal.close()
    }
  } catch (error) {
    if (error instanceof JournalFailure) return error.kind
    throw error
  }
}

test("[JRN13] a commit lost from the middle of the log is noticed, and the journal refused", async () => {
  const folder = await written(120)
  const log = await fileEnding(folder, ".log")
  // LevelDB itself opens this without a word, and without the commits of the block.
  await alter(log, 40_000)
  expect(await reading(folder, 120)).toBe("damaged")
}, 30_000)

test("[JRN13] a commit cut short by a crash is not damage: nobody was told of it", async () => {
  const folder = await written(20)
  const log = await fileEnding(folder, ".log")
  const bytes = await readFile(log)
  await writeFile(log, bytes.subarray(0, -10))
  const journal = await open(folder)
  expect(await journal.size(line)).toBe(19)
  expect(await journal.append(oneMore(19))).toEqual({ kind: "appended", size: 20 })
  await journal.close()
}, 30_000)

function oneMore(expected: number): Parameters<Journal["append"]>[0] {
  return { line, expected, entries: [entryAt(expected)], beside: [], nextDue: undefined }
}

test("[JRN12] a table damaged anywhere gives back what was written, or refuses", async () => {
  const source = await written(30)
  // Opening moves the log into a table.
  await (await open(source)).close()
  const size = (await readFile(await fileEnding(source, ".ldb"))).length
  const outcomes = new Map<string, number>()
  for (let at = 0; at < size; at += Math.ceil(size / 70)) {
    const folder = await freshFolder()
    await cp(source, folder, { recursive: true })
    await alter(await fileEnding(folder, ".ldb"), at)
    const outcome = await reading(folder, 30)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  expect([...outcomes.keys()].filter((outcome) => outcome.startsWith("another"))).toEqual([])
  expect(outcomes.get("damaged")).toBeGreaterThan(30)
}, 60_000)

test("numbers of old commits are forgotten, so that opening stays quick", async () => {
  const folder = await freshFolder()
  const store = await openLevelStore(folder)
  const value = new Uint8Array(2 * 1024 * 1024)
  for (let i = 0; i < 12; i += 1) await store.commit([{ key: Uint8Array.of(9), value }])
  const numbers = { from: Uint8Array.of(1), below: Uint8Array.of(2) }
  const { rows } = await store.range(numbers, { rows: 100, bytes: 1_000 })
  await store.close()
  expect(rows).toHaveLength(9)
  const again = await openLevelStore(folder)
  expect((await again.range(numbers, { rows: 100, bytes: 1_000 })).rows).toHaveLength(1)
  await again.close()
}, 30_000)
