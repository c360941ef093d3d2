// The characters that each language is written with here, one by one. What looks like one of them and is another, a Cyrillic
// "а" in an English word or a Persian "ی" in an Arabic one, is found by not being in the list.

import type { Language } from "./words.ts"

const letters: Readonly<Record<Language, RegExp>> = {
  en: /[A-Za-z]/gu,
  ar: /[\u{621}-\u{63a}\u{641}-\u{652}،؛؟]/gu,
  ru: /[А-Яа-яЁё]/gu,
  fr: /[A-Za-zÀÂÆÇÈÉÊËÎÏÔŒÙÛÜàâæçèéêëîïôœùûü’\u{a0}]/gu,
  es: /[A-Za-zÁÉÍÑÓÚÜáéíñóúü¿¡]/gu,
  zh: /[\u{4e00}-\u{9fff}，。：；、？！（）]/gu,
}

/** Names that are the same in every script: the time scale, and the two parties of a charter. */
const names = /(?<![A-Za-z])(?:UTC|A|B)(?![A-Za-z])/gu
/** `…` stands where a lint has taken a parameter out. */
const common = /[ .,:;?!()/"'…–-]/gu
const latinDigit = /[0-9]/gu
const digit = /\p{N}/u

/** Each character of a wording that does not belong to the language, once, in the order of the wording. */
export function strangersIn(wording: string, language: Language): readonly string[] {
  const left = wording
    .replaceAll(names, "")
    .replaceAll(letters[language], "")
    .replaceAll(common, "")
    .replaceAll(latinDigit, "")
  return [...new Set(left)]
}

/** A digit of another script, a fraction, a Roman numeral in one character. */
export function isStrangeDigit(character: string): boolean {
  return digit.test(character)
}
