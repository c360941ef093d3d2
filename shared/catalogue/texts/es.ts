// The Spanish texts. Label and value, one thing a sentence: no value needs an article or an agreement of its own.

import { glossary } from "./es/glossary.ts"
import { handling } from "./es/handling.ts"
import { matters } from "./es/matters.ts"
import { words } from "./es/words.ts"
import type { LanguageTexts } from "./text.ts"

export const es: LanguageTexts = {
  words,
  glossary,
  acts: {
    line: "LÍNEA",
    acknowledge: "ACUSE DE RECIBO",
    notify: "NOTIFICACIÓN",
    query: "CONSULTA",
    explain: "EXPLICACIÓN",
    assure: "GARANTÍA",
    propose: "PROPUESTA",
    decide: "DECISIÓN",
    correct: "RECTIFICACIÓN",
    declare: "DECLARACIÓN",
    warn: "ADVERTENCIA",
    translate: "TRADUCCIÓN",
    orderwire: "SERVICIO",
  },
  texts: { ...handling, ...matters },
}
