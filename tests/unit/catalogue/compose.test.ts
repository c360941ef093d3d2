import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { exampleOf, parseParameters, writtenParameters } from "../../../shared/catalogue/compose.ts"
import { render } from "../../../shared/catalogue/render.ts"
import { referencesOf, type Said } from "../../../shared/catalogue/substance.ts"
import { listTypes } from "../../../shared/catalogue/table.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { anyStatement } from "./arbitrary.ts"
import { exampleParams } from "./example.ts"

const errorsOf = (
  code: Parameters<typeof parseParameters>[0],
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => {
  const parsed = parseParameters(code, given)
  return parsed.ok ? {} : parsed.errors
}

describe("exampleOf", () => {
  test.each(listTypes().map(({ code }) => code))("[CAT6] %s: its examples parse", (code) => {
    expect(Object.keys(exampleParams(code))).toEqual(exampleOf(code).map(({ name }) => name))
  })

  test("gives what a help page prints: number, name, type, unit, critical, form, example", () => {
    expect(exampleOf("NT-05")[6]).toEqual({
      number: 7,
      name: "timeToImpact",
      type: "DUR",
      unit: "minutes",
      critical: true,
      form: "whole minutes, or UNKNOWN",
      example: "3",
    })
  })
})

describe("parseParameters", () => {
  test("[CAT4] every parameter must be given: nothing is assumed", () => {
    for (const { code, fields } of listTypes()) {
      expect(Object.keys(errorsOf(code, {}))).toEqual(fields.map(({ name }) => name))
    }
    expect(errorsOf("TN-01", {})["level"]).toBe(
      "missing. Type one of normal, watchful, serious, grave, for example normal",
    )
  })

  test("[CAT6] each wrong parameter has its own sentence, and a name too many is one", () => {
    const errors = errorsOf("AK-04", { ref: "A1-0417", until: "soon", Until: "x", __proto__x: "" })
    expect(errors["until"]).toContain("for example 2026-11-22T14:05:00Z")
    expect(errors["ref"]).toContain("no message A1-0417 is held here")
    expect(errors["Until"]).toBe("AK-04 has ref, until; not Until")
    expect(Object.keys(errors).toSorted()).toEqual(["Until", "__proto__x", "ref", "until"])
  })

  test("a name that objects have by nature is a name too many like any other", () => {
    const given = Object.fromEntries([
      ["level", "grave"],
      ["__proto__", "x"],
      ["constructor", "x"],
    ])
    expect(Object.keys(errorsOf("TN-01", given))).toEqual(["__proto__", "constructor"])
  })

  test("[CAT31] a proposal that ends before it begins is refused", () => {
    const examples = exampleOf("PR-01").map(({ name, example }) => [name, example] as const)
    const given = { ...Object.fromEntries(examples), until: "2026-11-22T14:05:00Z" }
    expect(errorsOf("PR-01", given)).toEqual({ until: "until is not later than from" })
    expect(errorsOf("PR-01", { ...given, until: "OPEN" })).toEqual({})
  })

  test("[CAT31] a band whose lowest altitude is above its highest is refused", () => {
    const examples = exampleOf("PR-02").map(({ name, example }) => [name, example] as const)
    const given = { ...Object.fromEntries(examples), minAltitude: "9501", maxAltitude: "9500" }
    expect(errorsOf("PR-02", given)).toEqual({ maxAltitude: "maxAltitude is below minAltitude" })
    expect(errorsOf("PR-02", { ...given, minAltitude: "9500" })).toEqual({})
    expect(errorsOf("PR-02", { ...given, minAltitude: "NONE" })).toEqual({})
  })

  test("serials become message ids where the desk holds the message", () => {
    const message = branded<MessageId>("0190".repeat(8))
    const parsed = parseParameters(
      "AK-04",
      { ref: "B1-0003", until: "2026-11-22T14:05:00Z" },
      { messageOf: (serial) => (serial === "B1-0003" ? message : undefined) },
    )
    expect(parsed).toMatchObject({ params: { ref: { type: "ref", message } } })
  })
})

test("[CAT30] a list of messages is shown by serials, and every one of them is referred to", () => {
  const params = exampleParams("QY-06", { messages: `${"01".repeat(16)},${"02".repeat(16)}` })
  const said: Said = { code: "QY-06", params }
  expect(referencesOf(said)).toEqual(["01".repeat(16), "02".repeat(16)])
  const rendering = render(said, "es", {
    serialOf: (id) => (id.startsWith("01") ? "A1-0001" : "B1-0002"),
  })
  expect(rendering.ok && rendering.text).toContain("Mensajes: A1-0001, B1-0002.")
  const one = errorsOf("QY-06", { messages: "01".repeat(16) })
  expect(one["messages"]).toContain("2 to 8 different messages")
})

test("[CAT5] a statement's typed form parses back to the statement", () => {
  fc.assert(
    fc.property(anyStatement, (statement) => {
      const { from, until, minAltitude: low, maxAltitude: high } = statement.params
      fc.pre(!(from?.type === "dtg" && until?.type === "dtg" && until.at <= from.at))
      fc.pre(!(low?.type === "number" && high?.type === "number" && high.number < low.number))
      expect(parseParameters(statement.code, writtenParameters(statement))).toEqual({
        ok: true,
        params: statement.params,
      })
    }),
  )
})
