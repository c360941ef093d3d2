import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../../../client/cli/crypto.ts"
import { foundHome, readHome } from "../../../../client/cli/home/home.ts"
import { foundPractice } from "../../../../client/cli/practice/founding.ts"
import { practiceLayout } from "../../../../client/cli/practice/layout.ts"
import { readConfig } from "../../../../server/config.ts"
import { currentCharter } from "../../../../shared/line/agreement.ts"
import { limits } from "../../../../shared/limits.ts"
import { practiceFolder } from "../practice-home.ts"
import { temporaryFolder } from "../temporary-folder.ts"

const wish = { port: 7_410, compress: 1, now: Date.now() }

describe("a practice line", () => {
  test("[PRA1] has two parties, two relays, four devices, and one line in all of them", async () => {
    const folder = await practiceFolder()
    expect(readdirSync(folder).toSorted()).toEqual([
      "a-1",
      "a-2",
      "b-1",
      "b-2",
      "party-a",
      "party-b",
      "practice.json",
      "relay-a",
      "relay-b",
    ])
    const states = await Promise.all(
      ["a-1", "a-2", "b-1", "b-2"].map(async (name) =>
        foundHome(await readHome(join(folder, name)), nodeClientCrypto()),
      ),
    )
    expect(new Set(states.map(({ line }) => line)).size).toBe(1)
    const [state] = states
    const { A, B } = state?.parties ?? {}
    expect(A?.rosters[0]?.document.devices.map(({ callSign }) => callSign)).toEqual(["A1", "A2"])
    expect(B?.rosters[0]?.document.devices.map(({ callSign }) => callSign)).toEqual(["B1", "B2"])
    const officers = [A, B].flatMap((party) => party?.rosters[0]?.document.devices ?? [])
    expect(new Set(officers.map(({ officer }) => officer)).size).toBe(4)
  })

  test("is an exercise, and its relays read their configuration", async () => {
    const folder = await practiceFolder()
    const home = await readHome(join(folder, "a-1"))
    const charter = currentCharter(foundHome(home, nodeClientCrypto()))
    expect(charter).toMatchObject({ mode: "exercise", lineCheckEveryMs: limits.lineCheckEveryMs })
    const configs = ["relay-a", "relay-b"].map((name) =>
      readConfig(join(folder, name, "relay.json"), {}),
    )
    expect(configs.map(({ relay }) => relay)).toEqual(charter.relays.map(({ relay }) => relay))
    expect(configs.map(({ host }) => host)).toEqual(["127.0.0.1", "127.0.0.1"])
  })

  test("[PRA1] is made once and carried on with", async () => {
    const folder = await practiceFolder()
    const before = readFileSync(join(folder, "a-1", "line.charter"), "utf8")
    expect(await foundPractice(practiceLayout(folder), wish)).toBe(false)
    expect(readFileSync(join(folder, "a-1", "line.charter"), "utf8")).toBe(before)
  })

  test("for a drill has its deadlines divided", async () => {
    const folder = temporaryFolder()
    await foundPractice(practiceLayout(folder), { ...wish, compress: 60 })
    const home = await readHome(join(folder, "b-1"))
    const charter = currentCharter(foundHome(home, nodeClientCrypto()))
    const flash = charter.timetable.find(({ precedence }) => precedence === "FLASH")
    expect([flash?.read, charter.lineCheckEveryMs]).toEqual([1_000, 60_000])
  })

  test("that was interrupted is made anew", async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, ".setting-up", "a-1"), { recursive: true })
    writeFileSync(join(folder, ".setting-up", "a-1", "vault"), "half of a")
    expect(await foundPractice(practiceLayout(folder), wish)).toBe(true)
    expect(readdirSync(folder)).not.toContain(".setting-up")
  })

  test("[PRA1] is not made where something else lies, and nothing of it is touched", async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, "letters"), "mine")
    await expect(foundPractice(practiceLayout(folder), wish)).rejects.toMatchObject({
      code: "cli/configuration",
    })
    expect(readdirSync(folder)).toEqual(["letters"])
    const used = await practiceFolder()
    rmSync(join(used, "practice.json"))
    await expect(foundPractice(practiceLayout(used), wish)).rejects.toMatchObject({
      code: "cli/configuration",
    })
  })
})
