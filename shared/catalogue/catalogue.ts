// The catalogue in force, with every language. Desks that show two languages load those two by themselves (texts/) and know
// the whole by its hash (hash.ts).

import type { StatementType } from "./statement-type.ts"
import { catalogueVersion, listTypes } from "./table.ts"
import { ar } from "./texts/ar.ts"
import { en } from "./texts/en.ts"
import { es } from "./texts/es.ts"
import { fr } from "./texts/fr.ts"
import { ru } from "./texts/ru.ts"
import type { LanguageTexts } from "./texts/text.ts"
import { zh } from "./texts/zh.ts"
import type { Language } from "./words.ts"

export interface Catalogue {
  readonly version: string
  readonly types: readonly StatementType[]
  readonly languages: Readonly<Record<Language, LanguageTexts>>
}

export const catalogue: Catalogue = {
  version: catalogueVersion,
  types: listTypes(),
  languages: { en, ar, ru, fr, es, zh },
}
