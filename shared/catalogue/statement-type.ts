// One row of the catalogue: what a code means to machines. The wording is in texts/, one file per language.

import type { Precedence } from "../records/names.ts"
import type { Level } from "../records/stage.ts"
import type { Code, SpecialWord } from "./value.ts"
import type { VocabularyName, wordLists } from "./vocabularies.ts"

/** The first thing a reader sees: what the sender does by saying this. One for each family. */
export type SpeechAct =
  | "line"
  | "acknowledge"
  | "notify"
  | "query"
  | "explain"
  | "assure"
  | "propose"
  | "decide"
  | "correct"
  | "declare"
  | "warn"
  | "translate"
  | "orderwire"

/** What a statement demands: read (R), read back (RB), an answer (AN), a decision (DEC), nothing (N). */
export type ResponseClass = "R" | "RB" | "AN" | "DEC" | "N"

/** Precedence of types that refer: the same as what they refer to, or at least that. */
export type Precedences =
  | { readonly rule: "own"; readonly usual: Precedence; readonly allowed: readonly Precedence[] }
  | { readonly rule: "same" }
  | { readonly rule: "at-least" }

/** Officers needed. `preauthorised`: one in FLASH where the charter lists the code, else two. */
type ReleaseRule = "one" | "two" | "preauthorised" | "inherited"

export type ParameterName =
  | Exclude<VocabularyName, "FACT" | "DOMAIN">
  | "DTG"
  | "WIN"
  | "DUR"
  | "POS"
  | "AREA"
  | "ROUTE"
  | "BRG"
  | "DST"
  | "ALT"
  | "SPD"
  | "COUNT"
  | "NAME"
  | "NAMES"
  | "TEXT"
  | "PROSE"
  | "SERIAL"
  | "REF"
  | "REFS"
  | "QUOTE"
  | "HEAD"
  | "FLD"
  | "AUTH"
  | "VALUES"
  | "STATEMENT"
  | keyof typeof wordLists

export interface Field {
  /** The same in every language and for ever: people say "field 6". */
  readonly number: number
  readonly name: string
  readonly type: ParameterName
  readonly critical: boolean
  readonly special: SpecialWord | undefined
  /** The longest text, for TEXT and PROSE only. */
  readonly most: number | undefined
  /** Where the example of the parameter type would make no sense here. */
  readonly example: string | undefined
}

export interface StatementType {
  readonly code: Code
  readonly act: SpeechAct
  readonly response: ResponseClass
  readonly precedences: Precedences
  readonly release: ReleaseRule
  /** Where an AUTH is mandatory: the least level that may stand behind it. */
  readonly leastAuthority: Level | undefined
  /** Codes by which the other side answers (`answered`); empty where nothing is to be answered. */
  readonly answers: readonly Code[]
  readonly fields: readonly Field[]
}

/** What a table row writes down for one field; the number is its place. */
type FieldRow = readonly [
  name: string,
  type: ParameterName,
  more?: {
    readonly critical?: true
    readonly special?: SpecialWord
    readonly most?: number
    readonly example?: string
  },
]

type StatementRow = Omit<StatementType, "fields" | "answers" | "leastAuthority"> & {
  readonly fields: readonly FieldRow[]
  readonly answers?: readonly Code[]
  readonly leastAuthority?: Level
}

/** A row of a family's table, completed: nothing absent, fields numbered from 1. */
export function statementType(row: StatementRow): StatementType {
  return {
    ...row,
    answers: row.answers ?? [],
    leastAuthority: row.leastAuthority,
    fields: row.fields.map(([name, type, more], i) => ({
      number: i + 1,
      name,
      type,
      critical: more?.critical ?? false,
      special: more?.special,
      most: more?.most,
      example: more?.example,
    })),
  }
}
