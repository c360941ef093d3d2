// The French words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "Accuser réception",
    answer: "Répondre",
    release: "Autoriser l’envoi",
    "read-back": "Collationner",
    "line-check": "Contrôle de la ligne",
    tension: "Tension",
    desk: "Poste",
    watch: "Veille",
    relief: "Relève",
    line: "Ligne",
    party: "Partie",
    officer: "Officier",
    relay: "Relais",
    statement: "Énoncé",
    remark: "Remarque",
    precedence: "Degré d’urgence",
    deadline: "Échéance",
    serial: "Numéro",
    "stand-by": "Attendre",
    exercise: "Exercice",
  },
  precedences: {
    ROUTINE: "ROUTINE",
    PRIORITY: "URGENT",
    IMMEDIATE: "IMMÉDIAT",
    FLASH: "FLASH",
  },
  responses: {
    R: "Accuser réception",
    RB: "Accuser réception et collationner",
    AN: "Répondre",
    DEC: "Décider",
    N: "Aucune réponse à donner",
  },
  reviews: {
    unreviewed: "NON VALIDÉ",
    reviewed: "VALIDÉ",
  },
}
