// The Spanish words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "Acusar recibo",
    answer: "Responder",
    release: "Autorizar el envío",
    "read-back": "Colacionar",
    "line-check": "Prueba de línea",
    tension: "Tensión",
    desk: "Puesto",
    watch: "Guardia",
    relief: "Relevo",
    line: "Línea",
    party: "Parte",
    officer: "Oficial",
    relay: "Repetidor",
    statement: "Enunciado",
    remark: "Observación",
    precedence: "Precedencia",
    deadline: "Plazo",
    serial: "Número",
    "stand-by": "Esperar",
    exercise: "Ejercicio",
  },
  precedences: {
    ROUTINE: "RUTINA",
    PRIORITY: "PRIORITARIO",
    IMMEDIATE: "INMEDIATO",
    FLASH: "FLASH",
  },
  responses: {
    R: "Acusar recibo",
    RB: "Acusar recibo y colacionar",
    AN: "Responder",
    DEC: "Decidir",
    N: "No hace falta respuesta",
  },
  reviews: {
    unreviewed: "SIN REVISAR",
    reviewed: "REVISADO",
  },
}
