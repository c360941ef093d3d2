// The English words for the glossary.

import type { Glossary } from "../../glossary.ts"

export const glossary: Glossary = {
  terms: {
    acknowledge: "Acknowledge",
    answer: "Answer",
    release: "Release",
    "read-back": "Read back",
    "line-check": "Line check",
    tension: "Tension",
    desk: "Desk",
    watch: "Watch",
    relief: "Relief",
    line: "Line",
    party: "Party",
    officer: "Officer",
    relay: "Relay",
    statement: "Statement",
    remark: "Remark",
    precedence: "Precedence",
    deadline: "Deadline",
    serial: "Serial",
    "stand-by": "Stand by",
    exercise: "Exercise",
  },
  precedences: {
    ROUTINE: "ROUTINE",
    PRIORITY: "PRIORITY",
    IMMEDIATE: "IMMEDIATE",
    FLASH: "FLASH",
  },
  responses: {
    R: "Acknowledge",
    RB: "Acknowledge and read back",
    AN: "Answer",
    DEC: "Decide",
    N: "No answer is needed",
  },
  reviews: {
    unreviewed: "UNREVIEWED",
    reviewed: "REVIEWED",
  },
}
