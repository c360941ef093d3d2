import { chmodSync } from "node:fs"
import { join } from "node:path"
import * as v from "valibot"

import { describe, expect, test } from "vitest"

import {
  catalogueFinding,
  timeFinding,
  vaultFinding,
} from "../../../client/cli/doctor/home-check.ts"
import { nodeFinding, roomFinding } from "../../../client/cli/doctor/machine-check.ts"
import { clockFindings, transportFindings } from "../../../client/cli/doctor/relay-check.ts"
import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { practiceFolder } from "./practice-home.ts"
import { noon, parley } from "./scripted-terminal.ts"

const mib = 1024 * 1024
const day = 24 * 3_600_000

/** What is said of a relay whose page carries a date this far from now. */
function stateAt(offset: number): string | undefined {
  return clockFindings("relay", { sent: noon, heard: noon + 100, date: noon + offset })[0]?.state
}

const report = v.object({
  healthy: v.boolean(),
  checks: v.array(v.object({ check: v.string(), state: v.string(), says: v.string() })),
})

function statesOf(out: string): Readonly<Record<string, string>> {
  const { checks } = v.parse(report, JSON.parse(out))
  return Object.fromEntries(checks.map(({ check, state }) => [check, state]))
}

describe("a desk", () => {
  test("of a practice line that does not run is sound, and its relays do not answer", async () => {
    const home = join(await practiceFolder(), "a-1")
    const { out, failure } = await parley(["--home", home, "doctor"], { now: Date.now() })
    expect(failure).toBeUndefined()
    expect(statesOf(out)).toMatchObject({
      node: "good",
      home: "good",
      vault: "warn",
      catalogue: "good",
      device: "good",
      roster: "good",
      "their roster": "good",
      "relay of A": "warn",
      "relay of B": "warn",
    })
  })

  test("[HOM1] whose home is open to others is ill, and told how to get well", async () => {
    const home = join(await practiceFolder(), "a-1")
    chmodSync(home, 0o755)
    const { out, failure } = await parley(["--home", home, "doctor", "--json"])
    expect(failure).toMatchObject({ code: "cli/configuration" })
    expect(statesOf(out)["home"]).toBe("bad")
    expect(out).toContain("chmod")
  })

  test("that was not named is not looked at", async () => {
    const { out, failure } = await parley(["doctor"], { answers: [] })
    expect(failure).toBeUndefined()
    expect(out).toContain("no home was named")
  })
})

describe("a check", () => {
  test.each([
    ["20.19.0", "good"],
    ["24.1.0", "good"],
    ["20.18.3", "bad"],
    ["18.20.0", "bad"],
  ])("of Node %s says %s", (version, state) => {
    expect(nodeFinding(version).state).toBe(state)
  })

  test.each([
    [2_000 * mib, "good"],
    [500 * mib, "warn"],
    [50 * mib, "bad"],
  ])("of a disk with %i bytes free says %s", (bytes, state) => {
    expect(roomFinding(bytes).state).toBe(state)
  })

  test("of keys without a passphrase is a warning in an exercise only", () => {
    expect(vaultFinding(true, "live").state).toBe("good")
    expect(vaultFinding(false, "exercise").state).toBe("warn")
    expect(vaultFinding(false, "live").state).toBe("bad")
  })

  test("of another catalogue than the charter's is bad", () => {
    const hash = catalogueHash()
    expect(catalogueFinding({ catalogue: { version: "1", hash } }).state).toBe("good")
    const other = branded<typeof hash>("00".repeat(32))
    expect(catalogueFinding({ catalogue: { version: "1", hash: other } }).state).toBe("bad")
  })

  test("of time left: a roster may be overdue, a device may not", () => {
    expect(timeFinding("roster", "", noon + 30 * day, noon).state).toBe("good")
    expect(timeFinding("roster", "", noon + day, noon).state).toBe("warn")
    expect(timeFinding("roster", "", noon - day, noon).state).toBe("warn")
    const theirs = timeFinding("their roster", "", noon - day, noon)
    expect(theirs.state).toBe("warn")
    expect(theirs.remedy).toContain("by telephone")
    expect(timeFinding("device", "", noon - day, noon).state).toBe("bad")
  })

  test("of a clock allows for what an HTTP date leaves out", () => {
    expect([0, 2_000, -2_500].map(stateAt)).toEqual(["good", "good", "good"])
    expect([10_000, -10_000].map(stateAt)).toEqual(["warn", "warn"])
    expect(clockFindings("relay", { sent: noon, heard: noon, date: undefined })).toEqual([])
  })

  test("of the way to a relay warns where it can be watched", () => {
    const counts = ["ws://127.0.0.1:1", "ws://[::1]:1", "wss://a.example", "ws://a.example"].map(
      (url) => transportFindings("relay", url).length,
    )
    expect(counts).toEqual([0, 0, 0, 1])
  })
})
