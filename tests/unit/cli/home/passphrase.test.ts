import { chmodSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { newPassphraseFor, passphraseOf } from "../../../../client/cli/home/passphrase.ts"
import type { CommandLine } from "../../../../client/cli/command-line.ts"
import type { Io } from "../../../../client/cli/output/io.ts"
import { settingsOf } from "../../../../client/cli/output/settings.ts"
import { failureOf } from "../failing.ts"
import { temporaryFolder } from "../temporary-folder.ts"

/** A command line whose person types these answers; without any, nobody is there. */
function lineOf(
  answers: readonly (string | undefined)[] | undefined,
  options: object = {},
): Pick<CommandLine, "io" | "settings"> & { readonly wasSecret: boolean[] } {
  const waiting = [...(answers ?? [])]
  const wasSecret: boolean[] = []
  const sink = { isTerminal: answers !== undefined, columns: 80, write: () => undefined }
  const io: Io = {
    out: sink,
    err: sink,
    input: {
      isTerminal: answers !== undefined,
      read: () => Promise.resolve(""),
      ask: (_question, isSecret = false) => {
        wasSecret.push(isSecret)
        return Promise.resolve(waiting.shift())
      },
    },
    env: {},
    stop: new AbortController().signal,
    now: () => 0,
  }
  return { io, settings: settingsOf(options, io), wasSecret }
}

function fileOf(text: string, mode = 0o600): { readonly passphraseFile: string } {
  const passphraseFile = join(temporaryFolder(), "passphrase")
  writeFileSync(passphraseFile, text)
  chmodSync(passphraseFile, mode)
  return { passphraseFile }
}

const good = "two ropes, one knot"

describe("a passphrase", () => {
  test("is typed unseen", async () => {
    const line = lineOf([good])
    expect(await passphraseOf(line, "a home")()).toBe(good)
    expect(line.wasSecret).toEqual([true])
  })

  test("[HOM3] that nobody can be asked for is a failure that names the option", async () => {
    const told = lineOf([good], { input: false })
    for (const line of [lineOf(undefined), told]) {
      const failure = await failureOf(passphraseOf(line, "a home")())
      expect(failure.code).toBe("cli/no-input")
      expect(failure.here).toContain("--passphrase-file")
    }
    expect(told.wasSecret).toEqual([])
  })

  test("that is not given after all ends the command", async () => {
    await expect(passphraseOf(lineOf([undefined]), "a home")()).rejects.toMatchObject({
      code: "cli/interrupted",
    })
  })

  test("[HOM3] comes from a file, of which each line is for one key", async () => {
    const several = lineOf(undefined, fileOf("first of three\nsecond of three\n"))
    expect(await passphraseOf(several, "key 2", 2)()).toBe("second of three")
    await expect(passphraseOf(several, "key 3", 3)()).rejects.toMatchObject({ code: "cli/input" })
    const single = lineOf(undefined, fileOf("for all of them\r\n"))
    expect(await passphraseOf(single, "key 3", 3)()).toBe("for all of them")
  })

  test("[HOM3] in a file that others may read is refused", async () => {
    const line = lineOf(undefined, fileOf(good, 0o644))
    await expect(passphraseOf(line, "a home")()).rejects.toMatchObject({
      code: "cli/configuration",
    })
  })

  test("in a file that is not there is missing", async () => {
    const line = lineOf(undefined, { passphraseFile: join(temporaryFolder(), "none") })
    await expect(passphraseOf(line, "a home")()).rejects.toMatchObject({ code: "cli/missing" })
  })
})

describe("a new passphrase", () => {
  test("is typed twice", async () => {
    const line = lineOf([good, good])
    expect(await newPassphraseFor(line, "a home")()).toBe(good)
    expect(line.wasSecret).toEqual([true, true])
  })

  test.each([
    ["differs the second time", [good, "another good one"], "cli/input"],
    ["is short", ["short", "short"], "cli/input"],
    ["is not given", [good, undefined], "cli/interrupted"],
  ])("that %s is refused", async (_what, answers, code) => {
    await expect(newPassphraseFor(lineOf(answers), "a home")()).rejects.toMatchObject({ code })
  })

  test("that is short is refused from a file too", async () => {
    const line = lineOf(undefined, fileOf("short\n"))
    await expect(newPassphraseFor(line, "a home")()).rejects.toMatchObject({ code: "cli/input" })
  })
})
