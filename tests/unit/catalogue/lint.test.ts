import { describe, expect, test } from "vitest"

import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import type { LintRule } from "../../../shared/catalogue/finding.ts"
import { lintCatalogue } from "../../../shared/catalogue/lint.ts"
import type { Field, StatementType } from "../../../shared/catalogue/statement-type.ts"
import type { LanguageTexts } from "../../../shared/catalogue/texts/text.ts"
import type { Language } from "../../../shared/catalogue/words.ts"

function rules(of: Catalogue): readonly (readonly [LintRule, string])[] {
  return lintCatalogue(of).map(({ rule, where }) => [rule, where])
}

function withLanguage(language: Language, change: Partial<LanguageTexts>): Catalogue {
  const changed = { ...catalogue.languages[language], ...change }
  return { ...catalogue, languages: { ...catalogue.languages, [language]: changed } }
}

function withText(code: string, text: string, language: Language = "en"): Catalogue {
  const { texts } = catalogue.languages[language]
  const planted = { title: "x", text, review: "unreviewed" as const }
  return withLanguage(language, { texts: { ...texts, [code]: planted } })
}

function withType(
  code: string,
  change: (type: StatementType) => Partial<StatementType>,
): Catalogue {
  const types = catalogue.types.map((type) =>
    type.code === code ? { ...type, ...change(type) } : type,
  )
  return { ...catalogue, types }
}

const critical = (field: Field): Field => ({ ...field, critical: true })
const none = (field: Field): Field => ({ ...field, critical: false })

test("[CAT14] nothing is wrong with the catalogue in force", () => {
  expect(lintCatalogue()).toEqual([])
})

describe("[CAT14] a planted fault is found", () => {
  const level = "{$level :value}"
  const wordings: readonly (readonly [string, LintRule, string])[] = [
    ["a parameter left out", "missing-variable", "DECLARE. Our level."],
    ["a variable that is no parameter", "unused-variable", `DECLARE. ${level} {$x :value}.`],
    ["another function", "syntax", "DECLARE. {$level :string}."],
    ["broken syntax", "syntax", "DECLARE. {$level :value."],
    ["no speech act", "speech-act", `Our level: ${level}.`],
    ["another speech act", "speech-act", `NOTIFY. Our level: ${level}.`],
    ["intends to", "intends", `DECLARE. Our party intends to be: ${level}.`],
    ["a contraction", "contraction", `DECLARE. It isn't more than: ${level}.`],
    ["a curly contraction", "contraction", `DECLARE. We’ll stay: ${level}.`],
    ["may", "may", `DECLARE. It may be: ${level}.`],
  ]
  test.each(wordings)("%s", (_what, rule, text) => {
    expect(rules(withText("TN-01", text))).toContainEqual([rule, "TN-01"])
  })

  test("in one variant of several", () => {
    const text =
      ".input {$differing :value} .match $differing ALL-CORRECT {{ACKNOWLEDGE. Right.}} * {{ACKNOWLEDGE. {$ref :value}: {$differing}.}}"
    expect(rules(withText("AK-06", text))).toEqual([["missing-variable", "AK-06"]])
  })

  test.each([
    ["ru", "intends", "ЗАЯВЛЕНИЕ. Мы намерены: {$level :value}."],
    ["ru", "may", "ЗАЯВЛЕНИЕ. Это может быть: {$level :value}."],
    ["ar", "intends", "إعلان. نعتزم: {$level :value}."],
    ["ar", "may", "إعلان. قد يكون: {$level :value}."],
  ] as const)("in %s: %s", (language, rule, text) => {
    expect(rules(withText("TN-01", text, language))).toEqual([[rule, "TN-01"]])
  })

  test("a language without a text, and a text without a type", () => {
    const { "TN-01": gone, ...texts } = catalogue.languages.ar.texts
    expect(rules(withLanguage("ar", { texts }))).toEqual([["missing-language", "TN-01"]])
    if (gone === undefined) throw new Error("the text was there")
    const more = { ...catalogue.languages.ar.texts, "TN-09": gone }
    expect(rules(withLanguage("ar", { texts: more }))).toEqual([["unknown-code", "TN-09"]])
  })

  test("a missing unit, word, special word and label", () => {
    const { words } = catalogue.languages.ru
    const poorer = {
      ...words,
      units: { ...words.units, minutes: "" },
      special: { ...words.special, OPEN: "" },
      labels: { ...words.labels, until: "" },
      vocabularies: { ...words.vocabularies, TENSION: { normal: "x", watchful: "x", grave: "x" } },
    }
    expect(rules(withLanguage("ru", { words: poorer }))).toEqual([
      ["missing-word", "TENSION serious"],
      ["missing-word", "OPEN"],
      ["missing-word", "until"],
      ["missing-unit", "minutes"],
    ])
  })

  test("more than three critical fields where FLASH is allowed", () => {
    const planted = withType("NT-04", ({ fields }) => ({ fields: fields.map(critical) }))
    expect(rules(planted)).toEqual([["critical-fields", "NT-04"]])
  })

  test("more than seven critical fields anywhere", () => {
    const more: Field = {
      number: 8,
      name: "count",
      type: "COUNT",
      critical: true,
      special: undefined,
      most: undefined,
      example: undefined,
    }
    const planted = withType("NT-01", ({ fields }) => ({
      fields: [...fields.map(critical), more],
    }))
    expect(rules(planted)).toEqual([["critical-fields", "NT-01"]])
  })

  test("critical fields where nothing is read back, and none where something is", () => {
    expect(rules(withType("TN-01", ({ fields }) => ({ fields: fields.map(critical) })))).toEqual([
      ["critical-fields", "TN-01"],
    ])
    expect(rules(withType("PR-01", ({ fields }) => ({ fields: fields.map(none) })))).toEqual([
      ["critical-fields", "PR-01"],
    ])
  })

  test("more than ten parameters", () => {
    const planted = withType("NT-05", ({ fields }) => ({
      fields: [...fields, ...fields].map((field, i) => ({
        ...field,
        number: i + 1,
        critical: false,
      })),
    }))
    expect(rules(planted)).toContainEqual(["parameters", "NT-05"])
  })

  test("field numbers that do not rise", () => {
    const planted = withType("AK-05", ({ fields }) => ({ fields: fields.toReversed() }))
    expect(rules(planted)).toEqual([["field-numbers", "AK-05"]])
  })

  test("a type that binds and names no authority", () => {
    expect(rules(withType("AS-02", () => ({ leastAuthority: undefined })))).toEqual([
      ["authority", "AS-02"],
    ])
  })

  test("a usual precedence that is not allowed", () => {
    const precedences = { rule: "own", usual: "FLASH", allowed: ["ROUTINE"] } as const
    expect(rules(withType("TN-01", () => ({ precedences })))).toEqual([["precedence", "TN-01"]])
  })
})
