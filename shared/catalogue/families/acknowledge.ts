// AK: what has become of a message. None of these demands anything, so that acknowledgements never chase each other.

import { statementType, type StatementType } from "../statement-type.ts"

const common = {
  act: "acknowledge",
  response: "N",
  precedences: { rule: "same" },
  release: "one",
} as const

export const acknowledge: readonly StatementType[] = [
  statementType({
    code: "AK-01",
    ...common,
    fields: [
      ["ref", "REF"],
      ["role", "ROLE"],
    ],
  }),
  statementType({
    code: "AK-02",
    ...common,
    fields: [
      ["ref", "REF"],
      ["values", "VALUES"],
    ],
  }),
  statementType({
    code: "AK-03",
    ...common,
    fields: [
      ["ref", "REF"],
      ["unclear", "FLD"],
    ],
  }),
  statementType({
    code: "AK-04",
    ...common,
    fields: [
      ["ref", "REF"],
      ["until", "DTG"],
    ],
  }),
  statementType({
    code: "AK-05",
    ...common,
    fields: [
      ["ref", "REF"],
      ["level", "LVL"],
      ["at", "DTG"],
    ],
  }),
  // Refers to the read-back (an AK-02), not to what was read back: there may be more than one, by more than one officer.
  statementType({
    code: "AK-06",
    ...common,
    fields: [
      ["ref", "REF"],
      ["differing", "FLD", { special: "ALL-CORRECT" }],
    ],
  }),
]
