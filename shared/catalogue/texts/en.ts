// The English texts. Label and value, one thing a sentence, so that no value bends a word around it.

import { glossary } from "./en/glossary.ts"
import { handling } from "./en/handling.ts"
import { matters } from "./en/matters.ts"
import { words } from "./en/words.ts"
import type { LanguageTexts } from "./text.ts"

export const en: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "LINE",
    acknowledge: "ACKNOWLEDGE",
    notify: "NOTIFY",
    query: "QUERY",
    explain: "EXPLAIN",
    assure: "ASSURE",
    propose: "PROPOSE",
    decide: "DECIDE",
    correct: "CORRECT",
    declare: "DECLARE",
    warn: "WARN",
    translate: "TRANSLATE",
    orderwire: "ORDERWIRE",
  },
  texts: { ...handling, ...matters },
}
