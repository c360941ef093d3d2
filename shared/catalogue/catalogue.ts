// The catalogue in force: types and texts together, and the hash by which a charter names them.

import { digest } from "../crypto/digest.ts"
import { compareText, hexOf } from "../encoding/bytes.ts"
import { encodeItem } from "../encoding/cbor.ts"
import type { Item } from "../encoding/item.ts"
import { branded } from "../encoding/schema.ts"
import type { Hash } from "../records/names.ts"
import type { StatementType } from "./statement-type.ts"
import { catalogueVersion, listTypes } from "./table.ts"
import { ar } from "./texts/ar.ts"
import { en } from "./texts/en.ts"
import { ru } from "./texts/ru.ts"
import type { LanguageTexts } from "./texts/text.ts"
import { vocabularies } from "./vocabularies.ts"
import type { Language } from "./words.ts"

export interface Catalogue {
  readonly version: string
  readonly types: readonly StatementType[]
  readonly languages: Readonly<Record<Language, LanguageTexts>>
}

export const catalogue: Catalogue = {
  version: catalogueVersion,
  types: listTypes(),
  languages: { en, ar, ru },
}

/** One wording, one hash: every type, every vocabulary, every text and word in every language. */
export function catalogueHash(of: Catalogue = catalogue): Hash {
  const bytes = encodeItem([of.version, plain(of.types), plain(vocabularies), plain(of.languages)])
  return branded<Hash>(hexOf(digest("parley/v1/catalogue", bytes)))
}

/** Objects as arrays of name and value in order of names; absent and boolean values as numbers. */
function plain(value: unknown): Item {
  if (typeof value === "string" || typeof value === "number") return value
  if (typeof value === "boolean") return value ? 1 : 0
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value)
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([name, inner]) => [name, plain(inner)])
}
