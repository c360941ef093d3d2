// The French texts. Label and value, one thing a sentence: no value needs an article or an agreement of its own.

import { glossary } from "./fr/glossary.ts"
import { handling } from "./fr/handling.ts"
import { matters } from "./fr/matters.ts"
import { words } from "./fr/words.ts"
import type { LanguageTexts } from "./text.ts"

export const fr: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "LIGNE",
    acknowledge: "ACCUSÉ DE RÉCEPTION",
    notify: "NOTIFICATION",
    query: "QUESTION",
    explain: "EXPLICATION",
    assure: "ASSURANCE",
    propose: "PROPOSITION",
    decide: "DÉCISION",
    correct: "RECTIFICATION",
    declare: "DÉCLARATION",
    warn: "AVERTISSEMENT",
    translate: "TRADUCTION",
    orderwire: "SERVICE",
  },
  texts: { ...handling, ...matters },
}
