// The Chinese texts. Label and value, one thing a sentence, in the short written style of notices between states.

import { glossary } from "./zh/glossary.ts"
import { handling } from "./zh/handling.ts"
import { matters } from "./zh/matters.ts"
import { words } from "./zh/words.ts"
import type { LanguageTexts } from "./text.ts"

export const zh: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "线路",
    acknowledge: "收悉",
    notify: "通报",
    query: "询问",
    explain: "说明",
    assure: "保证",
    propose: "提议",
    decide: "决定",
    correct: "更正",
    declare: "宣告",
    warn: "警告",
    translate: "译文",
    orderwire: "勤务",
  },
  texts: { ...handling, ...matters },
}
