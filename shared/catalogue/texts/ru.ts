// The Russian texts. Label and value, one thing a sentence: no value needs a case, a gender or a number of its own.

import { glossary } from "./ru/glossary.ts"
import { handling } from "./ru/handling.ts"
import { matters } from "./ru/matters.ts"
import { words } from "./ru/words.ts"
import type { LanguageTexts } from "./text.ts"

export const ru: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "ЛИНИЯ",
    acknowledge: "ПОДТВЕРЖДЕНИЕ",
    notify: "УВЕДОМЛЕНИЕ",
    query: "ЗАПРОС",
    explain: "РАЗЪЯСНЕНИЕ",
    assure: "ЗАВЕРЕНИЕ",
    propose: "ПРЕДЛОЖЕНИЕ",
    decide: "РЕШЕНИЕ",
    correct: "ИСПРАВЛЕНИЕ",
    declare: "ЗАЯВЛЕНИЕ",
    warn: "ПРЕДУПРЕЖДЕНИЕ",
    translate: "ПЕРЕВОД",
    orderwire: "СЛУЖЕБНОЕ",
  },
  texts: { ...handling, ...matters },
}
