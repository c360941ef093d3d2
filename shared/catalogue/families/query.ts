// QY: questions. Each names the codes that answer it; a remark never does.

import { statementType, type Precedences, type StatementType } from "../statement-type.ts"

const any: Precedences = {
  rule: "own",
  usual: "IMMEDIATE",
  allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"],
}

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
    precedences: any,
    release: "one",
    answers: ["EX-01", "EX-02", "EX-03", "EX-04"],
    fields: [
      ["area", "AREA"],
      ["window", "WIN"],
      ["object", "OBJ"],
      ["facts", "FACTS"],
    ],
  }),
  // Confirmed by whose it is or by its cause; denied by the cause that says it did not happen.
  statementType({
    code: "QY-03",
    act: "query",
    response: "AN",
    precedences: any,
    release: "one",
    answers: ["EX-01", "EX-02", "EX-03"],
    fields: [
      ["event", "EVENT"],
      ["position", "POS", { special: "UNKNOWN" }],
      ["at", "DTG", { special: "UNKNOWN" }],
      ["confidence", "CONF"],
    ],
  }),
  statementType({
    code: "QY-04",
    act: "query",
    response: "AN",
    precedences: { ...any, usual: "PRIORITY" },
    release: "one",
    answers: ["EX-03", "EX-04"],
    fields: [
      ["names", "NAMES"],
      ["position", "POS", { special: "UNKNOWN" }],
      ["at", "DTG", { special: "UNKNOWN" }],
    ],
  }),
  // Against impostors: any officer who doubts a message may ask at once, and alone.
  statementType({
    code: "QY-05",
    act: "query",
    response: "AN",
    precedences: any,
    release: "one",
    answers: ["EX-01", "EX-03"],
    fields: [
      ["said", "QUOTE"],
      ["at", "DTG"],
      ["medium", "MEDIUM"],
    ],
  }),
  // Two letters, two days, two meanings: the answer names the one that counts.
  statementType({
    code: "QY-06",
    act: "query",
    response: "AN",
    precedences: any,
    release: "one",
    answers: ["EX-03", "EX-04"],
    fields: [["messages", "REFS"]],
  }),
]
