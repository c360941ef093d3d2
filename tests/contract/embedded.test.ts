import { spawn } from "node:child_process"
import { chmod, mkdir, mkdtemp, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

import { afterAll, describe, expect, test } from "vitest"

import { openEmbedded } from "../../server/journal/embedded.ts"
import type { Journal } from "../../server/journal/port.ts"
import { compiled } from "../support/house.ts"
import { Appender, lossesOf } from "./appender.ts"
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

const opener = compiled("tests/contract/opener.child.js")

describe("an embedded journal and other processes", () => {
  test("[JRN10] is refused to a second opener, which is told which folder", async () => {
    const folder = await freshFolder()
    const journal = await open(folder)
    const told = await outputOf(opener, folder)
    expect(JSON.parse(told)).toEqual({ kind: "locked", isNamed: true })
    await expect(open(folder)).rejects.toMatchObject({ kind: "locked" })
    await journal.close()
    expect(JSON.parse(await outputOf(opener, folder))).toEqual({ kind: "opened" })
  })

  test("[JRN1] has everything it answered for after kill -9 under load, whole and in order", async () => {
    const folder = await freshFolder()
    for (const acknowledgements of [1, 25, 120, 400, 60]) {
      const appender = new Appender(folder)
      await appender.until(acknowledgements)
      const answered = await appender.kill()
      const journal = await open(folder)
      expect(await lossesOf(journal, answered)).toEqual([])
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
