// PR: what a party offers to do together. Binds nobody until it is accepted; names the authority that would be bound.

import { statementType, type Precedences, type StatementType } from "../statement-type.ts"
import type { Code } from "../value.ts"

const decisions: readonly Code[] = ["DC-01", "DC-02", "DC-03"]
const soon: Precedences = { rule: "own", usual: "IMMEDIATE", allowed: ["PRIORITY", "IMMEDIATE"] }
const unhurried: Precedences = {
  rule: "own",
  usual: "PRIORITY",
  allowed: ["ROUTINE", "PRIORITY", "IMMEDIATE"],
}

export const propose: readonly StatementType[] = [
  statementType({
    code: "PR-01",
    act: "propose",
    response: "DEC",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
    release: "two",
    leastAuthority: "operations-chief",
    answers: decisions,
    fields: [
      ["area", "AREA", { critical: true, special: "ALL" }],
      ["domains", "DOMAINS"],
      ["from", "DTG", { critical: true }],
      ["until", "DTG", { critical: true, special: "OPEN", example: "2026-11-23T14:05:00Z" }],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "PR-02",
    act: "propose",
    response: "DEC",
    precedences: soon,
    release: "two",
    leastAuthority: "operations-chief",
    answers: decisions,
    fields: [
      ["object", "OBJ", { example: "fighter" }],
      ["distance", "DST", { critical: true }],
      ["minAltitude", "ALT", { special: "NONE", example: "0" }],
      ["maxAltitude", "ALT", { special: "NONE" }],
      ["area", "AREA", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "PR-03",
    act: "propose",
    response: "DEC",
    precedences: soon,
    release: "two",
    leastAuthority: "operations-chief",
    answers: decisions,
    fields: [
      ["route", "ROUTE", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["object", "OBJ", { example: "merchant" }],
      ["count", "COUNT", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
  // To talk binds to nothing more: between the officers of the watch one of them may propose it, in FLASH (release.ts, amendment 5).
  statementType({
    code: "PR-04",
    act: "propose",
    response: "DEC",
    precedences: { rule: "own", usual: "PRIORITY", allowed: ["PRIORITY", "IMMEDIATE", "FLASH"] },
    release: "two",
    leastAuthority: "watch-officer",
    answers: decisions,
    fields: [
      ["level", "LVL", { critical: true, example: "operations-chief" }],
      ["at", "DTG", { critical: true }],
      ["means", "MEANS", { critical: true }],
      ["language", "LANG"],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "PR-05",
    act: "propose",
    response: "DEC",
    precedences: unhurried,
    release: "two",
    leastAuthority: "operations-chief",
    answers: decisions,
    fields: [
      ["area", "AREA", { critical: true }],
      ["window", "WIN", { critical: true }],
      ["facilitator", "NAME", { critical: true, special: "NONE", example: "NONE" }],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "PR-06",
    act: "propose",
    response: "DEC",
    precedences: unhurried,
    release: "two",
    leastAuthority: "operations-chief",
    answers: decisions,
    fields: [
      ["subject", "HANDOVER", { critical: true }],
      ["count", "COUNT", { critical: true }],
      ["position", "POS", { critical: true }],
      ["at", "DTG", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
]
