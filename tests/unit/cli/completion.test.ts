import { spawnSync } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { parley } from "./scripted-terminal.ts"

const hasShell = (name: string): boolean => spawnSync(name, ["-c", "true"]).status === 0

async function scriptFor(shell: string): Promise<string> {
  return (await parley(["completion", shell])).out
}

/** What bash would offer at the end of these words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const line = ["parley", ...words].map((word) => `'${word}'`).join(" ")
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${String(words.length)}; _parley; printf '%s\\n' "\${COMPREPLY[@]}"`
  const run = spawnSync("bash", ["-c", `${await scriptFor("bash")}\n${ask}`], { encoding: "utf8" })
  expect(run.stderr).toBe("")
  return run.stdout.trim().split("\n")
}

describe("completion", () => {
  test("knows every command of every group", async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const script = await scriptFor(shell)
      for (const word of ["practice", "officer", "revoke", "--preauthorised-a", "publish"]) {
        expect(script).toContain(word)
      }
    }
  })

  test("of an unknown shell is refused", async () => {
    expect((await parley(["completion", "dos"])).failure).toMatchObject({ code: "cli/usage" })
  })

  test.skipIf(!hasShell("bash"))("offers what may come next (needs bash)", async () => {
    expect(await offered("pra")).toEqual(["practice"])
    expect(await offered("officer", "re")).toEqual(["revoke"])
    expect(await offered("--home", "officer", "officer", "inv")).toEqual(["invite"])
    expect(await offered("officer", "invite", "--call")).toEqual(["--call-sign"])
  })

  for (const shell of ["zsh", "fish"]) {
    test.skipIf(!hasShell(shell))(`is understood by ${shell} (needs ${shell})`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "parley-completion-"))
      // From a file: fish reads no script from a socket, which is what a child's standard input is here.
      const file = join(folder, "script")
      await writeFile(file, await scriptFor(shell))
      const run = spawnSync(shell, ["-n", file], { encoding: "utf8" })
      await rm(folder, { recursive: true })
      expect([run.status, run.stderr]).toEqual([0, ""])
    })
  }
})
