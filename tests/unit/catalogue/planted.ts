// The catalogue in force with one fault planted in a copy, and what the lint says of it.

import { catalogue, type Catalogue } from "../../../shared/catalogue/catalogue.ts"
import type { LintRule } from "../../../shared/catalogue/finding.ts"
import { lintCatalogue } from "../../../shared/catalogue/lint.ts"
import type { StatementType } from "../../../shared/catalogue/statement-type.ts"
import type { LanguageTexts } from "../../../shared/catalogue/texts/text.ts"
import type { Language } from "../../../shared/catalogue/words.ts"

export function rules(of: Catalogue): readonly (readonly [LintRule, string])[] {
  return lintCatalogue(of).map(({ rule, where }) => [rule, where])
}

export function withLanguage(language: Language, change: Partial<LanguageTexts>): Catalogue {
  const changed = { ...catalogue.languages[language], ...change }
  return { ...catalogue, languages: { ...catalogue.languages, [language]: changed } }
}

export function withText(code: string, text: string, language: Language = "en"): Catalogue {
  const { texts } = catalogue.languages[language]
  const planted = { title: "", text, review: "unreviewed" as const }
  return withLanguage(language, { texts: { ...texts, [code]: planted } })
}

export function withType(
  code: string,
  change: (type: StatementType) => Partial<StatementType>,
): Catalogue {
  const types = catalogue.types.map((type) =>
    type.code === code ? { ...type, ...change(type) } : type,
  )
  return { ...catalogue, types }
}
