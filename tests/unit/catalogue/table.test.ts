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
  expect(codes).toHaveLength(28)
})

test("a code that is not in the catalogue has no type", () => {
  expect(typeOf("NT-02")).toBeUndefined()
  expect(typeOf("toString")).toBeUndefined()
})

test("[CAT20] assurances, proposals and decisions name an authority of a least level", () => {
  const binding = listTypes().filter(({ leastAuthority }) => leastAuthority !== undefined)
  expect(binding.map(({ code }) => code)).toEqual(["AS-02", "PR-01", "DC-01", "DC-02"])
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

function critical(code: Code): readonly string[] {
  return rowOf(code)
    .fields.filter((field) => field.critical)
    .map(({ name }) => name)
}

test("amendment 9 names the critical fields of an accidental launch and of a cease-fire", () => {
  expect(critical("NT-05")).toEqual(["count", "impactArea", "timeToImpact"])
  expect(critical("PR-01")).toEqual(["area", "from", "until"])
})
