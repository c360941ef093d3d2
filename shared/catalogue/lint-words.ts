// Everything that a language says, statement by statement and word by word: nothing missing, nothing said twice with one meaning
// lost, no character from elsewhere.

import { isStrangeDigit, strangersIn } from "./alphabet.ts"
import type { Catalogue } from "./catalogue.ts"
import type { Finding, LintRule } from "./finding.ts"
import { terms } from "./glossary.ts"
import { wordingsOf } from "./lint-text.ts"
import { parameterOf } from "./parameters/parameter-of.ts"
import { categoriesOf } from "./plural.ts"
import type { LanguageTexts } from "./texts/text.ts"
import { vocabularies } from "./vocabularies.ts"
import type { Language, UnitWord } from "./words.ts"

type Report = (rule: LintRule, where: string, detail: string) => void
type Sayings = readonly (readonly [where: string, wording: string])[]

export function lintWords(of: Catalogue, language: Language): readonly Finding[] {
  const texts = of.languages[language]
  const findings: Finding[] = []
  const report: Report = (rule, where, detail) => {
    findings.push({ rule, where, language, detail })
  }
  const fields = of.types.flatMap((type) => type.fields)
  lintMissing(texts, new Set(fields.map(({ name }) => name)), report)
  for (const unit of new Set(fields.map((field) => parameterOf(field).unit))) {
    if (unit !== "none") lintUnit(unit, texts.words.units[unit], { language, report })
  }
  lintCharacters(sayingsOf(texts), language, report)
  lintSameTexts(texts, report)
  lintSameWords(of, texts, report)
  return findings
}

/** Every word and label that some value could be shown with, and every term of the glossary. */
function lintMissing(
  { words, glossary }: LanguageTexts,
  names: ReadonlySet<string>,
  report: Report,
): void {
  const need = (where: string, word: string | undefined): void => {
    if (word === undefined || word === "") report("missing-word", where, "no word for it")
  }
  for (const [name, list] of Object.entries(vocabularies)) {
    const known: Readonly<Record<string, Readonly<Record<string, string>>>> = words.vocabularies
    for (const word of list) need(`${name} ${word}`, known[name]?.[word])
  }
  for (const [name, word] of Object.entries({ ...words.special, ...words.connectors })) {
    need(name, word)
  }
  for (const name of names) need(name, words.labels[name])
  for (const term of terms) need(term, glossary.terms[term])
}

function lintUnit(
  unit: string,
  word: UnitWord | undefined,
  { language, report }: { readonly language: Language; readonly report: Report },
): void {
  if (word === undefined || word === "") report("missing-unit", unit, "no word for it")
  if (word === undefined || typeof word === "string") return
  const wanted = categoriesOf(language)
  for (const category of wanted) {
    if ((word[category] ?? "") === "") report("plural", unit, `the form ${category} is missing`)
  }
  for (const form of Object.keys(word)) {
    if (!wanted.some((category) => category === form)) {
      report("plural", unit, `${language} has no form ${form}`)
    }
  }
}

function lintCharacters(sayings: Sayings, language: Language, report: Report): void {
  for (const [where, wording] of sayings) {
    for (const character of strangersIn(wording, language)) {
      const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")
      const rule = isStrangeDigit(character) ? "digits" : "look-alike"
      report(rule, where, `${character} (U+${number}) in "${wording}"`)
    }
  }
}

/** All fixed words of a language, with the name of the place where each stands. */
function sayingsOf({ acts, texts, words, glossary }: LanguageTexts): Sayings {
  const { vocabularies: lists, special, units, connectors, labels } = words
  return [
    ...Object.entries(texts).flatMap(([code, { title, text }]) =>
      [title, ...wordingsOf(text)].map((wording) => [code, wording] as const),
    ),
    ...Object.entries(units).flatMap(([unit, word]) =>
      (typeof word === "string" ? [word] : Object.values(word)).map(
        (form) => [unit, form] as const,
      ),
    ),
    ...Object.values({ ...lists, ...glossary }).flatMap((list) => Object.entries(list)),
    ...[acts, special, connectors, labels].flatMap((list) => Object.entries(list)),
  ]
}

/** Two codes with one text, or one title, cannot be told apart by who reads only that. */
function lintSameTexts({ texts }: LanguageTexts, report: Report): void {
  const codes = Object.entries(texts)
  for (const part of ["title", "text"] as const) {
    const said = codes.map(([code, text]) => [code, text[part]] as const)
    for (const [code, other] of twins(said)) report("same-text", code, `${part} as ${other}`)
  }
}

/** Two words of one list, two terms, or two labels of one type. */
function lintSameWords(of: Catalogue, { words, glossary }: LanguageTexts, report: Report): void {
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...words.vocabularies,
    ...glossary,
  }
  for (const [name, list] of Object.entries(lists)) {
    for (const [word, other] of twins(Object.entries(list))) {
      report("same-word", `${name} ${word}`, `as ${other}`)
    }
  }
  for (const { code, fields } of of.types) {
    const labels = fields.map(({ name }) => [name, words.labels[name] ?? name] as const)
    for (const [name, other] of twins(labels)) report("same-word", `${code} ${name}`, `as ${other}`)
  }
}

/** Each name whose wording an earlier name has already, with that earlier name. */
function twins(sayings: Sayings): readonly (readonly [name: string, earlier: string])[] {
  return sayings.flatMap(([name, wording], i) => {
    const earlier = sayings.slice(0, i).find(([, other]) => other === wording && other !== "")
    return earlier === undefined ? [] : [[name, earlier[0]] as const]
  })
}
