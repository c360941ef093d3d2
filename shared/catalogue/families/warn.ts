// WN: what is about to become dangerous. Information and a request, never a threat: threats are not in the catalogue.

import { statementType, type StatementType } from "../statement-type.ts"

export const warn: readonly StatementType[] = [
  // One officer may send it alone because it only tells and asks (codebook, amendment 3).
  statementType({
    code: "WN-01",
    act: "warn",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
    release: "preauthorised",
    fields: [
      ["object", "OBJ", { example: "fighter" }],
      ["position", "POS", { critical: true }],
      ["at", "DTG"],
      ["bearing", "BRG", { special: "UNKNOWN" }],
      ["speed", "SPD", { special: "UNKNOWN" }],
      ["altitude", "ALT", { special: "UNKNOWN" }],
      ["requestedBearing", "BRG", { critical: true, example: "225" }],
      ["timeToBorder", "DUR", { critical: true, special: "UNKNOWN" }],
    ],
  }),
  statementType({
    code: "WN-02",
    act: "warn",
    response: "RB",
    precedences: {
      rule: "own",
      usual: "IMMEDIATE",
      allowed: ["PRIORITY", "IMMEDIATE", "FLASH"],
    },
    release: "one",
    fields: [
      ["area", "AREA", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["hazard", "HAZARD", { critical: true }],
    ],
  }),
  statementType({
    code: "WN-03",
    act: "warn",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
    release: "two",
    fields: [
      ["area", "AREA", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["engagement", "ENGAGEMENT", { critical: true }],
    ],
  }),
]
