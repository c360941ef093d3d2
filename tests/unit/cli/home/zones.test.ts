import { describe, expect, test } from "vitest"

import { homeLayout } from "../../../../client/cli/home/layout.ts"
import { writePrivate } from "../../../../client/cli/home/private-file.ts"
import { readZones } from "../../../../client/cli/home/zones.ts"
import { practiceHome } from "../practice-home.ts"
import { parley } from "../scripted-terminal.ts"

describe("[CLI11] the time zones of both capitals", () => {
  test("are set by a command, read back, and shown with the time there", async () => {
    const home = await practiceHome("a-1")
    const set = ["--home", home, "zones", "Europe/Helsinki", "Asia/Karachi"]
    expect((await parley(set)).failure).toBeUndefined()
    expect(await readZones(homeLayout(home))).toEqual({ A: "Europe/Helsinki", B: "Asia/Karachi" })
    const { out } = await parley(["--home", home, "--text", "zones"])
    expect(out).toContain("2026-01-05T14:00:00+02:00")
    expect(out).toContain("2026-01-05T17:00:00+05:00")
  })

  test.each([
    [["Mars/Olympus", "UTC"], "cli/input"],
    [["UTC"], "cli/usage"],
  ])("%j are refused, and nothing is changed", async (named, code) => {
    const home = await practiceHome("a-1")
    const before = await readZones(homeLayout(home))
    const { failure } = await parley(["--home", home, "zones", ...named])
    expect(failure).toMatchObject({ code })
    expect(await readZones(homeLayout(home))).toEqual(before)
  })

  test.each(["not json", `{"A":"UTC"}`, `{"A":"UTC","B":"Mars/Olympus"}`])(
    "in a file of the form %j open no home",
    async (text) => {
      const layout = homeLayout(await practiceHome("a-1"))
      await writePrivate(layout.zones, text)
      await expect(readZones(layout)).rejects.toMatchObject({ code: "cli/configuration" })
    },
  )
})
