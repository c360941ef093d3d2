// One file, one noun, one reason to change: short, and named for what lives there.

import { describe, expect, test } from "vitest"

import { isCode, plant, readTree, type Findings, type Tree } from "./tree.ts"

const linesMax = 300
/** Names for a place where things are put, not for a thing. */
const namesForNothing = /^(?:utils?|helpers?|common|managers?|services?|types?|misc|index)$/u
const kebabCase = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u

function tooLong(files: Tree): Findings {
  return files
    .filter((file) => isCode(file.path))
    .map((file) => ({ ...file, lines: file.text.trimEnd().split("\n").length }))
    .filter((file) => file.lines > linesMax)
    .map((file) => `${file.path}: ${String(file.lines)} lines`)
}

function badlyNamed(files: Tree): Findings {
  return files
    .filter((file) => isCode(file.path))
    .filter((file) => file.path.split("/").some((part) => !isNoun(part.split(".")[0] ?? "")))
    .map((file) => file.path)
}

function isNoun(name: string): boolean {
  return kebabCase.test(name) && !namesForNothing.test(name)
}

describe("a file", () => {
  const tree = readTree()

  test("has at most 300 lines", () => {
    expect(tooLong(tree)).toEqual([])
  })

  test("of 300 lines is allowed, one of 301 is found", () => {
    expect(tooLong(plant([], "shared/x.ts", "x\n".repeat(300)))).toEqual([])
    expect(tooLong(plant([], "shared/x.ts", "x\n".repeat(301)))).toEqual(["shared/x.ts: 301 lines"])
  })

  test("has a name that says what lives there", () => {
    expect(badlyNamed(tree)).toEqual([])
  })

  test.each([
    "shared/utils.ts",
    "client/sdk/helpers.ts",
    "client/sdk/common/clock.ts",
    "server/core/manager.ts",
    "server/service.test.ts",
    "shared/line/types.ts",
    "shared/line/DeadLines.ts",
    "shared/line/dead_lines.ts",
  ])("must not be named %s", (path) => {
    expect(badlyNamed(plant([], path, ""))).toEqual([path])
  })
})
