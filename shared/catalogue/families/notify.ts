// NT: what has happened or will happen. Each is read back by its critical fields: at most three where FLASH is allowed.

import { statementType, type StatementType } from "../statement-type.ts"

export const notify: readonly StatementType[] = [
  statementType({
    code: "NT-01",
    act: "notify",
    response: "RB",
    precedences: {
      rule: "own",
      usual: "ROUTINE",
      allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"],
    },
    release: "two",
    fields: [
      ["object", "OBJ", { critical: true }],
      ["count", "COUNT", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["launchArea", "AREA", { critical: true }],
      ["bearing", "BRG", { critical: true }],
      ["impactArea", "AREA", { critical: true }],
      ["maxAltitude", "ALT"],
    ],
  }),
  // The place and the course are read back: the other side's air defence acts on these before it knows anything else.
  statementType({
    code: "NT-04",
    act: "notify",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
    release: "preauthorised",
    fields: [
      ["object", "OBJ"],
      ["position", "POS", { critical: true }],
      ["at", "DTG", { critical: true }],
      ["bearing", "BRG", { critical: true, special: "UNKNOWN" }],
      ["speed", "SPD", { special: "UNKNOWN" }],
      ["altitude", "ALT", { special: "UNKNOWN" }],
      ["armed", "ARMED"],
    ],
  }),
  // In FLASH only: a launch that nobody ordered is never told more slowly. Three values are read back, the rest is for later.
  statementType({
    code: "NT-05",
    act: "notify",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["FLASH"] },
    release: "preauthorised",
    fields: [
      ["object", "OBJ"],
      ["count", "COUNT", { critical: true, special: "UNKNOWN" }],
      ["launchPosition", "POS"],
      ["at", "DTG"],
      ["bearing", "BRG", { special: "UNKNOWN" }],
      ["impactArea", "AREA", { critical: true, special: "UNKNOWN" }],
      ["timeToImpact", "DUR", { critical: true, special: "UNKNOWN" }],
      ["armed", "ARMED"],
      ["selfDestruct", "DESTRUCT"],
    ],
  }),
  // One officer: the watch that is on the spot tells it, before anybody has agreed whose fault it was.
  statementType({
    code: "NT-06",
    act: "notify",
    response: "RB",
    precedences: { rule: "own", usual: "IMMEDIATE", allowed: ["IMMEDIATE", "FLASH"] },
    release: "one",
    fields: [
      ["ourObject", "OBJ"],
      ["yourObject", "OBJ"],
      ["position", "POS", { critical: true }],
      ["at", "DTG", { critical: true }],
      ["cause", "CAUSE"],
      ["casualties", "COUNT", { critical: true, special: "UNKNOWN" }],
      ["confidence", "CONF"],
    ],
  }),
  statementType({
    code: "NT-07",
    act: "notify",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
    // Says "not ours", which takes two even in FLASH (codebook, amendment 2).
    release: "two",
    fields: [
      ["object", "OBJ"],
      ["count", "COUNT", { critical: true, special: "UNKNOWN" }],
      ["position", "POS", { critical: true }],
      ["at", "DTG", { critical: true }],
      ["bearing", "BRG", { special: "UNKNOWN" }],
      ["speed", "SPD", { special: "UNKNOWN" }],
      ["altitude", "ALT", { special: "UNKNOWN" }],
      ["confidence", "CONF"],
    ],
  }),
]
