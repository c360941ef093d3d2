// What a language must bring besides the texts of the statements: words of the vocabularies, units, field labels. And the
// joining of shown pieces, which keeps the direction of each piece from turning its neighbours round.

import { categoryOf } from "./plural.ts"
import type { SpecialWord } from "./value.ts"
import type { VocabularyName } from "./vocabularies.ts"

export const languages = ["en", "ar", "ru", "fr", "es", "zh"] as const
export type Language = (typeof languages)[number]

type Direction = "ltr" | "rtl"

/** What a number counts. `none` is for values that are no measure: said, not left out. */
export type Unit =
  | "none"
  | "UTC"
  | "minutes"
  | "degrees"
  | "degrees true"
  | "km"
  | "NM"
  | "metres"
  | "metres AMSL"
  | "km/h"

/**
 * What stands after a number: one word, or a form for each plural category of the language. Abbreviations have one form.
 */
export type UnitWord = string | PluralForms
type PluralForms = Readonly<
  Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }
>

/** Fixed pieces that formatters join with values. `stop` ends the speech act, `list` parts words, `label` ends a field's name. */
type Connector =
  | "stop"
  | "list"
  | "label"
  | "zone"
  | "circle"
  | "radius"
  | "polygon"
  | "uncertainty"
  | "field"
  | "reference"
  | "tree"
  | "quote"

/** Reviewed by both parties, with lawyers and linguists, or not yet. */
export type Review = "unreviewed" | "reviewed"

export interface Words {
  readonly language: Language
  readonly direction: Direction
  readonly review: Review
  readonly vocabularies: Readonly<Record<VocabularyName, Readonly<Record<string, string>>>>
  readonly special: Readonly<Record<SpecialWord, string>>
  readonly units: Readonly<Record<Exclude<Unit, "none">, UnitWord>>
  readonly connectors: Readonly<Record<Connector, string>>
  /** A field's name for people, by the field's name in the tables. */
  readonly labels: Readonly<Record<string, string>>
}

/** A value as people read it. `auto` is for text whose script nobody knows beforehand. */
export interface Shown {
  readonly text: string
  readonly direction: Direction | "auto"
}

/** Thrown by formatters where a language lacks a word; the renderer turns it into a refusal and raw values. */
export class CannotShow extends Error {
  override readonly name = "CannotShow"
}

export function wordOf(words: Words, vocabulary: VocabularyName, word: string): string {
  return worded(words.vocabularies[vocabulary][word], `${vocabulary} ${word}`)
}

export function labelOf(words: Words, field: string): string {
  return worded(words.labels[field], `label ${field}`)
}

/** The word for a unit after this number, in the form that the language wants there. */
export function unitOf(words: Words, unit: Exclude<Unit, "none">, number: number): string {
  const word = words.units[unit]
  if (typeof word === "string") return worded(word, `unit ${unit}`)
  return worded(word[categoryOf(words.language, number)] ?? word.other, `unit ${unit}`)
}

function worded(found: string | undefined, what: string): string {
  if (found === undefined || found === "") throw new CannotShow(`no word for ${what}`)
  return found
}

/** Latin digits, groups of three, a no-break space between: the same in every language. */
export function grouped(number: number): string {
  const digits = String(Math.abs(number))
  const groups = digits.replaceAll(/\B(?=(?:\d{3})+$)/gu, "\u{a0}")
  return number < 0 ? `-${groups}` : groups
}

/** Pieces in a row, each isolated where it does not run as the language does. Bare strings are the language's own. */
export function joined(words: Words, ...pieces: readonly (string | Shown)[]): Shown {
  const text = pieces.map((piece) => (typeof piece === "string" ? piece : isolated(words, piece)))
  return { text: text.join(""), direction: words.direction }
}

function isolated(words: Words, piece: Shown): string {
  if (piece.direction === words.direction) return piece.text
  const open = { ltr: "\u{2066}", rtl: "\u{2067}", auto: "\u{2068}" }[piece.direction]
  return `${open}${piece.text}\u{2069}`
}
