// What one language holds: a title and a text for every code, the speech acts, and the words that values are shown with.

import type { Glossary } from "../glossary.ts"
import type { SpeechAct } from "../statement-type.ts"
import type { Review, Words } from "../words.ts"

export interface StatementText {
  readonly title: string
  /** MessageFormat 2. Every parameter stands in it as `{$name :value}`. */
  readonly text: string
  readonly review: Review
}

export interface LanguageTexts {
  readonly acts: Readonly<Record<SpeechAct, string>>
  readonly texts: Readonly<Record<string, StatementText>>
  readonly words: Words
  readonly glossary: Glossary
}

/** A text that the parties have not reviewed: good for exercise lines, refused on live ones. */
export function unreviewed(title: string, ...sentences: readonly string[]): StatementText {
  return { title, text: sentences.join(" "), review: "unreviewed" }
}
