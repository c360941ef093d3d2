import { describe, expect, test } from "vitest"

import { table, widthOf, wrapped } from "../../../../client/cli/output/layout.ts"

describe("width", () => {
  test.each([
    ["plain", 5],
    ["\u{1b}[31mred\u{1b}[39m", 3],
    ["\u{2068}12\u{2069}", 2],
    ["é", 1],
    ["e\u{301}", 1],
    ["■ FLASH", 7],
  ])("of %j is %d", (text, width) => {
    expect(widthOf(text)).toBe(width)
  })
})

describe("a table", () => {
  test("has its columns under each other, coloured or not, and no blanks at line ends", () => {
    const red = "\u{1b}[31mab\u{1b}[39m"
    expect(
      table([
        [red, "c"],
        ["abcd", ""],
      ]),
    ).toBe(`${red}    c\nabcd`)
  })
})

describe("a long text", () => {
  test("breaks at blanks, keeps its own breaks, and is indented", () => {
    const text = "one two three four five\nsix"
    expect(wrapped(text, 22, "  ")).toBe("  one two three four\n  five\n  six")
  })

  test("lets a word that is too long stand alone", () => {
    const long = "x".repeat(30)
    expect(wrapped(`a ${long} b`, 20)).toBe(`a\n${long}\nb`)
  })
})
