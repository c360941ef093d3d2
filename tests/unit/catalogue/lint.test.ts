import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import type { LintRule } from "../../../shared/catalogue/finding.ts"
import { lintCatalogue } from "../../../shared/catalogue/lint.ts"
import type { Field } from "../../../shared/catalogue/statement-type.ts"
import type { Language } from "../../../shared/catalogue/words.ts"
import { rules, withLanguage, withText, withType } from "./planted.ts"

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
    expect(rules(withLanguage("ar", { texts: more }))).toContainEqual(["unknown-code", "TN-09"])
  })

  test.each([
    ["fr", "intends", "DÉCLARATION. Nous avons l’intention de rester à : {$level :value}."],
    ["fr", "may", "DÉCLARATION. Notre niveau peut être : {$level :value}."],
    ["es", "intends", "DECLARACIÓN. Tenemos la intención de seguir en: {$level :value}."],
    ["es", "may", "DECLARACIÓN. Podría ser: {$level :value}."],
    ["zh", "intends", "宣告。我方打算保持：{$level :value}。"],
    ["zh", "may", "宣告。我方可能为：{$level :value}。"],
    ["zh", "speech-act", "宣告：{$level :value}。"],
  ] as const)("in %s: %s", (language, rule, text) => {
    expect(rules(withText("TN-01", text, language))).toEqual([[rule, "TN-01"]])
  })

  const byNumber = (language: Language, ...keys: readonly string[]): Catalogue => {
    const { text } = present(catalogue.languages[language].texts["NT-06"], "it is there")
    const shown = text.replace("{$casualties :value}", "{$casualties}")
    const variants = keys.map((key) => `${key} {{${shown}}}`).join(" ")
    return withText("NT-06", `.input {$casualties :value} .match $casualties ${variants}`, language)
  }

  test("[CAT25] the plural categories of a language, and exact numbers, are no fault", () => {
    expect(rules(byNumber("en", "one", "*"))).toEqual([])
    expect(rules(byNumber("en", "0", "UNKNOWN", "*"))).toEqual([])
    expect(rules(byNumber("ru", "one", "few", "many", "*"))).toEqual([])
    expect(rules(byNumber("ar", "zero", "one", "two", "few", "many", "*"))).toEqual([])
  })

  test.each([
    ["en", ["one", "few", "*"]],
    ["ru", ["one", "few", "*"]],
    ["ar", ["zero", "one", "two", "few", "*"]],
    ["fr", ["one", "*"]],
    ["zh", ["one", "*"]],
    ["en", ["ALL", "one", "*"]],
  ] as const)("[CAT25] plural categories that are not those of %s: %s", (language, keys) => {
    expect(rules(byNumber(language, ...keys))).toEqual([["plural", "NT-06"]])
  })

  test("a variant for a word that the parameter never is", () => {
    const text =
      ".input {$level :value} .match $level calm {{DECLARE. Calm.}} * {{DECLARE. {$level}.}}"
    expect(rules(withText("TN-01", text))).toEqual([["variant", "TN-01"]])
  })

  test("a variant for all the rest that does not say which", () => {
    const text =
      ".input {$level :value} .match $level grave {{DECLARE. Grave.}} * {{DECLARE. Calm.}}"
    expect(rules(withText("TN-01", text))).toEqual([["missing-variable", "TN-01"]])
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
    expect(rules(planted)).toContainEqual(["critical-fields", "NT-01"])
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
