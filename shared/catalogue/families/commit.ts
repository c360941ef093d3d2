// AS, PR, DC: what binds a party. All take two officers and name the authority behind them.

import { statementType, type StatementType } from "../statement-type.ts"

const urgent = { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] } as const

export const commit: readonly StatementType[] = [
  statementType({
    code: "AS-02",
    act: "assure",
    response: "RB",
    precedences: urgent,
    release: "two",
    leastAuthority: "operations-chief",
    fields: [
      ["ref", "REF", { critical: true }],
      ["object", "OBJ", { critical: true }],
      ["since", "DTG", { critical: true }],
      ["confidence", "CONF"],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "PR-01",
    act: "propose",
    response: "DEC",
    precedences: urgent,
    release: "two",
    leastAuthority: "operations-chief",
    answers: ["DC-01", "DC-02"],
    fields: [
      ["area", "AREA", { critical: true, special: "ALL" }],
      ["domains", "DOMAINS"],
      ["from", "DTG", { critical: true }],
      ["until", "DTG", { critical: true, special: "OPEN", example: "2026-11-23T14:05:00Z" }],
      ["authority", "AUTH"],
    ],
  }),
  // Carries every field of the proposal by value: what was accepted is what stands here.
  statementType({
    code: "DC-01",
    act: "decide",
    response: "RB",
    precedences: { rule: "same" },
    release: "two",
    leastAuthority: "operations-chief",
    fields: [
      ["ref", "REF", { critical: true }],
      ["effective", "DTG", { critical: true }],
      [
        "readBack",
        "VALUES",
        {
          example:
            "PR-01 area=zone:K-12; domains=land,air; from=2026-11-22T14:05:00Z; until=OPEN; authority=minister@2026-11-22T13:50:00Z@FO-221",
        },
      ],
      ["authority", "AUTH"],
    ],
  }),
  // A watch supervisor may decline for want of authority; nobody below may bind the party even to a no.
  statementType({
    code: "DC-02",
    act: "decide",
    response: "R",
    precedences: { rule: "same" },
    release: "two",
    leastAuthority: "watch-supervisor",
    fields: [
      ["ref", "REF"],
      ["reason", "RSN"],
      ["again", "YES"],
      ["authority", "AUTH"],
    ],
  }),
]
