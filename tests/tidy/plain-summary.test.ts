// The reporter is run for real, over planted suites in a folder of their own: what counts is what stands on the terminal.

import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

const passes = `test("stands", () => { expect(1).toBe(1) })`
const fails = `test("falls", () => { expect(1).toBe(2) })`
const skipsByName = `test.skipIf(true)("checks a note (needs go)", () => { expect(1).toBe(1) })`
const skipsByNote = `test("asks the clock", (at) => { at.skip("needs a clock") })`
const skipsSilently = `test.skip("hides", () => { expect(1).toBe(2) })`
const breaks = `throw new Error("at import")`

let folder = ""

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-summary-"))
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"))
  const reporters = ["default", resolve("tests/support/plain-summary.ts")]
  writeFileSync(
    join(folder, "vitest.config.mjs"),
    `export default ${JSON.stringify({ test: { reporters } })}`,
  )
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function run(
  lines: readonly string[],
  ...options: readonly string[]
): { readonly lines: readonly string[]; readonly status: number | null } {
  const source = [`import { expect, test } from "vitest"`, ...lines].join("\n")
  writeFileSync(join(folder, "planted.test.mjs"), source)
  const child = spawnSync(
    process.execPath,
    [resolve("node_modules/vitest/vitest.mjs"), "run", ...options],
    { cwd: folder, encoding: "utf8" },
  )
  return { lines: child.stdout.trimEnd().split("\n"), status: child.status }
}

describe("the closing line", () => {
  test("counts what passed and what was skipped, and gives each reason", () => {
    const { lines, status } = run([passes, skipsByName, skipsByNote])
    expect(lines.at(-1)).toBe("1 passed, 0 failed, 2 skipped")
    expect(lines).toContain("skipped: checks a note (needs go): needs go")
    expect(lines).toContain("skipped: asks the clock: needs a clock")
    expect(status).toBe(0)
  })

  test("counts failures, and a suite that does not even load", () => {
    const { lines, status } = run([passes, fails])
    expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped")
    expect(status).toBe(1)
    expect(run([breaks]).lines.at(-1)).toBe("0 passed, 1 failed, 0 skipped")
  })

  test("calls a skip without a reason a failure", () => {
    const { lines, status } = run([passes, skipsSilently])
    expect(lines.at(-1)).toBe("1 passed, 1 failed, 0 skipped")
    expect(status).toBe(1)
  })

  test("does not ask for reasons where only some tests were wanted", () => {
    const { lines, status } = run([passes, fails], "-t", "stands")
    expect(lines.at(-1)).toBe("1 passed, 0 failed, 0 skipped")
    expect(status).toBe(0)
  })
})
