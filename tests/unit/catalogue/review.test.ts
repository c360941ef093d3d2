import { expect, test } from "vitest"

import { catalogue, catalogueHash, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import { isUsable, reviewMark, reviewOf } from "../../../shared/catalogue/review.ts"
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

test("[CAT15] any change of a type or a text changes the hash", () => {
  const first = catalogueHash()
  expect(first).toMatch(/^[0-9a-f]{64}$/u)
  expect(catalogueHash()).toBe(first)
  const changed: readonly Catalogue[] = [
    { ...catalogue, version: "1.1" },
    { ...catalogue, types: catalogue.types.slice(1) },
    { ...catalogue, types: catalogue.types.map((type) => ({ ...type, release: "one" as const })) },
    reviewedBut(),
    reviewedBut("NT-05"),
  ]
  expect(new Set([first, ...changed.map(catalogueHash)]).size).toBe(changed.length + 1)
})
