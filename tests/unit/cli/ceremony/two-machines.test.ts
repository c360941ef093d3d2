// The whole way by commands and files, as two parties on machines of their own go it: nothing is passed on but what a person
// would carry.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs"
import * as v from "valibot"

import { beforeEach, describe, expect, test } from "vitest"

import { readConfig } from "../../../../server/config.ts"
import { noon, parley } from "../scripted-terminal.ts"
import {
  at,
  chartered,
  done,
  field,
  founded,
  keysOf,
  newFolder,
  proposal,
  refused,
} from "./by-command.ts"

beforeEach(newFolder)

const invite = (label: string, callSign: string): readonly string[] => [
  "officer",
  "invite",
  at(label),
  "--officer",
  `of-${callSign}`,
  "--call-sign",
  callSign,
  "--out",
  at(`${callSign}.invitation`),
]

async function requested(label: string, callSign: string): Promise<string> {
  await done(invite(label, callSign))
  const enrol = ["--home", at(callSign), "enrol", at(`${callSign}.invitation`), "--unprotected"]
  return field(await done(enrol), "words")
}

const approve = (label: string, callSign: string, words: string): readonly string[] => [
  "officer",
  "approve",
  at(label),
  at(callSign, `${callSign}.request`),
  "--words",
  words,
  ...keysOf(label),
]

const rosterOf = (label: string, version = 1): string =>
  at(label, "rosters", `roster-${String(version)}.roster`)

describe("two parties", () => {
  test("[CER9] set up a line, its relays and its devices with nothing but files", async () => {
    await chartered()
    for (const [label, callSign] of [
      ["north", "A1"],
      ["south", "B1"],
    ] as const) {
      await done(approve(label, callSign, await requested(label, callSign)))
      const finished = await done(["--home", at(callSign), "enrol", "finish", rosterOf(label)])
      expect(finished).toMatchObject({ callSign, role: "duty" })
    }
    const rosters = [rosterOf("north"), rosterOf("south")]
    const verified = await done(["line", "verify", at("line.charter"), ...rosters])
    expect(verified).toMatchObject({ verified: true, charter: 0, rosters: { A: 1, B: 1 } })
    const given = rosters.flatMap((path) => ["--roster", path])
    for (const label of ["relay-north", "relay-south"]) {
      await done(["relay", "add-line", at(label), "--charter", at("line.charter"), ...given])
      const config = readConfig(at(label, "relay.json"), {})
      expect(config.lines.map((line) => line.rosters.length)).toEqual([2])
    }
  })

  test("compare the same fingerprint, digits and words, from root and from charter", async () => {
    await chartered()
    const shown = await done(["party", "show", at("south")])
    const charter = await done(["line", "show", at("line.charter")])
    const read = v.parse(v.looseObject({ fingerprint: v.unknown() }), shown)
    expect(charter).toMatchObject({ parties: [{}, { fingerprint: read.fingerprint }] })
    const words = (await parley(["--text", "party", "show", at("south")])).out
    const { digits } = v.parse(
      v.object({ digits: v.string(), words: v.string() }),
      read.fingerprint,
    )
    expect(words.replaceAll(/\s+/gu, " ")).toContain(digits)
  })
})

describe("a party's root", () => {
  test("has each key in a file of its own, closed to others, and is never written over", async () => {
    await founded("north")
    const secret = ["custodian-1.key", "custodian-2.key", "next-roots/1/custodian-2.key"]
    expect(secret.map((name) => statSync(at("north", name)).mode & 0o077)).toEqual([0, 0, 0])
    const again = ["party", "init", at("north"), "--label", "north", "--unprotected"]
    expect(await refused(again)).toMatchObject({ code: "cli/input" })
  })

  test("[HOM3] is locked by a passphrase for each custodian", async () => {
    writeFileSync(at("pass"), "the first passphrase\nthe second passphrase\n", { mode: 0o600 })
    const one = ["party", "init", at("one"), "--label", "one", "--changes", "1"]
    const few = ["--custodians", "1", "--threshold", "1"]
    expect(await refused([...one, ...few])).toMatchObject({ code: "cli/no-input" })
    await done([...one, ...few, "--passphrase-file", at("pass")])
    expect(readFileSync(at("one", "custodian-1.key"), "utf8")).toContain("CUSTODIAN KEY")
  })

  test.each([
    [["--custodians", "2", "--threshold", "3"]],
    [["--custodians", "10"]],
    [["--threshold", "0"]],
    [["--changes", "many"]],
  ])("with %j is no root", async (options) => {
    const init = ["party", "init", at("odd"), "--label", "odd", "--unprotected"]
    expect(await refused([...init, ...options])).toMatchObject({ code: "cli/usage" })
    expect(existsSync(at("odd"))).toBe(false)
  })
})

describe("a charter", () => {
  test("[CER3] without both signatures verifies as nothing", async () => {
    await founded("north")
    await founded("south")
    await done(proposal())
    const verify = ["line", "verify", at("line.charter")]
    expect(await refused(verify)).toMatchObject({ code: "roster/refused" })
    const sign = ["line", "sign", at("line.charter"), ...keysOf("north"), "--yes"]
    expect(await done(sign)).toMatchObject({ progress: [{ signed: [1, 2] }, { signed: [] }] })
    expect(await refused(verify)).toMatchObject({ code: "roster/refused" })
  })

  test("is read before it is signed, and signed only by a word", async () => {
    await founded("north")
    await founded("south")
    await done(proposal())
    const before = readFileSync(at("line.charter"), "utf8")
    const sign = ["line", "sign", at("line.charter"), ...keysOf("north")]
    expect(await refused(sign)).toMatchObject({ code: "cli/no-input" })
    const hesitant = await parley(sign, { answers: ["yes"] })
    expect(hesitant.failure).toMatchObject({ code: "cli/interrupted" })
    expect(hesitant.err).toContain("EXERCISE LINE")
    expect(readFileSync(at("line.charter"), "utf8")).toBe(before)
    expect((await parley(sign, { answers: ["sign"] })).out).toContain("that is enough")
  })

  test("[CER7] is not signed by a key that has no say in it", async () => {
    await founded("north")
    await founded("south")
    await founded("east")
    await done(proposal())
    const sign = ["line", "sign", at("line.charter"), ...keysOf("east"), "--yes"]
    expect(await refused(sign)).toMatchObject({ code: "cli/refused" })
  })

  test("[CER2, CER4] with terms that the line would refuse is not written", async () => {
    await founded("north")
    await founded("south")
    const live = proposal().map((word) => (word === "exercise" ? "live" : word))
    expect(await refused(live)).toMatchObject({ code: "roster/refused" })
    const odd = [...proposal(), "--preauthorised-a", "NT-01"]
    expect(await refused(odd)).toMatchObject({ code: "roster/refused" })
    expect(existsSync(at("line.charter"))).toBe(false)
  })
})

describe("an officer", () => {
  test("[CER6] is approved only with the words that the officer has read", async () => {
    await chartered()
    const words = await requested("north", "A1")
    const wrong = await refused(approve("north", "A1", words.replace(/^\S+/u, "zebra")))
    expect(wrong).toMatchObject({ code: "cli/refused" })
    const folderOf = ["officer", "approve", at("north"), at("A1", "A1.request"), ...keysOf("north")]
    expect(await refused(folderOf)).toMatchObject({ code: "cli/no-input" })
    expect((await parley(folderOf, { answers: ["different"] })).failure).toBeDefined()
    expect(existsSync(rosterOf("north"))).toBe(false)
    const same = await parley(folderOf, { answers: ["same"] })
    expect(same.err).toContain(words)
    expect(same.out).toContain("A1 for of-A1 is approved")
  })

  test("[CER5] is approved once: the invitation is used up", async () => {
    await chartered()
    const words = await requested("north", "A1")
    await done(approve("north", "A1", words))
    expect(await refused(approve("north", "A1", words))).toMatchObject({ code: "cli/refused" })
    expect(await refused(invite("north", "A1"))).toMatchObject({ code: "cli/input" })
    expect(await done(["officer", "list", at("north")])).toMatchObject({
      roster: 1,
      devices: [{ callSign: "A1", officer: "of-A1" }],
      invited: [],
    })
  })

  test("is in no roster after being revoked", async () => {
    await chartered()
    await done(approve("north", "A1", await requested("north", "A1")))
    await done(approve("north", "A2", await requested("north", "A2")))
    const revoke = ["officer", "revoke", at("north"), "A1", "--reason", "console lost"]
    expect(await refused([...revoke, ...keysOf("north")])).toMatchObject({ code: "cli/no-input" })
    await done([...revoke, ...keysOf("north"), "--yes"])
    expect(await done(["line", "show", rosterOf("north", 3)])).toMatchObject({
      devices: [{ callSign: "A2" }],
      removed: [{ reason: "console lost" }],
    })
  })

  test("waits until enough custodians have signed the roster", async () => {
    await chartered()
    const words = await requested("north", "A1")
    const half = approve("north", "A1", words).slice(0, -2)
    expect(await done(half)).toMatchObject({ isEnough: false })
    const finish = ["--home", at("A1"), "enrol", "finish", rosterOf("north")]
    expect(await refused(finish)).toMatchObject({ code: "sign/bad" })
    const list = await refused(["officer", "list", at("north")])
    expect(list?.here).toContain("parley line sign")
    const party = ["--party", at("north")]
    await done(["line", "sign", rosterOf("north"), ...keysOf("north").slice(2), ...party, "--yes"])
    expect(await done(finish)).toMatchObject({ callSign: "A1" })
  })

  test("cannot answer an invitation that is too old, and needs a home of their own", async () => {
    await chartered()
    await done(invite("north", "A1"))
    const enrol = ["--home", at("A1"), "enrol", at("A1.invitation"), "--unprotected"]
    const late = { now: noon + 8 * 24 * 3_600_000 }
    expect(await refused(enrol, late)).toMatchObject({ code: "who/expired" })
    expect(await refused(enrol.slice(2))).toMatchObject({ code: "cli/usage" })
    await done(enrol)
    expect(await refused(enrol)).toMatchObject({ code: "cli/input" })
  })
})
