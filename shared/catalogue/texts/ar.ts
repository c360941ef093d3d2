// The Arabic texts. Label and value, one thing a sentence; the renderer isolates every value that runs the other way.

import { glossary } from "./ar/glossary.ts"
import { handling } from "./ar/handling.ts"
import { matters } from "./ar/matters.ts"
import { words } from "./ar/words.ts"
import type { LanguageTexts } from "./text.ts"

export const ar: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "الخط",
    acknowledge: "إقرار",
    notify: "إخطار",
    query: "استفسار",
    explain: "إيضاح",
    assure: "تطمين",
    propose: "اقتراح",
    decide: "قرار",
    correct: "تصحيح",
    declare: "إعلان",
    warn: "تحذير",
    translate: "ترجمة",
    orderwire: "خدمة",
  },
  texts: { ...handling, ...matters },
}
