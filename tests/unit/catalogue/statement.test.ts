import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { decodeStatement, encodeStatement } from "../../../shared/catalogue/statement.ts"
import type { Statement } from "../../../shared/catalogue/value.ts"
import { decodeItem, encodeItem } from "../../../shared/encoding/cbor.ts"
import type { Item } from "../../../shared/encoding/item.ts"
import { limits } from "../../../shared/limits.ts"
import type { Result } from "../../../shared/result.ts"
import { anyStatement } from "./arbitrary.ts"
import { exampleStatement } from "./example.ts"

function bytesOf(statement: Statement): Uint8Array {
  const encoded = encodeStatement(statement)
  if (!encoded.ok) throw new Error(encoded.detail)
  return encoded.value
}

const codeOf = (result: Result<unknown>): string => (result.ok ? "taken" : result.code)

describe("decodeStatement", () => {
  test("[CAT1] gives back every statement of the catalogue, from one encoding only", () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        const bytes = bytesOf(statement)
        expect(bytes.length).toBeLessThanOrEqual(limits.payloadBytesMax)
        expect(decodeStatement(bytes)).toEqual({
          ok: true,
          value: { kind: "statement", statement },
        })
      }),
    )
  })

  test("[CAT1] the form on the wire", () => {
    const statement = exampleStatement("TN-01", { level: "grave" })
    const remark = { text: "ok", language: "en" }
    expect(decodeItem(bytesOf(statement), 256)).toEqual([1, "1.1", "TN-01", [3], "", ""])
    const withRemark: Item = [1, "1.1", "TN-01", [3], "ok", "en"]
    expect(decodeItem(bytesOf({ ...statement, remark }), 256)).toEqual(withRemark)
  })

  test.each<[string, Item]>([
    ["a format of the future", [2, "1.1", "TN-01", [3], "", ""]],
    ["an unknown code", [1, "1.1", "TN-02", [3], "", ""]],
    ["a word that is not in the list", [1, "1.1", "TN-01", [4], "", ""]],
    ["a parameter too few", [1, "1.1", "TN-01", [], "", ""]],
    ["a parameter too many", [1, "1.1", "TN-01", [3, 3], "", ""]],
    ["a parameter of another type", [1, "1.1", "TN-01", ["grave"], "", ""]],
    ["an unknown where the table has none", [1, "1.1", "TN-01", [new Uint8Array(0)], "", ""]],
    ["params that are no list", [1, "1.1", "TN-01", 3, "", ""]],
    ["a remark without a language", [1, "1.1", "TN-01", [3], "hm", ""]],
    ["a language without a remark", [1, "1.1", "TN-01", [3], "", "en"]],
    ["a remark that is too long", [1, "1.1", "TN-01", [3], "x".repeat(1_201), "en"]],
    ["a field too few", [1, "1.1", "TN-01", [3], ""]],
  ])("[CAT2] refuses %s", (_what, item) => {
    expect(codeOf(decodeStatement(encodeItem(item)))).toBe("open/content")
  })

  test("[CAT2] refuses bytes that are no statement at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(codeOf(decodeStatement(bytes))).toBe("open/content")
      }),
    )
  })

  test("[CAT3] another catalogue version is handed on as code and raw values, not guessed", () => {
    const bytes = encodeItem([1, "2.0", "TN-01", [3, [7]], "hm", "en"])
    expect(decodeStatement(bytes)).toEqual({
      ok: true,
      value: {
        kind: "unavailable",
        version: "2.0",
        code: "TN-01",
        raw: [3, [7]],
        remark: { text: "hm", language: "en" },
      },
    })
  })
})

describe("encodeStatement", () => {
  test("[CAT4] never sends a statement with a parameter missing, strange or of another type", () => {
    const { params } = exampleStatement("AK-04")
    const { until, ...rest } = params
    const wrong = [
      rest,
      { ...rest, till: until ?? { type: "fields", numbers: [1] } },
      { ...params, more: { type: "text", text: "x" } },
      { ...params, until: { type: "text", text: "soon" } },
    ] as const
    for (const each of wrong) {
      const statement: Statement = { code: "AK-04", params: each, remark: undefined }
      expect(codeOf(encodeStatement(statement))).toBe("open/content")
    }
  })

  test("never sends what the other side would refuse", () => {
    const backwards = { type: "window", from: 1_800_000_000_000, to: 1_700_000_000_000 } as const
    const statement = exampleStatement("EX-02")
    expect(
      codeOf(encodeStatement({ ...statement, params: { ...statement.params, window: backwards } })),
    ).toBe("open/content")
    const remark = { text: "x".repeat(1_201), language: "en" }
    expect(codeOf(encodeStatement({ ...statement, remark }))).toBe("open/content")
  })

  test("[CAT23] a superseding statement holds the new one, at the depth the encoding allows", () => {
    const statement = exampleStatement("CR-02", {
      replacement:
        "PR-01 area=poly:0,0/0,1/1,1; domains=air; from=2026-11-22T14:05:00Z; until=OPEN; authority=minister@2026-11-22T13:50:00Z@FO-221",
    })
    expect(decodeStatement(bytesOf(statement))).toMatchObject({ value: { statement } })
  })

  test("a polygon read back by value is as deep as anything gets, and travels", () => {
    const statement = exampleStatement("AK-02", { values: "NT-05 6=poly:0,0/0,1/1,1" })
    expect(decodeStatement(bytesOf(statement))).toMatchObject({ value: { statement } })
  })
})
