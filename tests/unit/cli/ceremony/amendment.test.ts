// What two parties have agreed is changed by both: an amended charter, and a party's next root.

import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs"

import { beforeEach, describe, expect, test } from "vitest"

import { parley } from "../scripted-terminal.ts"
import { at, chartered, done, keysOf, newFolder, refused } from "./by-command.ts"

beforeEach(async () => {
  newFolder()
  await chartered()
})

const amend = (label: string, ...terms: readonly string[]): readonly string[] => [
  "line",
  "amend",
  at(label),
  ...terms,
  "--out",
  at("next.charter"),
]

const sign = (path: string, label: string, keys = keysOf(label)): readonly string[] => [
  "line",
  "sign",
  path,
  "--party",
  at(label),
  ...keys,
  "--yes",
]

const nextKeys = (label: string): readonly string[] =>
  [1, 2].flatMap((n) => ["--key", at(label, "next-roots", "1", `custodian-${String(n)}.key`)])

/** North's change of root, as South keeps it. */
function givenToSouth(change: string): void {
  mkdirSync(at("south", "rosters"), { recursive: true })
  copyFileSync(change, at("south", "rosters", "root-1.change"))
}

async function rotated(): Promise<string> {
  await done(["party", "rotate", at("north"), ...keysOf("north"), ...nextKeys("north"), "--yes"])
  return at("north", "rosters", "root-1.change")
}

describe("an amended charter", () => {
  test("[CER10] is shown as what it changes, and a deadline takes its ladder with it", async () => {
    const terms = ["--deadline", "FLASH.read=50s", "--telephone-b", "+00 new", "--life", "36h"]
    const { out } = await parley(["--text", ...amend("north", ...terms)])
    const changes = out.split("\n").filter((row) => row.includes("→"))
    expect(changes.map((row) => row.trim())).toEqual([
      "FLASH, acknowledged within: 01:00 → 50 s",
      expect.stringContaining("supervisor at 50 s, every-path at 02:30"),
      "Telephone of party B: +00 b → +00 new",
      "A message lives: 24 h 00 min → 36 h 00 min",
    ])
    const shown = await done(["line", "show", at("next.charter"), "--party", at("south")])
    expect(shown).toMatchObject({ version: 1, changes: [{}, {}, {}, { after: "36 h 00 min" }] })
  })

  test("[CER10, CER2] of nothing, or that the rulebook would refuse, is not written", async () => {
    expect(await refused(amend("north"))).toMatchObject({ code: "roster/refused" })
    const same = amend("north", "--language-a", "en")
    expect(await refused(same)).toMatchObject({ code: "roster/refused" })
    const slower = amend("north", "--deadline", "FLASH.read=2h")
    expect(await refused(slower)).toMatchObject({ code: "roster/refused" })
    const unknown = amend("north", "--deadline", "FLASH.red=50s")
    expect(await refused(unknown)).toMatchObject({ code: "cli/usage" })
    expect(existsSync(at("next.charter"))).toBe(false)
  })

  test("[CER11] is signed by whoever names the line as it stands, and seen before", async () => {
    await done(amend("north", "--life", "36h"))
    const blind = ["line", "sign", at("next.charter"), ...keysOf("north"), "--yes"]
    expect(await refused(blind)).toMatchObject({ code: "cli/usage" })
    const seeing = sign(at("next.charter"), "south").slice(0, -1)
    const hesitant = await parley(seeing, { answers: ["no"] })
    expect(hesitant.failure).toMatchObject({ code: "cli/interrupted" })
    expect(hesitant.err).toContain("A message lives: 24 h 00 min → 36 h 00 min")
  })

  test("[CER9] stands when both parties have signed it", async () => {
    await done(amend("north", "--life", "36h"))
    await done(sign(at("next.charter"), "north"))
    const verify = ["line", "verify", at("line.charter"), at("next.charter")]
    expect(await refused(verify)).toMatchObject({ code: "roster/refused" })
    await done(sign(at("next.charter"), "south"))
    expect(await done(verify)).toMatchObject({ verified: true, charter: 1 })
  })
})

describe("a change of root", () => {
  test("[CER12] takes custodians of both roots", async () => {
    const half = ["party", "rotate", at("north"), ...keysOf("north"), "--yes"]
    expect(await done(half)).toMatchObject({ root: 1, isEnough: false })
    const change = at("north", "rosters", "root-1.change")
    const verify = ["line", "verify", at("line.charter"), change]
    expect(await refused(verify)).toMatchObject({ code: "sign/bad" })
    expect(await done(sign(change, "north", nextKeys("north")))).toMatchObject({
      progress: [
        { version: 0, isEnough: true },
        { version: 1, isEnough: true },
      ],
    })
    expect(await done(verify)).toMatchObject({ verified: true })
  })

  test("[CER12, CER7] leaves the old keys nothing to sign, and the party its name", async () => {
    const before = readFileSync(at("north", "party.root"), "utf8")
    const change = await rotated()
    givenToSouth(change)
    expect(readFileSync(at("north", "party.root"), "utf8")).toBe(before)
    await done(amend("south", "--life", "36h"))
    expect(await refused(sign(at("next.charter"), "north"))).toMatchObject({ code: "cli/refused" })
    await done(sign(at("next.charter"), "north", nextKeys("north")))
    await done(sign(at("next.charter"), "south"))
    const documents = [at("line.charter"), change, at("next.charter")]
    expect(await done(["line", "verify", ...documents])).toMatchObject({ charter: 1 })
  })

  test("[CER11] is only to the root that was committed to, and to one's own", async () => {
    const theirs = at("south", "next-roots", "1", "root.change")
    const rotate = ["party", "rotate", at("north"), ...keysOf("north"), "--yes"]
    expect(await refused([...rotate, "--change", theirs])).toMatchObject({ code: "cli/refused" })
    const blind = ["line", "sign", theirs, ...keysOf("south"), "--yes"]
    expect(await refused(blind)).toMatchObject({ code: "cli/usage" })
    await rotated()
    expect(await refused(rotate)).toMatchObject({ code: "cli/missing" })
  })
})
