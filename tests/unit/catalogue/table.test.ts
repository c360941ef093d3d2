import { describe, expect, test } from "vitest"

import { substanceOf } from "../../../shared/catalogue/substance.ts"
import {
  listTypes,
  owesOf,
  owesOfStatement,
  rowOf,
  typeOf,
} from "../../../shared/catalogue/table.ts"
import { codes, type Code } from "../../../shared/catalogue/value.ts"
import { precedences, type Demand } from "../../../shared/records/names.ts"
import { exampleStatement } from "./example.ts"

test("the table has each code of the catalogue once", () => {
  expect(
    listTypes()
      .map(({ code }) => code)
      .toSorted(),
  ).toEqual(codes.toSorted())
  expect(codes).toHaveLength(56)
})

test("a code that is not in the catalogue has no type", () => {
  expect(typeOf("NT-13")).toBeUndefined()
  expect(typeOf("toString")).toBeUndefined()
})

test("[CAT20] assurances, proposals and decisions name an authority of a least level", () => {
  const binding = listTypes().filter(({ leastAuthority }) => leastAuthority !== undefined)
  const families = ["AS-", "PR-", "DC-"]
  expect(binding.map(({ code }) => code)).toEqual(
    codes.filter((code) => families.some((family) => code.startsWith(family))),
  )
  for (const { fields } of binding) {
    expect(fields.some(({ type }) => type === "AUTH")).toBe(true)
  }
})

describe("[CAT16] what an envelope owes follows from the response class", () => {
  const owed: readonly (readonly [Code, readonly Demand[], readonly Demand[]])[] = [
    ["LC-01", ["read", "answered"], ["read", "answered"]],
    ["LC-02", [], []],
    ["LC-03", ["read"], ["read"]],
    ["AK-02", [], []],
    ["NT-05", ["read", "understood", "authority"], ["read", "understood"]],
    ["QY-01", ["read", "answered"], ["read", "answered"]],
    ["EX-01", ["read"], ["read"]],
    [
      "PR-01",
      ["read", "understood", "authority", "answered"],
      ["read", "understood", "authority", "answered"],
    ],
    ["DC-01", ["read", "understood", "authority"], ["read", "understood"]],
    ["DC-02", ["read"], ["read"]],
    ["CR-03", ["read", "understood", "authority"], ["read", "understood"]],
    ["TN-01", ["read"], ["read"]],
  ]
  test.each(owed)("%s", (code, urgent, otherwise) => {
    expect(owesOf(code, "FLASH")).toEqual(urgent)
    expect(owesOf(code, "IMMEDIATE")).toEqual(urgent)
    expect(owesOf(code, "PRIORITY")).toEqual(otherwise)
    expect(owesOf(code, "ROUTINE")).toEqual(otherwise)
  })

  test("acknowledgements arm nothing at any precedence", () => {
    for (const { code } of listTypes().filter(({ act }) => act === "acknowledge")) {
      for (const precedence of precedences) expect(owesOf(code, precedence)).toEqual([])
    }
  })

  test("a new proposal in place of an old one still wants a decision", () => {
    const replacement =
      "PR-01 area=ALL; domains=air; from=2026-11-22T14:05:00Z; until=OPEN; authority=minister@2026-11-22T13:50:00Z@FO-221"
    const superseding = exampleStatement("CR-02", { replacement })
    expect(substanceOf(superseding).code).toBe("PR-01")
    expect(owesOfStatement(superseding, "FLASH")).toEqual(owesOf("PR-01", "FLASH"))
    expect(owesOfStatement(exampleStatement("CR-02"), "PRIORITY")).toEqual(["read", "understood"])
  })
})

/** Code, response class, usual precedence, release: codebook.md 5.4 with its amendments, row by row. */
const codebook = [
  "LC-01 AN ROUTINE one",
  "LC-02 N ROUTINE one",
  "LC-03 R ROUTINE one",
  "LC-04 R PRIORITY one",
  "LC-05 N IMMEDIATE one",
  "LC-06 R PRIORITY two",
  "AK-01 N same one",
  "AK-02 N same one",
  "AK-03 N same one",
  "AK-04 N same one",
  "AK-05 N same one",
  "AK-06 N same one",
  "NT-01 RB ROUTINE two",
  "NT-02 RB ROUTINE two",
  "NT-03 RB PRIORITY two",
  "NT-04 RB FLASH preauthorised",
  "NT-05 RB FLASH preauthorised",
  "NT-06 RB IMMEDIATE one",
  "NT-07 RB FLASH two",
  "NT-08 RB IMMEDIATE one",
  "NT-09 RB FLASH two",
  "NT-10 RB IMMEDIATE two",
  "NT-11 RB PRIORITY one",
  "NT-12 R IMMEDIATE two",
  "QY-01 AN FLASH preauthorised",
  "QY-02 AN IMMEDIATE one",
  "QY-03 AN IMMEDIATE one",
  "QY-04 AN PRIORITY one",
  "QY-05 AN IMMEDIATE one",
  "QY-06 AN IMMEDIATE one",
  "EX-01 R same one",
  "EX-02 R same one",
  "EX-03 R same one",
  "EX-04 R same one",
  "WN-01 RB FLASH preauthorised",
  "WN-02 RB IMMEDIATE one",
  "WN-03 RB FLASH two",
  "AS-01 R IMMEDIATE two",
  "AS-02 RB FLASH two",
  "AS-03 RB IMMEDIATE two",
  "AS-04 RB IMMEDIATE one",
  "PR-01 DEC FLASH two",
  "PR-02 DEC IMMEDIATE two",
  "PR-03 DEC IMMEDIATE two",
  "PR-04 DEC PRIORITY two",
  "PR-05 DEC PRIORITY two",
  "PR-06 DEC PRIORITY two",
  "DC-01 RB same two",
  "DC-02 R same two",
  "DC-03 DEC same two",
  "CR-01 RB at-least inherited",
  "CR-02 RB at-least inherited",
  "CR-03 RB at-least inherited",
  "TN-01 R PRIORITY two",
  "TL-01 N same one",
  "OW-01 N ROUTINE one",
]

function critical(code: Code): readonly string[] {
  return rowOf(code)
    .fields.filter((field) => field.critical)
    .map(({ name }) => name)
}

test("[CAT28] precedence, release and response are those of the codebook", () => {
  const rows = listTypes().map((type) => {
    const { code, response, release, precedences: rule } = type
    const usual = rule.rule === "own" ? rule.usual : rule.rule
    return [code, response, usual, release].join(" ")
  })
  expect(rows).toEqual(codebook)
})

test("[CAT28] queries, proposals and line checks name codes that answer them and that refer; nothing else does", () => {
  for (const { code, response, answers } of listTypes()) {
    expect([code, answers.length > 0]).toEqual([code, response === "AN" || response === "DEC"])
    for (const answer of answers) {
      expect(rowOf(answer).fields[0]).toMatchObject({ name: "ref", type: "REF" })
    }
  }
})

test("amendment 9 names the critical fields of an accidental launch and of a cease-fire", () => {
  expect(critical("NT-05")).toEqual(["count", "impactArea", "timeToImpact"])
  expect(critical("PR-01")).toEqual(["area", "from", "until"])
})
