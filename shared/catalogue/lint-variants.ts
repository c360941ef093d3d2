// The variants of a text: each says every parameter, and is chosen by a word that the parameter can be, by an exact number, or
// by the plural categories of the language, all of them.

import type { Model } from "messageformat"

import type { LintRule } from "./finding.ts"
import { categoriesOf, isCategory } from "./plural.ts"
import type { Field, ParameterName, StatementType } from "./statement-type.ts"
import { fieldOf } from "./table.ts"
import { vocabularies } from "./vocabularies.ts"
import type { Language } from "./words.ts"

interface Variant {
  /** One for each selector; undefined is the one that takes all the rest. */
  readonly keys: readonly (string | undefined)[]
  readonly shown: ReadonlySet<string>
}

interface Lint {
  readonly language: Language
  readonly report: (rule: LintRule, detail: string) => void
}

const numbers: ReadonlySet<ParameterName> = new Set<ParameterName>([
  "DUR",
  "BRG",
  "ALT",
  "SPD",
  "COUNT",
])
const exact = /^(?:0|[1-9]\d*)$/u

export function lintVariants(type: StatementType, model: Model.Message, lint: Lint): void {
  const selectors = model.type === "select" ? model.selectors.map(({ name }) => name) : []
  const variants = variantsOf(model)
  for (const variant of variants) {
    for (const { name } of type.fields) {
      if (!variant.shown.has(name) && !isSaidBy(variant.keys[selectors.indexOf(name)])) {
        lint.report("missing-variable", name)
      }
    }
  }
  selectors.forEach((name, i) => {
    const field = fieldOf(type, name)
    const keys = variants.flatMap(({ keys: all }) => all[i] ?? [])
    if (field !== undefined) lintKeys(field, keys, lint)
  })
}

/** A reader of this variant knows the value without being shown it: it is the one word or number that chose the variant. */
function isSaidBy(key: string | undefined): boolean {
  return key !== undefined && !isCategory(key)
}

function lintKeys(field: Field, keys: readonly string[], { language, report }: Lint): void {
  if (!numbers.has(field.type)) {
    const possible = [...wordsOf(field), ...(field.special === undefined ? [] : [field.special])]
    const strange = keys.filter((key) => !possible.includes(key))
    for (const key of strange) report("variant", `${field.name} is never ${key}`)
    return
  }
  const named = keys.filter((key) => !exact.test(key) && key !== field.special)
  const categories = categoriesOf(language).filter((category) => category !== "other")
  const strange = named.filter((key) => !categories.some((category) => category === key))
  for (const key of strange) report("plural", `${field.name}: ${language} has no form ${key}`)
  if (named.length === 0) return
  const missing = categories.filter((category) => !named.includes(category))
  for (const key of missing) report("plural", `${field.name}: the form ${key} is missing`)
}

function wordsOf(field: Field): readonly string[] {
  return Object.entries(vocabularies).find(([name]) => name === field.type)?.[1] ?? []
}

function variantsOf(model: Model.Message): readonly Variant[] {
  if (model.type !== "select") return [{ keys: [], shown: variablesOf(model.pattern) }]
  return model.variants.map(({ keys, value }) => ({
    keys: keys.map((key) => (key.type === "*" ? undefined : key.value)),
    shown: variablesOf(value),
  }))
}

function variablesOf(pattern: Model.Pattern): ReadonlySet<string> {
  const names = pattern.flatMap((part) => {
    if (typeof part === "string" || part.type !== "expression") return []
    return part.arg?.type === "variable" ? [part.arg.name] : []
  })
  return new Set(names)
}
