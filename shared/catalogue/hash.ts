// The hash by which a charter names the catalogue. It is made of one digest for each language, so that a desk knows the hash of
// the whole without carrying the texts that it does not show.

import { digest, type DigestTag } from "../crypto/digest.ts"
import { compareText, hexOf } from "../encoding/bytes.ts"
import { encodeItem } from "../encoding/cbor.ts"
import type { Item } from "../encoding/item.ts"
import { branded } from "../encoding/schema.ts"
import type { Hash } from "../records/names.ts"
import type { Catalogue } from "./catalogue.ts"
import { catalogueVersion, listTypes } from "./table.ts"
import { imprint } from "./texts/imprint.ts"
import type { LanguageTexts } from "./texts/text.ts"
import { vocabularies } from "./vocabularies.ts"
import { languages, type Language } from "./words.ts"

/** One wording, one hash: every type, every vocabulary, every text and word in every language. */
export function catalogueHash(of?: Catalogue): Hash {
  const digests = languages.map((language) => [
    language,
    of === undefined ? imprint[language].digest : digestOf(language, of.languages[language]),
  ])
  const types = plain(of?.types ?? listTypes())
  const version = of?.version ?? catalogueVersion
  return hashed("parley/v1/catalogue", [version, types, plain(vocabularies), digests])
}

/** The digest of all that one language says; a desk that has loaded texts compares it with the imprint. */
export function digestOf(language: Language, texts: LanguageTexts): Hash {
  return hashed("parley/v1/language", [language, plain(texts)])
}

function hashed(tag: DigestTag, item: Item): Hash {
  return branded<Hash>(hexOf(digest(tag, encodeItem(item))))
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
