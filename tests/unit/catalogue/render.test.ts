import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import { render } from "../../../shared/catalogue/render.ts"
import type { RenderContext } from "../../../shared/catalogue/rendering.ts"
import type { Said } from "../../../shared/catalogue/substance.ts"
import { listTypes, rowOf } from "../../../shared/catalogue/table.ts"
import { grouped, languages, type Language } from "../../../shared/catalogue/words.ts"
import { anyStatement } from "./arbitrary.ts"
import { exampleStatement } from "./example.ts"

const desk: RenderContext = { serialOf: () => "A1-0417" }

function textOf(said: Said, language: Language): string {
  const rendering = render(said, language, desk)
  if (!rendering.ok) throw new Error(rendering.detail)
  return rendering.text
}

/** The catalogue with one English text changed. */
function withText(code: string, text: string): Catalogue {
  const { en } = catalogue.languages
  const texts = { ...en.texts, [code]: { title: "", text, review: "unreviewed" as const } }
  return { ...catalogue, languages: { ...catalogue.languages, en: { ...en, texts } } }
}

describe.each(languages)("in %s", (language) => {
  test("[CAT9] every statement renders whole, its speech act first", () => {
    const { acts, words } = catalogue.languages[language]
    fc.assert(
      fc.property(anyStatement, (statement) => {
        const text = textOf(statement, language)
        expect(text.startsWith(acts[rowOf(statement.code).act] + words.connectors.stop)).toBe(true)
        expect(text).not.toMatch(/undefined|\[object|\{\$/u)
      }),
    )
  })

  test("[CAT11] spans mark every parameter that the text shows", () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        const rendering = render(statement, language, desk)
        if (!rendering.ok) throw new Error(rendering.detail)
        const names = rendering.spans.map(({ field }) => field)
        expect(new Set(names).size).toBe(names.length)
        for (const { start, end } of rendering.spans) {
          expect(end).toBeGreaterThan(start)
          expect(rendering.text.slice(start, end)).not.toMatch(/^[\u{2066}-\u{2068}]$/u)
        }
      }),
    )
  })

  test("[CAT12] isolating marks are balanced", () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        let depth = 0
        for (const character of textOf(statement, language)) {
          if (/[\u{2066}-\u{2068}]/u.test(character)) depth += 1
          if (character === "\u{2069}") depth -= 1
          expect(depth).toBeGreaterThanOrEqual(0)
        }
        expect(depth).toBe(0)
      }),
    )
  })
})

test("[CAT9] the words are fixed", () => {
  const said = exampleStatement("NT-05", { count: "UNKNOWN", timeToImpact: "12" })
  expect(textOf(said, "en")).toBe(
    "NOTIFY. Accidental or unauthorised launch or fire from our side. Object: ballistic missile. " +
      "Number: unknown. Launch position: 28.531200, 71.903400, within 500 m. " +
      "Time: 2026-11-22 14:05:00Z. Bearing: 045° true. Predicted impact area: zone K-12. " +
      "Time to impact: 12 min. Armed: yes. Self-destruct: yes.",
  )
})

test("[CAT9] a read-back that is right and one that is wrong are two sentences", () => {
  const right = exampleStatement("AK-06", { differing: "ALL-CORRECT" })
  const wrong = exampleStatement("AK-06", { differing: "2,6" })
  expect(textOf(right, "en")).toBe("ACKNOWLEDGE. Your read-back A1-0417 is correct in all fields.")
  expect(textOf(wrong, "en")).toBe(
    "ACKNOWLEDGE. Your read-back A1-0417 is not correct. Different: field 2, 6.",
  )
})

test("[CAT11] a span is the parameter's own text", () => {
  const rendering = render(exampleStatement("AK-04"), "ar", desk)
  if (!rendering.ok) throw new Error(rendering.detail)
  const marked = rendering.spans.map(({ field, start, end }) => [
    field,
    rendering.text.slice(start, end),
  ])
  expect(marked).toEqual([
    ["ref", "A1-0417"],
    ["until", "2026-11-22 14:05:00Z"],
  ])
})

test("[CAT12] a time in an Arabic text and a quoted text in an English one are isolated", () => {
  expect(textOf(exampleStatement("AK-04"), "ar")).toContain("\u{2066}2026-11-22 14:05:00Z\u{2069}")
  const check = exampleStatement("LC-01", { text: "فحص" })
  expect(textOf(check, "en")).toContain('"\u{2068}فحص\u{2069}"')
})

test("[CAT12] hidden characters in a received text are shown, not obeyed", () => {
  const { params } = exampleStatement("LC-01")
  const said: Said = {
    code: "LC-01",
    params: { ...params, text: { type: "text", text: "a\u{202e}b" } },
  }
  expect(textOf(said, "en")).toContain("a[U+202E]b")
})

test("[CAT13] numbers are Latin digits in groups of three, the same in every language", () => {
  expect([0, 999, 1_000, 1_234_567, -9_500].map(grouped)).toEqual([
    "0",
    "999",
    "1\u{a0}000",
    "1\u{a0}234\u{a0}567",
    "-9\u{a0}500",
  ])
  const said = exampleStatement("NT-04", { altitude: "12500", position: "-8.5,71.9034±1500" })
  for (const language of languages) {
    const text = textOf(said, language)
    expect(text).toContain("12\u{a0}500")
    expect(text).toContain("-8.500000, 71.903400")
    expect(text).not.toMatch(/[٠-٩]/u)
  }
})

describe("[CAT25] what follows a number is in the form that the language wants there", () => {
  const impact = (timeToImpact: string, language: Language): string =>
    textOf(exampleStatement("NT-05", { timeToImpact }), language).replaceAll(
      /[\u{2066}-\u{2069}]/gu,
      "",
    )

  test.each([
    ["1", "1 دقيقة."],
    ["3", "3 دقائق."],
    ["10", "10 دقائق."],
    ["11", "11 دقيقة."],
    ["103", "103 دقائق."],
  ])("%s minutes in Arabic", (number, shown) => {
    expect(impact(number, "ar")).toContain(shown)
  })

  test("an abbreviation and a language without plurals have one form", () => {
    expect(
      [impact("1", "ru"), impact("5", "ru")].map((text) => /\d мин\./u.exec(text)?.[0]),
    ).toEqual(["1 мин.", "5 мин."])
    expect(impact("1", "zh")).toContain("1 分钟。")
  })

  test("a text may have a variant for a number and for each plural category", () => {
    const planted = withText(
      "NT-06",
      ".input {$casualties :value} .match $casualties 0 {{none}} one {{one: {$casualties}}} * {{many: {$casualties}}}",
    )
    const said = (casualties: string): string => {
      const rendering = render(exampleStatement("NT-06", { casualties }), "en", desk, planted)
      return rendering.ok ? rendering.text : rendering.detail
    }
    expect(["0", "1", "2", "UNKNOWN"].map(said)).toEqual([
      "none",
      "one: 1",
      "many: 2",
      "many: unknown",
    ])
  })
})

test("a reference without a serial is shown as its message id", () => {
  const said = exampleStatement("AK-04")
  const rendering = render(said, "en", { serialOf: () => undefined })
  expect(rendering.ok && rendering.text).toContain("01936d2e5c7a7c3f9b1e4d5a6f708192")
})

describe("[CAT10] an error refuses the text and gives the raw values", () => {
  const said = exampleStatement("TN-01", { level: "grave" })
  const raw = { code: "TN-01", params: { level: "grave" } }

  test.each([
    ["a variable that is no parameter", "DECLARE. {$mood :value}."],
    ["a parameter without its function", "DECLARE. {$level}."],
    ["a function of another kind", "DECLARE. {$level :number}."],
    ["an unknown function", "DECLARE. {$level :shout}."],
    ["broken syntax", "DECLARE. {$level :value."],
    ["markup", "DECLARE. {#b}{$level :value}{/b}."],
    ["no fallback", ".input {$level :value} .match $level normal {{DECLARE. x}}"],
  ])("%s", (_what, text) => {
    const rendering = render(said, "en", desk, withText("TN-01", text))
    expect(rendering).toMatchObject({ ok: false, code: "open/content", raw })
    expect(JSON.stringify(rendering)).not.toContain("text")
  })

  test("a language that lacks the text, or a word", () => {
    const { en } = catalogue.languages
    const empty = { ...en, texts: {} }
    const wordless = {
      ...en,
      words: { ...en.words, vocabularies: { ...en.words.vocabularies, TENSION: {} } },
    }
    for (const language of [empty, wordless]) {
      const poor = { ...catalogue, languages: { ...catalogue.languages, en: language } }
      expect(render(said, "en", desk, poor)).toMatchObject({ ok: false, raw })
    }
  })

  test("a statement inside a statement", () => {
    const superseding = exampleStatement("CR-02", { replacement: "TN-01 level=grave" })
    expect(textOf(superseding, "en")).toBe(
      "CORRECT. A1-0417 is superseded. In its place: DECLARE. Our tension level: grave.",
    )
    const rendering = render(superseding, "en", desk, withText("TN-01", "DECLARE. {$x :value}."))
    expect(rendering).toMatchObject({ ok: false, raw: { code: "CR-02" } })
  })

  test("a parameter that is missing", () => {
    expect(render({ code: "TN-01", params: {} }, "en", desk)).toMatchObject({
      ok: false,
      raw: { code: "TN-01", params: {} },
    })
  })
})

test("every text says whether it was reviewed", () => {
  for (const { code } of listTypes()) {
    expect(render(exampleStatement(code), "ru", desk)).toMatchObject({ review: "unreviewed" })
  }
})
