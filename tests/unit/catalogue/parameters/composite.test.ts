import { describe, expect, test } from "vitest"

import type { Parsed, ParseContext } from "../../../../shared/catalogue/parameter.ts"
import { replacement, values } from "../../../../shared/catalogue/parameters/composite.ts"
import type { Value } from "../../../../shared/catalogue/value.ts"
import { encodeItem } from "../../../../shared/encoding/cbor.ts"
import type { Item } from "../../../../shared/encoding/item.ts"
import { decodeAs } from "../../../../shared/encoding/schema.ts"

const nothingHeld: ParseContext = { messageOf: () => undefined }
const errorOf = (parsed: Parsed<Value>): string => (parsed.ok ? "taken" : parsed.error)
const takes = (type: typeof values, item: Item): boolean =>
  decodeAs(type.schema, encodeItem(item), 1_024).ok

describe("VALUES", () => {
  test("fields are given by name or by number, in any order", () => {
    const byName = values.parse("NT-05 count=1; timeToImpact=12", nothingHeld)
    expect(values.parse("nt-05 7=12; 2=1;", nothingHeld)).toEqual(byName)
    expect(byName).toMatchObject({
      value: {
        code: "NT-05",
        values: [
          { field: "count", value: { number: 1 } },
          { field: "timeToImpact", value: { number: 12 } },
        ],
      },
    })
  })

  test("a backslash keeps a ; in its value", () => {
    const parsed = values.parse(String.raw`QY-05 said=text:a\;b\\c`, nothingHeld)
    expect(parsed).toMatchObject({ value: { values: [{ value: { text: String.raw`a;b\c` } }] } })
    expect(parsed.ok && values.write(parsed.value)).toBe(String.raw`QY-05 said=text:a\;b\\c`)
  })

  test("an acceptance, which holds values itself, is read back by its plain fields", () => {
    const message = "01936d2e5c7a7c3f9b1e4d5a6f708192"
    const typed = `DC-01 ref=${message}; effective=2025-05-10T11:30:00Z`
    const parsed = values.parse(typed, nothingHeld)
    expect(parsed.ok && values.write(parsed.value)).toBe(typed)
    expect(parsed.ok && takes(values, values.schema.encode(parsed.value))).toBe(true)
  })

  test.each([
    ["NT-99 count=1", "no code"],
    ["NT-05", "no code"],
    ["AK-02 ref=x", "no code with plain fields"],
    ["NT-05 crew=1", 'no field "crew"'],
    ["DC-01 readBack=PR-01 until=OPEN", 'no field "readBack"'],
    ["NT-05 count", 'no field ""'],
    ["NT-05 count=1; count=2", "given twice"],
    ["NT-05 count=many", "count:"],
  ])("[CAT6] refuses %s", (text, sentence) => {
    expect(errorOf(values.parse(text, nothingHeld))).toContain(sentence)
  })

  test("[CAT2] the wire form is fields by number, rising, of a code with plain fields", () => {
    expect(
      takes(values, [
        "NT-05",
        [
          [2, 1],
          [7, 12],
        ],
      ]),
    ).toBe(true)
    for (const item of [
      [
        "NT-05",
        [
          [7, 12],
          [2, 1],
        ],
      ],
      [
        "NT-05",
        [
          [2, 1],
          [2, 1],
        ],
      ],
      ["NT-05", [[77, 1]]],
      ["NT-05", [[2, 1, 0]]],
      ["NT-05", []],
      ["NT-99", [[1, 1]]],
      ["AK-02", [[1, new Uint8Array(16)]]],
      ["DC-01", [[3, ["PR-01", [[4, "OPEN"]]]]]],
      ["NT-05"],
    ]) {
      expect(takes(values, item)).toBe(false)
    }
  })

  test("a field of another code is refused before it is sent", () => {
    const wrong: Value = {
      type: "values",
      code: "NT-05",
      values: [{ field: "crew", value: { type: "number", number: 1 } }],
    }
    expect(() => values.schema.encode(wrong)).toThrow("no plain field crew")
  })
})

describe("STATEMENT", () => {
  test("[CAT23] carries every field of a type that can come in another's place", () => {
    expect(replacement.parse("TN-01 level=grave", nothingHeld)).toEqual({
      ok: true,
      value: {
        type: "statement",
        code: "TN-01",
        params: { level: { type: "word", word: "grave" } },
      },
    })
    expect(errorOf(replacement.parse("NT-05 count=1", nothingHeld))).toContain(
      "missing: object, launchPosition",
    )
    expect(errorOf(replacement.parse("CR-03 cause=error", nothingHeld))).toContain(
      "CR-03 replaces nothing",
    )
  })

  test("[CAT23] nothing else comes in its place on the wire", () => {
    expect(takes(replacement, ["TN-01", [3]])).toBe(true)
    for (const item of [
      ["TN-01", [4]],
      ["TN-01", []],
      ["TN-01", [3, 3]],
      ["CR-03", [new Uint8Array(16), 0]],
      ["AK-01", [new Uint8Array(16), 0]],
      ["LC-03", [0, 0, 1_790_000_000, 0]],
      ["DC-02", [new Uint8Array(16), 0, 0, [0, 1_790_000_000, "x"]]],
    ]) {
      expect(takes(replacement, item)).toBe(false)
    }
  })
})
