import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import type { LanguageTexts } from "../../../shared/catalogue/texts/text.ts"
import { languages, type Words } from "../../../shared/catalogue/words.ts"
import { rules, withLanguage, withText } from "./planted.ts"

describe("[CAT14] a planted fault is found", () => {
  test.each([
    ["en", "DECLARE. Our level with a Cyrillic \u{430}: {$level :value}."],
    ["en", "DECLARE. Our level \u{2018}is\u{2019}: {$level :value}."],
    ["ru", "ЗАЯВЛЕНИЕ. Наш ypoвень: {$level :value}."],
    ["ar", "إعلان. مستو\u{6cc}: {$level :value}."],
    ["ar", "إعلان. مستـوى: {$level :value}."],
    ["zh", "宣告。我方\u{2f08}：{$level :value}。"],
    ["es", "DECLARACIÓN. Nuestro nivel e\u{301}l: {$level :value}."],
    ["fr", "DÉCLARATION. Notre niveau\u{200b} : {$level :value}."],
  ] as const)("[CAT24] a look-alike in %s", (language, text) => {
    const found = rules(withText("TN-01", text, language))
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(String))).toEqual(new Set(["look-alike,TN-01"]))
  })

  test.each([
    ["ar", "إعلان. في ٥ مستويات: {$level :value}."],
    ["zh", "宣告。共５级：{$level :value}。"],
    ["en", "DECLARE. More than ½: {$level :value}."],
  ] as const)("[CAT24] a digit that is not Latin, in %s", (language, text) => {
    expect(rules(withText("TN-01", text, language))).toEqual([["digits", "TN-01"]])
  })

  test("[CAT24] a look-alike in a word, a title, a label and a term of the glossary", () => {
    const { words, glossary, texts } = catalogue.languages.ru
    const lookAlike = "Пoст"
    const planted: readonly Partial<LanguageTexts>[] = [
      { words: { ...words, labels: { ...words.labels, until: lookAlike } } },
      { words: { ...words, special: { ...words.special, OPEN: lookAlike } } },
      { glossary: { ...glossary, terms: { ...glossary.terms, desk: lookAlike } } },
      {
        texts: {
          ...texts,
          "TN-01": { ...present(texts["TN-01"], "it is there"), title: lookAlike },
        },
      },
    ]
    expect(planted.flatMap((change) => rules(withLanguage("ru", change)))).toEqual([
      ["look-alike", "until"],
      ["look-alike", "OPEN"],
      ["look-alike", "desk"],
      ["look-alike", "TN-01"],
    ])
  })

  test("[CAT25] a unit without a form, or with one that the language does not have", () => {
    const planted = (units: Partial<Words["units"]>): Catalogue => {
      const { words } = catalogue.languages.ru
      return withLanguage("ru", { words: { ...words, units: { ...words.units, ...units } } })
    }
    const forms = { one: "час", few: "часа", many: "часов", other: "часа" }
    expect(rules(planted({ minutes: forms }))).toEqual([])
    expect(rules(planted({ minutes: { one: "час", few: "часа", other: "часа" } }))).toEqual([
      ["plural", "minutes"],
    ])
    expect(rules(planted({ minutes: { ...forms, two: "часа" } }))).toEqual([["plural", "minutes"]])
  })

  test.each(languages)("two types with one text, or one title, in %s", (language) => {
    const { texts } = catalogue.languages[language]
    const ours = present(texts["AK-04"], "it is there")
    const text = (change: object): Partial<LanguageTexts> => ({
      texts: { ...texts, "EX-03": { ...present(texts["EX-03"], "it is there"), ...change } },
    })
    expect(rules(withLanguage(language, text({ title: ours.title })))).toEqual([
      ["same-text", "EX-03"],
    ])
    expect(rules(withLanguage(language, text({ text: ours.text })))).toContainEqual([
      "same-text",
      "EX-03",
    ])
  })

  test("two words of one list, two terms, and two labels of one type that read the same", () => {
    const { words, glossary } = catalogue.languages.es
    const lists = words.vocabularies
    const planted: readonly Partial<LanguageTexts>[] = [
      {
        words: { ...words, vocabularies: { ...lists, DOMAIN: { ...lists.DOMAIN, sea: "tierra" } } },
      },
      { glossary: { ...glossary, terms: { ...glossary.terms, watch: "Puesto" } } },
      { words: { ...words, labels: { ...words.labels, launchArea: "Zona de impacto" } } },
    ]
    expect(planted.flatMap((change) => rules(withLanguage("es", change)))).toEqual([
      ["same-word", "DOMAIN sea"],
      ["same-word", "terms watch"],
      ["same-word", "NT-01 impactArea"],
    ])
  })

  test("a missing term of the glossary", () => {
    const { glossary } = catalogue.languages.zh
    const poorer = { ...glossary, terms: { ...glossary.terms, release: "" } }
    expect(rules(withLanguage("zh", { glossary: poorer }))).toEqual([["missing-word", "release"]])
  })

  test("a missing unit, word, special word and label", () => {
    const { words } = catalogue.languages.ru
    const poorer = {
      ...words,
      units: { ...words.units, minutes: "" },
      special: { ...words.special, OPEN: "" },
      labels: { ...words.labels, until: "" },
      vocabularies: { ...words.vocabularies, TENSION: { normal: "а", watchful: "б", grave: "в" } },
    }
    expect(rules(withLanguage("ru", { words: poorer }))).toEqual([
      ["missing-word", "TENSION serious"],
      ["missing-word", "OPEN"],
      ["missing-word", "until"],
      ["missing-unit", "minutes"],
    ])
  })
})
