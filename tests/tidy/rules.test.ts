// SPEC.md and the tests are one thing: every rule has a test that carries its number, every number in a test is a rule.
// A part of the rulebook may stand in spec-parts/ until it is merged; it counts just the same.

import { describe, expect, test } from "vitest"

import { plant, readTree, type Findings, type Tree } from "./tree.ts"

const ruleDocument = /^shared\/(?:SPEC\.md|spec-parts\/[^/]+\.md)$/u
const ruleLine = /^- \*\*([A-Z]+[0-9]+)\*\* \S/gmu
/** The name of a test begins with the rules it shows: `test("[ACK1, LAD3] …")`. */
const shownRules = /\(\s*["'`]\[([A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*)\] \S/gu

function rulesOf(files: Tree): readonly string[] {
  return files
    .filter((file) => ruleDocument.test(file.path))
    .flatMap((file) => Array.from(file.text.matchAll(ruleLine), (found) => found[1] ?? ""))
}

function shownIn(files: Tree): ReadonlySet<string> {
  const code = files.filter((file) => /^tests\/(?!tidy\/).*\.ts$/u.test(file.path))
  const lists = code.flatMap((file) => Array.from(file.text.matchAll(shownRules), ([, ids]) => ids))
  return new Set(lists.flatMap((ids = "") => ids.split(", ")))
}

function disagreements(files: Tree): Findings {
  const rules = rulesOf(files)
  const shown = shownIn(files)
  return [
    ...rules.filter((rule, i) => rules.indexOf(rule) !== i).map((rule) => `${rule}: stands twice`),
    ...rules.filter((rule) => !shown.has(rule)).map((rule) => `${rule}: no test shows it`),
    ...[...shown].filter((rule) => !rules.includes(rule)).map((rule) => `${rule}: is no rule`),
  ]
}

describe("the rules of SPEC.md", () => {
  test("and the tests name each other", () => {
    const tree = readTree()
    expect(rulesOf(tree).length).toBeGreaterThan(0)
    expect(disagreements(tree)).toEqual([])
  })

  const spec = plant([], "shared/SPEC.md", "## Watch\n\n- **WAT1** One.\n- **WAT2** Two.\n")
  const shows = (name: string): Tree => plant(spec, "tests/unit/line/watch.test.ts", `test(${name}`)

  test.each([`"[WAT1, WAT2] holds"`, "\n  `[WAT1, WAT2] ${kind} holds`"])(
    "are shown by %j",
    (name) => {
      expect(disagreements(shows(name))).toEqual([])
    },
  )

  test("are missed when no test shows them", () => {
    expect(disagreements(shows(`"[WAT1] holds"`))).toEqual(["WAT2: no test shows it"])
    expect(disagreements(shows(`"holds [WAT1, WAT2]"`))).toHaveLength(2)
  })

  test("are missed when a test shows what is not there", () => {
    expect(disagreements(shows(`"[WAT1, WAT2, WAT3] holds"`))).toEqual(["WAT3: is no rule"])
  })

  test("stand once, wherever they stand", () => {
    const twice = plant(
      shows(`"[WAT1, WAT2] holds"`),
      "shared/spec-parts/watch.md",
      "- **WAT1** One.",
    )
    expect(disagreements(twice)).toEqual(["WAT1: stands twice"])
  })
})
