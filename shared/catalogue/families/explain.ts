// EX: answers to questions, and later word about a notice. "Not known yet" is an answer, and names when the next one comes.

import { statementType, type StatementType } from "../statement-type.ts"

const common = { act: "explain", response: "R", precedences: { rule: "same" } } as const

export const explain: readonly StatementType[] = [
  // One officer may say "ours" or "unknown"; everything that denies takes two (release.ts, amendment 2).
  statementType({
    code: "EX-01",
    ...common,
    release: "one",
    fields: [
      ["ref", "REF"],
      ["ownership", "OWN"],
      ["object", "OBJ"],
      ["confidence", "CONF"],
    ],
  }),
  statementType({
    code: "EX-02",
    ...common,
    release: "one",
    fields: [
      ["ref", "REF"],
      ["cause", "CAUSE"],
      ["window", "WIN", { special: "UNKNOWN" }],
      ["confidence", "CONF"],
    ],
  }),
  statementType({
    code: "EX-03",
    ...common,
    release: "one",
    fields: [
      ["ref", "REF"],
      ["nextReport", "DTG"],
    ],
  }),
  // Of persons and objects; and, where it was asked, which message is the current one.
  statementType({
    code: "EX-04",
    ...common,
    release: "one",
    fields: [
      ["ref", "REF"],
      ["message", "REF", { special: "NONE", example: "NONE" }],
      ["count", "COUNT", { special: "UNKNOWN" }],
      ["condition", "CONDITION"],
      ["position", "POS", { special: "UNKNOWN" }],
      ["confidence", "CONF"],
    ],
  }),
]
