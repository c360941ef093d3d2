// The plural categories of the languages, by the rules that the runtime has from CLDR: which form a whole number asks for.

import type { Language } from "./words.ts"

const rules: Readonly<Record<Language, Intl.PluralRules>> = {
  en: new Intl.PluralRules("en"),
  ar: new Intl.PluralRules("ar"),
  ru: new Intl.PluralRules("ru"),
  fr: new Intl.PluralRules("fr"),
  es: new Intl.PluralRules("es"),
  zh: new Intl.PluralRules("zh"),
}

export function categoryOf(language: Language, number: number): Intl.LDMLPluralRule {
  return rules[language].select(number)
}

/** Every category that some number of the language has; `other` is always among them. */
export function categoriesOf(language: Language): readonly Intl.LDMLPluralRule[] {
  return rules[language].resolvedOptions().pluralCategories
}

const all: readonly string[] = ["zero", "one", "two", "few", "many", "other"]

export function isCategory(key: string): key is Intl.LDMLPluralRule {
  return all.includes(key)
}
