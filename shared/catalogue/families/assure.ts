// AS: what a party promises not to do, or says that it is not doing. Each names the authority behind it.

import { statementType, type Precedences, type StatementType } from "../statement-type.ts"

const urgent: Precedences = {
  rule: "own",
  usual: "IMMEDIATE",
  allowed: ["PRIORITY", "IMMEDIATE", "FLASH"],
}

export const assure: readonly StatementType[] = [
  // Says by itself what it is about; the message that asked, where there was one, is named besides.
  statementType({
    code: "AS-01",
    act: "assure",
    response: "R",
    precedences: urgent,
    release: "two",
    leastAuthority: "operations-chief",
    fields: [
      ["ref", "REF", { special: "NONE", example: "NONE" }],
      ["area", "AREA"],
      ["window", "WIN"],
      ["object", "OBJ"],
      ["authority", "AUTH"],
    ],
  }),
  statementType({
    code: "AS-02",
    act: "assure",
    response: "RB",
    precedences: { rule: "own", usual: "FLASH", allowed: ["IMMEDIATE", "FLASH"] },
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
    code: "AS-03",
    act: "assure",
    response: "RB",
    precedences: urgent,
    release: "two",
    leastAuthority: "operations-chief",
    fields: [
      ["action", "ACTION", { critical: true }],
      ["area", "AREA", { critical: true, special: "ALL" }],
      ["until", "DTG", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
  // One officer, so the watch itself may stand behind it: a search cannot wait for a signature from above.
  statementType({
    code: "AS-04",
    act: "assure",
    response: "RB",
    precedences: urgent,
    release: "one",
    leastAuthority: "watch-officer",
    fields: [
      ["mission", "MISSION"],
      ["object", "OBJ", { example: "helicopter" }],
      ["count", "COUNT"],
      ["unit", "NAME"],
      ["fromArea", "AREA", { critical: true }],
      ["toArea", "AREA", { critical: true, example: "zone:K-14" }],
      ["window", "WIN", { critical: true }],
      ["authority", "AUTH"],
    ],
  }),
]
