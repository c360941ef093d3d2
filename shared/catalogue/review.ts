// Who may read which language. A live line uses only texts that both parties have reviewed; an exercise says that they are not.

import type { Catalogue } from "./catalogue.ts"
import { imprint } from "./texts/imprint.ts"
import type { Language, Review } from "./words.ts"

/** Of the catalogue in force by its imprint; of another one by its texts: reviewed only when all of them and the words are. */
export function reviewOf(language: Language, of?: Catalogue): Review {
  if (of === undefined) return imprint[language].review
  const { texts, words } = of.languages[language]
  const all = [words.review, ...Object.values(texts).map(({ review }) => review)]
  return all.every((review) => review === "reviewed") ? "reviewed" : "unreviewed"
}

/** Whether a line of this mode may use a language at all. */
export function isUsable(language: Language, mode: "exercise" | "live", of?: Catalogue): boolean {
  return mode === "exercise" || reviewOf(language, of) === "reviewed"
}

/** What a screen shows beside every text of an exercise line, until the texts are reviewed. */
export function reviewMark(language: Language, of?: Catalogue): string {
  return reviewOf(language, of) === "reviewed" ? "" : "UNREVIEWED"
}
