import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { chmod, mkdir, mkdtemp, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

import { afterAll, describe, expect, test } from "vitest"

import { openEmbedded } from "../../server/journal/embedded.ts"
import type { Journal } from "../../server/journal/port.ts"
import { entryText, lineIds, readCount } from "./appender-script.ts"
import { journalContract } from "./journal-contract.ts"

const folders: string[] = []

afterAll(async () => {
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-journal-"))
  folders.push(folder)
  return join(folder, "journal")
}

function open(folder: string): Promise<Journal> {
  return openEmbedded({
    folder,
    onFatal(failure) {
      throw failure
    },
  })
}

journalContract("embedded", async () => {
  const journal = await open(await freshFolder())
  return { writers: [journal, journal], dispose: () => journal.close() }
})

// Children run what `tsc -b tests` compiled, because Node 20 cannot run TypeScript.
function childOf(name: string): string {
  const path = fileURLToPath(new URL(`../../dist/tests/contract/${name}.child.js`, import.meta.url))
  expect(existsSync(path), `${path} is compiled (tsc -b tests)`).toBe(true)
  return path
}

describe("an embedded journal and other processes", () => {
  test("[JRN10] is refused to a second opener, which is told which folder", async () => {
    const folder = await freshFolder()
    const journal = await open(folder)
    const told = await outputOf(childOf("opener"), folder)
    expect(JSON.parse(told)).toEqual({ kind: "locked", isNamed: true })
    await expect(open(folder)).rejects.toMatchObject({ kind: "locked" })
    await journal.close()
    expect(JSON.parse(await outputOf(childOf("opener"), folder))).toEqual({ kind: "opened" })
  })

  test("[JRN1] has everything it answered for after kill -9 under load, whole and in order", async () => {
    const folder = await freshFolder()
    for (const acknowledgements of [1, 25, 120, 400, 60]) {
      const answered = await killedAfter(folder, acknowledgements)
      const journal = await open(folder)
      for (const line of lineIds) {
        const found = await contentOf(journal, line)
        expect(found.size).toBeGreaterThanOrEqual(answered.sizes.get(line) ?? 0)
        expect(found.note).toBeGreaterThanOrEqual(answered.notes.get(line) ?? 0)
        expect(found.entries).toEqual(found.entries.map((_, i) => entryText(line, i)))
        // Written in the same append as the last entry, so never behind it or ahead of it.
        expect([found.row, found.entries.length, found.due]).toEqual([
          found.size,
          found.size,
          found.size,
        ])
      }
      await journal.close()
    }
  }, 120_000)

  test("keeps its folder to its owner, also one that was there before", async () => {
    const folder = await freshFolder()
    await mkdir(folder)
    await chmod(folder, 0o755)
    const journal = await open(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await journal.close()
  })

  test("says so when the folder cannot be one", async () => {
    const file = fileURLToPath(import.meta.url)
    await expect(open(file)).rejects.toMatchObject({ kind: "unusable" })
  })
})

interface Answered {
  readonly sizes: ReadonlyMap<string, number>
  readonly notes: ReadonlyMap<string, number>
}

/** Starts a process that appends without pause, and kills it in the middle of its work. */
async function killedAfter(folder: string, acknowledgements: number): Promise<Answered> {
  const child = spawn(process.execPath, [childOf("appender"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  let output = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text
    if (output.split("\n").length > acknowledgements) child.kill("SIGKILL")
  })
  const signal = await new Promise((resolve) => {
    child.on("close", (_, by) => {
      resolve(by)
    })
  })
  expect(signal).toBe("SIGKILL")
  const answered = { sizes: new Map<string, number>(), notes: new Map<string, number>() }
  // The last line may be torn; a torn answer is none.
  for (const said of output.split("\n").slice(0, -1)) {
    const [what, line = "", count] = said.split(" ")
    ;(what === "size" ? answered.sizes : answered.notes).set(line, Number(count))
  }
  return answered
}

async function contentOf(
  journal: Journal,
  line: (typeof lineIds)[number],
): Promise<{ size: number; entries: string[]; row: number; note: number; due: number }> {
  const size = await journal.size(line)
  const entries: string[] = []
  while (entries.length < size) {
    const read = await journal.read(line, entries.length, 256)
    entries.push(...read.map((entry) => new TextDecoder().decode(entry)))
  }
  const isDue = (await journal.due(size)).includes(line)
  const isDueBefore = (await journal.due(size - 1)).includes(line)
  return {
    size,
    entries,
    row: readCount(await journal.beside(line, "size")),
    note: readCount(await journal.beside(line, "note")),
    due: size === 0 || (isDue && !isDueBefore) ? size : -1,
  }
}

function outputOf(child: string, folder: string): Promise<string> {
  return new Promise((resolve) => {
    const running = spawn(process.execPath, [child, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let output = ""
    running.stdout.setEncoding("utf8").on("data", (text: string) => (output += text))
    running.on("close", () => {
      resolve(output)
    })
  })
}
