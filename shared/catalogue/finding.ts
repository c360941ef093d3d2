// What a rule of the codebook found wrong with a catalogue.

import type { Language } from "./words.ts"

export type LintRule =
  | "missing-language"
  | "unknown-code"
  | "syntax"
  | "missing-variable"
  | "unused-variable"
  | "speech-act"
  | "intends"
  | "contraction"
  | "may"
  | "missing-word"
  | "missing-unit"
  | "critical-fields"
  | "parameters"
  | "field-numbers"
  | "authority"
  | "precedence"
  | "variant"
  | "plural"
  | "digits"
  | "look-alike"
  | "same-text"
  | "same-word"

export interface Finding {
  readonly rule: LintRule
  /** A code, or the name of a vocabulary, unit or label. */
  readonly where: string
  readonly language: Language | undefined
  readonly detail: string
}
