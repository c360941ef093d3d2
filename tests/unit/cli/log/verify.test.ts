import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { temporaryFolder } from "../temporary-folder.ts"
import { parley } from "../scripted-terminal.ts"

describe("parley log verify", () => {
  test("[CLI10] of a file that proves nothing says what is wrong where, and fails", async () => {
    const file = join(temporaryFolder(), "line.parley")
    writeFileSync(file, "hello")
    const { out, failure } = await parley(["log", "verify", file])
    expect(JSON.parse(out)).toMatchObject({ v: 1, verified: false, line: null, journals: [] })
    expect(failure).toMatchObject({ code: "cli/verification" })
  })

  test("of a file that is not there is another failure", async () => {
    const { failure } = await parley(["log", "verify", join(temporaryFolder(), "none")])
    expect(failure).toMatchObject({ code: "cli/missing" })
  })
})
