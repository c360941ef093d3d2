// QY: questions. Each names the codes that answer it; a remark never does.

import { statementType, type StatementType } from "../statement-type.ts"

export const query: readonly StatementType[] = [
  statementType({
    code: "QY-01",
    act: "query",
    response: "AN",
    precedences: { rule: "own", usual: "FLASH", allowed: ["PRIORITY", "IMMEDIATE", "FLASH"] },
    release: "preauthorised",
    answers: ["EX-01", "EX-03"],
    fields: [
      ["object", "OBJ"],
      ["position", "POS"],
      ["at", "DTG"],
      ["bearing", "BRG", { special: "UNKNOWN" }],
      ["speed", "SPD", { special: "UNKNOWN" }],
      ["altitude", "ALT", { special: "UNKNOWN" }],
    ],
  }),
  statementType({
    code: "QY-02",
    act: "query",
    response: "AN",
    precedences: {
      rule: "own",
      usual: "IMMEDIATE",
      allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"],
    },
    release: "one",
    answers: ["EX-01", "EX-02", "EX-03"],
    fields: [
      ["area", "AREA"],
      ["window", "WIN"],
      ["object", "OBJ"],
      ["facts", "FACTS"],
    ],
  }),
  // Against impostors: any officer who doubts a message may ask at once, and alone.
  statementType({
    code: "QY-05",
    act: "query",
    response: "AN",
    precedences: {
      rule: "own",
      usual: "IMMEDIATE",
      allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"],
    },
    release: "one",
    answers: ["EX-01", "EX-03"],
    fields: [
      ["said", "QUOTE"],
      ["at", "DTG"],
      ["medium", "MEDIUM"],
    ],
  }),
]
