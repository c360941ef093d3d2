import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import type { Parsed, ParseContext } from "../../../../shared/catalogue/parameter.ts"
import { equalValues, orSpecial } from "../../../../shared/catalogue/parameter.ts"
import { simpleOf, simpleTypes } from "../../../../shared/catalogue/parameters/simple.ts"
import type { Field, ParameterName } from "../../../../shared/catalogue/statement-type.ts"
import type { Value } from "../../../../shared/catalogue/value.ts"
import { decodeAs, encodeAs } from "../../../../shared/encoding/schema.ts"
import { branded } from "../../../../shared/encoding/schema.ts"
import type { MessageId } from "../../../../shared/records/names.ts"
import { valueOf } from "../arbitrary.ts"

const known = branded<MessageId>("0190".repeat(8))
const desk: ParseContext = {
  messageOf: (serial) => (serial === "A1-0417" ? known : undefined),
}

type SimpleName = keyof typeof simpleTypes
const names = Object.keys(simpleTypes).filter((name): name is SimpleName => name in simpleTypes)

function fieldOf(type: ParameterName): Field {
  return {
    number: 1,
    name: "x",
    type,
    critical: false,
    special: undefined,
    most: undefined,
    example: undefined,
  }
}

function parse(type: SimpleName, text: string): Parsed<Value> {
  return simpleTypes[type].parse(text, desk)
}

describe.each(names)("%s", (name) => {
  const type = simpleTypes[name]

  test("[CAT6] its example is valid, and a wrong value is answered with it", () => {
    expect(type.parse(type.example, desk).ok).toBe(true)
    const wrong = type.parse("\u{202e}", desk)
    if (wrong.ok) throw new Error(`${name} takes anything`)
    expect(wrong.error).toContain(`for example ${type.example}`)
  })

  test("[CAT5] every value has a text that parses back to it", () => {
    fc.assert(
      fc.property(valueOf(fieldOf(name)), (value) => {
        expect(type.parse(type.write(value), desk)).toEqual({ ok: true, value })
      }),
    )
  })

  test("[CAT1] every value travels and comes back", () => {
    fc.assert(
      fc.property(valueOf(fieldOf(name)), (value) => {
        const bytes = encodeAs(type.schema, value)
        expect(decodeAs(type.schema, bytes, 4_096)).toEqual({ ok: true, value })
        expect(equalValues(type, value, value)).toBe(true)
      }),
    )
  })

  test("names its unit and refuses a value of another type", () => {
    expect(type.unit).not.toBe("")
    expect(() => type.schema.encode({ type: "special", word: "ALL" })).toThrow("belongs")
  })
})

test("[CAT6] every way to type each parameter wrong is named", () => {
  const wrong: readonly (readonly [SimpleName, string, string])[] = [
    ["DTG", "tomorrow", '"tomorrow" is no instant'],
    ["WIN", "2026-11-22T14:00:00Z", "no window"],
    ["WIN", "2026-11-22T16:00:00Z/2026-11-22T14:00:00Z", "ends before it begins"],
    ["DUR", "-3", "no number of minutes"],
    ["DUR", "3.5", "no number of minutes"],
    ["DUR", "525601", "no number of minutes"],
    ["POS", "28.5,71.9", "uncertainty in metres is missing"],
    ["POS", "91,0±5", "no position"],
    ["POS", "28.5,71.9±5±5", "no position"],
    ["POS", "28.5,71.9±-5", "no uncertainty"],
    ["POS", "28.5312345,71.9±5", "no position"],
    ["POS", "28,5;71,9±5", "no position"],
    ["ROUTE", "28.5,71.9", "from one point to another"],
    ["ROUTE", "28.5,71.9/28.5,71.9", "from one point to another"],
    ["ROUTE", "28.5,71.9/north", "no route"],
    ["ROUTE", Array.from({ length: 13 }, (_, i) => `${String(i)},0`).join("/"), "no route"],
    ["BRG", "360", "not from 0 to 359"],
    ["BRG", "north", "no whole number"],
    ["ALT", "-501", "not from -500"],
    ["SPD", "1e3", "no whole number"],
    ["COUNT", "1,000", "no whole number"],
    ["DST", "25", "no distance with its unit"],
    ["DST", "25miles", "no distance with its unit"],
    ["SERIAL", "417", "no serial"],
    ["REF", "B1-0001", "no message B1-0001 is held here"],
    ["REFS", "A1-0417", "2 to 8 different messages"],
    ["REFS", "A1-0417,A1-0417", "2 to 8 different messages"],
    ["REFS", "A1-0417,B1-0001", "no message B1-0001 is held here"],
    ["QUOTE", "B1-0001", "no message B1-0001 is held here"],
    ["QUOTE", "text:", "empty"],
    ["HEAD", "1/2/3/4", "no journal head"],
    ["FLD", "0", "no field list"],
    ["FLD", "2,x", "no field list"],
    ["AUTH", "minister", "no instant"],
    ["AUTH", "king@2026-11-22T13:50:00Z@X", "no level"],
    ["AUTH", "minister@2026-11-22T13:50:00Z@", "own reference"],
    ["OBJ", "tank", "not in the list"],
    ["DOMAINS", "land,space", '"space" is not in the list'],
    ["TEXT", "", "empty"],
    ["TEXT", "a\u{202e}b", "[U+202E]"],
    ["TEXT", "x".repeat(121), "121 characters"],
    ["NAME", "x".repeat(41), "41 characters"],
    ["NAMES", "First Name//Second Name", '"" is no name'],
    ["NAMES", `First Name/${"x".repeat(41)}`, "is no name"],
    ["NAMES", Array.from({ length: 21 }, () => "x").join("/"), "not 1 to 20 names"],
    ["NAMES", "First\u{202e}Name", "[U+202E]"],
    ["PROSE", "", "empty"],
    ["PROSE", "see https://example.org", "a link"],
    ["PROSE", "x".repeat(1_201), "longer than 1200 characters"],
    ["PROSE", "a\u{202e}b", "[U+202E]"],
  ]
  for (const [type, text, sentence] of wrong) {
    const parsed = parse(type, text)
    expect(parsed.ok ? `${type} takes ${text}` : parsed.error).toContain(sentence)
  }
})

test("takes what people type: capitals, blanks, +- for ±, leading zeros, a serial", () => {
  expect(parse("OBJ", " Cruise Missile ")).toEqual({
    ok: true,
    value: { type: "word", word: "cruise-missile" },
  })
  expect(parse("POS", "28.5312,71.9034+-500")).toEqual(parse("POS", " 28.5312, 71.9034±500"))
  expect(parse("BRG", "045")).toEqual({ ok: true, value: { type: "number", number: 45 } })
  expect(parse("REF", "A1-0417")).toEqual({ ok: true, value: { type: "ref", message: known } })
  expect(parse("PROSE", " one\r\ntwo ")).toEqual({
    ok: true,
    value: { type: "text", text: "one\ntwo" },
  })
  expect(parse("NAMES", "First Name / Second Name")).toEqual({
    ok: true,
    value: { type: "names", names: ["First Name", "Second Name"] },
  })
  expect(parse("FLD", "6, 2,2")).toEqual({ ok: true, value: { type: "fields", numbers: [2, 6] } })
  expect(parse("DOMAINS", "sea,land,sea")).toEqual({
    ok: true,
    value: { type: "words", words: ["land", "sea"] },
  })
})

test("[CAT7] minus zero is zero, in degrees and on the wire", () => {
  const west = parse("POS", "-0.0,-0±5")
  expect(west).toEqual(parse("POS", "0,0±5"))
})

describe("orSpecial", () => {
  const count = orSpecial(simpleTypes.COUNT, "UNKNOWN")

  test("[CAT4] unknown is a value where the table admits it, and only there", () => {
    expect(count.parse("unknown", desk)).toEqual({
      ok: true,
      value: { type: "special", word: "UNKNOWN" },
    })
    expect(simpleTypes.COUNT.parse("UNKNOWN", desk).ok).toBe(false)
    const wrong = count.parse("many", desk)
    expect(wrong.ok ? "taken" : wrong.error).toContain("or UNKNOWN")
  })

  test("[CAT4] it travels as an empty byte string, which is no value of any type", () => {
    const value: Value = { type: "special", word: "UNKNOWN" }
    expect(encodeAs(count.schema, value)).toEqual(Uint8Array.of(0x40))
    expect(decodeAs(count.schema, Uint8Array.of(0x40), 16)).toEqual({ ok: true, value })
    for (const name of names) {
      expect(decodeAs(simpleTypes[name].schema, Uint8Array.of(0x40), 16).ok).toBe(false)
    }
  })

  test("another special word is refused", () => {
    expect(() => count.schema.encode({ type: "special", word: "ALL" })).toThrow("belongs")
  })
})

test("the two types that hold fields are not simple", () => {
  expect(simpleOf(fieldOf("VALUES"))).toBeUndefined()
  expect(simpleOf(fieldOf("STATEMENT"))).toBeUndefined()
})
