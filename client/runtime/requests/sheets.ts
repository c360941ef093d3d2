// The catalogue as a form needs it: each type with its fields, their words in the reader's language, and what may be typed.

import { catalogue } from "../../../shared/catalogue/catalogue.ts"
import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { parameterOf } from "../../../shared/catalogue/parameters/parameter-of.ts"
import type { Field, StatementType } from "../../../shared/catalogue/statement-type.ts"
import {
  vocabularies,
  wordLists,
  type VocabularyName,
} from "../../../shared/catalogue/vocabularies.ts"
import { languages, type Language, type Words } from "../../../shared/catalogue/words.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import { precedences } from "../../../shared/records/names.ts"
import type { DeskWork } from "./desk-work.ts"
import type { CatalogueForm, FieldSheet, TypeSheet } from "./screen-forms.ts"

export function sheets({ parts }: DeskWork, asked: { readonly language: string }): CatalogueForm {
  const language = languages.find((known) => known === asked.language) ?? "en"
  const charter = currentCharter(parts.union.state)
  const hash = catalogueHash()
  const preauthorised = charter.preauthorised[parts.identity.side]
  return {
    version: catalogue.version,
    hash,
    isAgreed: charter.catalogue.hash === hash,
    types: catalogue.types.map((type) => sheetOf(type, language, preauthorised)),
  }
}

function sheetOf(
  type: StatementType,
  language: Language,
  preauthorised: readonly string[],
): TypeSheet {
  const { code, act, response, precedences: rule, answers, fields } = type
  const { words, texts } = catalogue.languages[language]
  return {
    code,
    act: catalogue.languages[language].acts[act],
    response,
    title: texts[code]?.title ?? code,
    titles: Object.fromEntries(
      languages.map((each) => [each, catalogue.languages[each].texts[code]?.title ?? code]),
    ),
    usual: rule.rule === "own" ? rule.usual : null,
    allowed: rule.rule === "own" ? [...rule.allowed] : [...precedences],
    preauthorised: preauthorised.includes(code),
    answers: [...answers],
    fields: fields.map((field) => fieldSheet(field, words)),
  }
}

function fieldSheet(field: Field, words: Words): FieldSheet {
  const { unit, form, example } = parameterOf(field)
  const { special } = field
  return {
    number: field.number,
    name: field.name,
    label: words.labels[field.name] ?? field.name,
    type: field.type,
    unit: unit === "none" ? null : unitLabel(words, unit),
    critical: field.critical,
    form,
    example: field.example ?? example,
    special: special === undefined ? null : { word: special, text: words.special[special] },
    options: optionsOf(field.type, words),
    isMany: isList(field.type),
  }
}

/** Beside a field no number stands yet: the form that most numbers take. */
function unitLabel({ units }: Words, unit: keyof Words["units"]): string {
  const word = units[unit]
  return typeof word === "string" ? word : word.other
}

function optionsOf(type: Field["type"], words: Words): FieldSheet["options"] {
  const name = vocabularyNamed(type)
  if (name === undefined) return null
  return vocabularies[name].map((word) => ({ word, text: words.vocabularies[name][word] ?? word }))
}

function vocabularyNamed(type: Field["type"]): VocabularyName | undefined {
  if (isList(type)) return wordLists[type]
  return isVocabulary(type) ? type : undefined
}

function isList(type: Field["type"]): type is keyof typeof wordLists {
  return Object.hasOwn(wordLists, type)
}

function isVocabulary(type: Field["type"]): type is Field["type"] & VocabularyName {
  return Object.hasOwn(vocabularies, type)
}
