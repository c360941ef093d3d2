// LC: the line itself. A line check is an ordinary ROUTINE envelope: from outside it looks like any other message.

import { statementType, type Precedences, type StatementType } from "../statement-type.ts"

const checkTextMost = 120
const routine: Precedences = { rule: "own", usual: "ROUTINE", allowed: ["ROUTINE"] }

export const line: readonly StatementType[] = [
  statementType({
    code: "LC-01",
    act: "line",
    response: "AN",
    precedences: routine,
    release: "one",
    answers: ["LC-02"],
    fields: [
      ["text", "TEXT", { most: checkTextMost }],
      ["lastSent", "SERIAL", { special: "NONE" }],
      ["lastReceived", "SERIAL", { special: "NONE" }],
      ["head", "HEAD", { special: "UNKNOWN" }],
      ["path", "PATH"],
    ],
  }),
  statementType({
    code: "LC-02",
    act: "line",
    response: "N",
    precedences: routine,
    release: "one",
    fields: [
      ["ref", "REF"],
      ["echo", "TEXT", { most: checkTextMost }],
      ["lastSent", "SERIAL", { special: "NONE" }],
      ["lastReceived", "SERIAL", { special: "NONE" }],
      ["head", "HEAD", { special: "UNKNOWN" }],
    ],
  }),
  // Says which roles changed, never who: names of officers do not leave their party.
  statementType({
    code: "LC-03",
    act: "line",
    response: "R",
    precedences: { rule: "own", usual: "ROUTINE", allowed: ["ROUTINE", "PRIORITY"] },
    release: "one",
    fields: [
      ["outgoing", "ROLE"],
      ["incoming", "ROLE"],
      ["at", "DTG"],
      ["translator", "YES"],
    ],
  }),
  statementType({
    code: "LC-04",
    act: "line",
    response: "R",
    precedences: { rule: "own", usual: "PRIORITY", allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"] },
    release: "one",
    fields: [
      ["window", "WIN"],
      ["cause", "CAUSE"],
      ["alternate", "ALTERNATE", { example: "telephone" }],
    ],
  }),
  // Demands nothing by itself: the messages that come again are the answer.
  statementType({
    code: "LC-05",
    act: "line",
    response: "N",
    precedences: { rule: "own", usual: "IMMEDIATE", allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"] },
    release: "one",
    fields: [
      ["firstMissing", "SERIAL"],
      ["lastMissing", "SERIAL"],
    ],
  }),
  statementType({
    code: "LC-06",
    act: "line",
    response: "R",
    precedences: { rule: "own", usual: "PRIORITY", allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"] },
    release: "two",
    fields: [
      ["traffic", "TRAFFIC"],
      ["change", "CHANGE"],
      ["at", "DTG"],
    ],
  }),
]
