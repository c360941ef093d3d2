// DC: what a party says to a proposal. All take two officers and name the authority behind them.

import { statementType, type StatementType } from "../statement-type.ts"

export const decide: readonly StatementType[] = [
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
  // With changes it is a proposal in its turn, and the other side answers before the time named; without, it is a deferral, and
  // the time is ours. Of changes the values inside are read back, of a deferral the time.
  statementType({
    code: "DC-03",
    act: "decide",
    response: "DEC",
    precedences: { rule: "same" },
    release: "two",
    leastAuthority: "operations-chief",
    answers: ["DC-01", "DC-02", "DC-03"],
    fields: [
      ["ref", "REF"],
      ["changes", "VALUES", { critical: true, special: "NONE", example: "PR-01 area=zone:K-14" }],
      ["answerBy", "DTG", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
]
