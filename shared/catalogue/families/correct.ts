// CR: putting right what was said. Release and precedence follow what is put right. In CR-01 and CR-02 the one critical field
// stands for the values inside it: those are read back, under the code and the numbers of the statement they belong to.

import { statementType, type StatementType } from "../statement-type.ts"

const common = {
  act: "correct",
  response: "RB",
  precedences: { rule: "at-least" },
  release: "inherited",
} as const

export const correct: readonly StatementType[] = [
  statementType({
    code: "CR-01",
    ...common,
    fields: [
      ["ref", "REF"],
      ["changes", "VALUES", { critical: true }],
    ],
  }),
  statementType({
    code: "CR-02",
    ...common,
    fields: [
      ["ref", "REF"],
      ["replacement", "STATEMENT", { critical: true }],
    ],
  }),
  statementType({
    code: "CR-03",
    ...common,
    fields: [
      ["ref", "REF", { critical: true }],
      ["cause", "RETRACT", { critical: true }],
    ],
  }),
]
