import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  hasHidden,
  parseRemark,
  visibleLine,
  visibleRemark,
} from "../../../shared/catalogue/visible.ts"

describe("[CAT22] hidden characters are taken out and shown", () => {
  test.each([
    ["a right-to-left override", "fire\u{202e}esaec", "fire[U+202E]esaec"],
    ["every isolate", "\u{2066}\u{2067}\u{2068}\u{2069}", "[U+2066][U+2067][U+2068][U+2069]"],
    ["embeddings and marks", "\u{200e}\u{200f}\u{61c}\u{202a}", "[U+200E][U+200F][U+061C][U+202A]"],
    ["a terminal escape", "\u{1b}[31m", "[U+001B][31m"],
    ["a zero-width space and a byte order mark", "a\u{200b}b\u{feff}", "a[U+200B]b[U+FEFF]"],
    ["a tag", "\u{e0041}", "[U+E0041]"],
    ["half a character", "\u{d800}", "[U+D800]"],
    ["line separators", "a\u{2028}b\u{85}", "a[U+2028]b[U+0085]"],
  ])("%s", (_what, text, shown) => {
    expect(visibleLine(text)).toBe(shown)
    expect(visibleRemark(text)).toBe(shown)
    expect(hasHidden(text)).toBe(true)
  })

  test("what scripts need stays: joiners, marks, Arabic number signs", () => {
    for (const text of ["می\u{200c}خواهم", "क्\u{200d}ष", "e\u{301}", "\u{600}١", "إخطار"]) {
      expect(visibleLine(text)).toBe(text)
    }
  })

  test("a remark keeps its lines; a line does not", () => {
    expect(visibleRemark("a\nb")).toBe("a\nb")
    expect(visibleLine("a\nb")).toBe("a[U+000A]b")
  })

  test("nothing hidden is left, whatever came", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(hasHidden(visibleLine(text))).toBe(false)
      }),
    )
  })
})

describe("[CAT22] parseRemark", () => {
  test("takes plain text in any script, composed and trimmed", () => {
    expect(parseRemark("  Cafe\u{301}\r\nдом ")).toEqual({ ok: true, value: "Café\nдом" })
    expect(parseRemark("x".repeat(1_200)).ok).toBe(true)
  })

  test.each([
    ["x".repeat(1_201), "longer than 1200 characters"],
    ["see https://example.org", "a link"],
    ["see www.example.org", "a link"],
    ["a\u{202e}b", "[U+202E]"],
  ])("refuses what a desk must not send", (text, sentence) => {
    const parsed = parseRemark(text)
    expect(parsed.ok ? "taken" : parsed.error).toContain(sentence)
  })
})
