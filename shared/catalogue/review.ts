// Who may read which language. A live line uses only texts that both parties have reviewed; an exercise says that they are not.

import { catalogue, type Catalogue } from "./catalogue.ts"
import type { Language, Review } from "./words.ts"

/** Reviewed only when every text and the words of the language are. */
export function reviewOf(language: Language, of: Catalogue = catalogue): Review {
  const { texts, words } = of.languages[language]
  const all = [words.review, ...Object.values(texts).map(({ review }) => review)]
  return all.every((review) => review === "reviewed") ? "reviewed" : "unreviewed"
}

/** Whether a line of this mode may use a language at all. */
export function isUsable(
  language: Language,
  mode: "exercise" | "live",
  of: Catalogue = catalogue,
): boolean {
  return mode === "exercise" || reviewOf(language, of) === "reviewed"
}

/** What a screen shows beside every text of an exercise line, until the texts are reviewed. */
export function reviewMark(language: Language, of: Catalogue = catalogue): string {
  return reviewOf(language, of) === "reviewed" ? "" : "UNREVIEWED"
}
