// TL, OW: words beside the agreed ones. They are signed and kept like everything else, and open, answer and close nothing.

import { limits } from "../../limits.ts"
import { statementType, type StatementType } from "../statement-type.ts"

// A translation is often longer than what it translates.
const translationMost = 2 * limits.remarkCharsMax

export const aside: readonly StatementType[] = [
  // Of a remark of either side. Whoever translates better later says it again under a higher grade.
  statementType({
    code: "TL-01",
    act: "translate",
    response: "N",
    precedences: { rule: "same" },
    release: "one",
    fields: [
      ["ref", "REF"],
      ["grade", "GRADE"],
      ["language", "LANG"],
      ["translation", "PROSE", { most: translationMost }],
    ],
  }),
  // Between the officers on watch, about the line. No FLASH: whoever has something urgent to say has a statement for it.
  statementType({
    code: "OW-01",
    act: "orderwire",
    response: "N",
    precedences: { rule: "own", usual: "ROUTINE", allowed: ["ROUTINE", "PRIORITY"] },
    release: "one",
    fields: [
      ["text", "TEXT", { most: 500, example: "We restart our second console in five minutes." }],
    ],
  }),
]
