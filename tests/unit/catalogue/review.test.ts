import { expect, test } from "vitest"

import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import { terms } from "../../../shared/catalogue/glossary.ts"
import { catalogueHash, digestOf } from "../../../shared/catalogue/hash.ts"
import { isUsable, reviewMark, reviewOf } from "../../../shared/catalogue/review.ts"
import { imprint } from "../../../shared/catalogue/texts/imprint.ts"
import { languages } from "../../../shared/catalogue/words.ts"

/** The catalogue with every English text reviewed, but for those named. */
function reviewedBut(...codes: readonly string[]): Catalogue {
  const { en } = catalogue.languages
  const texts = Object.fromEntries(
    Object.entries(en.texts).map(([code, text]) => [
      code,
      { ...text, review: codes.includes(code) ? ("unreviewed" as const) : ("reviewed" as const) },
    ]),
  )
  const words = { ...en.words, review: "reviewed" as const }
  return { ...catalogue, languages: { ...catalogue.languages, en: { ...en, texts, words } } }
}

test("[CAT21] a live line uses no language that is not reviewed; an exercise says so", () => {
  for (const language of languages) {
    expect(isUsable(language, "live")).toBe(false)
    expect(isUsable(language, "exercise")).toBe(true)
    expect(reviewMark(language)).toBe("UNREVIEWED")
  }
})

test("[CAT21] one text that is not reviewed keeps its language off live lines", () => {
  expect(reviewOf("en", reviewedBut())).toBe("reviewed")
  expect(isUsable("en", "live", reviewedBut())).toBe(true)
  expect(reviewMark("en", reviewedBut())).toBe("")
  expect(isUsable("en", "live", reviewedBut("NT-05"))).toBe(false)
})

test.each(languages)("[CAT27] the imprint of %s is that of its texts", (language) => {
  expect(imprint[language]).toEqual({
    digest: digestOf(language, catalogue.languages[language]),
    review: reviewOf(language, catalogue),
  })
})

test("[CAT27] the hash of the catalogue in force is known without its texts", () => {
  expect(catalogueHash()).toBe(catalogueHash(catalogue))
})

test("[CAT26] the glossary is part of what is hashed", () => {
  const { fr } = catalogue.languages
  const glossary = { ...fr.glossary, terms: { ...fr.glossary.terms, watch: "Quart" } }
  const changed = { ...catalogue, languages: { ...catalogue.languages, fr: { ...fr, glossary } } }
  expect(catalogueHash(changed)).not.toBe(catalogueHash())
})

test("[CAT26] it has twenty terms, in every language twenty different ones", () => {
  expect(terms).toHaveLength(20)
  for (const language of languages) {
    const { glossary } = catalogue.languages[language]
    expect(new Set(Object.values(glossary.terms)).size).toBe(20)
    expect(Object.keys(glossary.terms).toSorted()).toEqual(terms.toSorted())
  }
})

test("[CAT15] any change of a type or a text changes the hash", () => {
  const first = catalogueHash()
  expect(first).toMatch(/^[0-9a-f]{64}$/u)
  expect(catalogueHash()).toBe(first)
  const changed: readonly Catalogue[] = [
    { ...catalogue, version: "1.0" },
    { ...catalogue, types: catalogue.types.slice(1) },
    { ...catalogue, types: catalogue.types.map((type) => ({ ...type, release: "one" as const })) },
    reviewedBut(),
    reviewedBut("NT-05"),
  ]
  expect(new Set([first, ...changed.map(catalogueHash)]).size).toBe(changed.length + 1)
})
