// TN: how tense a party says it finds things. Its own word, given freely; never computed, never one number for both.

import { statementType, type StatementType } from "../statement-type.ts"

export const declare: readonly StatementType[] = [
  statementType({
    code: "TN-01",
    act: "declare",
    response: "R",
    precedences: {
      rule: "own",
      usual: "PRIORITY",
      allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"],
    },
    release: "two",
    fields: [["level", "TENSION"]],
  }),
]
