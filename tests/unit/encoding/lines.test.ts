// What strangers write for people to read: no terminal, log or screen may be turned round or commanded by it.

import * as v from "valibot"
import { describe, expect, test } from "vitest"

import { encodeItem } from "../../../shared/encoding/cbor.ts"
import { Malformed } from "../../../shared/encoding/item.ts"
import { decodeAs, encodeAs, prose, text, type Schema } from "../../../shared/encoding/schema.ts"
import { callSign } from "../../../shared/records/names.ts"
import { relayFrame } from "../../../shared/wire/frames.ts"
import { lineOfText } from "../../../client/cli/line-of-text.ts"

const hidden: readonly (readonly [string, string])[] = [
  ["an escape sequence", "A1\u{1b}[2J\u{1b}[HALL CLEAR"],
  ["a carriage return", "NO FORCES MOVE\rA"],
  ["a line break", "A1\n✓ VERIFIED"],
  ["a C1 control", "\u{9b}8mA1"],
  ["text turned round", "\u{202e}sffo dnatS"],
  ["an isolate", "\u{2067}A1"],
  ["a character of no width", "A\u{200b}1"],
  ["a tag", "A1\u{e0041}"],
  ["a line separator", "A1\u{2028}B1"],
]

function codeOf<T>(schema: Schema<T>, value: string): string {
  const read = decodeAs(schema, encodeItem(value), 1_000)
  return read.ok ? "read" : read.code
}

describe("a line of text", () => {
  test.each(hidden)("[ENC9] with %s is refused when it is read, and never written", (_, line) => {
    expect(codeOf(text(80), line)).toBe("form/malformed")
    expect(() => encodeAs(text(80), line)).toThrow("hidden")
    expect(v.safeParse(lineOfText(), line).success).toBe(false)
  })

  test.each(["République du Sud", "غرفة العمليات ١", "می‌خواهم", "Комната 5"])(
    "[ENC9] in any language is what it is: %s",
    (line) => {
      expect(codeOf(text(80), line)).toBe("read")
      expect(v.safeParse(lineOfText(), line).success).toBe(true)
    },
  )

  test("[ENC9] of a relay that explains itself is no other", () => {
    const refusal = [3, 1, 0, 0, 0, "\u{1b}]0;pwned\u{7}"]
    const read = decodeAs(relayFrame, encodeItem(refusal), 1_000)
    expect(read).toMatchObject({ ok: false, code: "form/malformed" })
  })

  test("a note has lines, and is checked by whoever opens it", () => {
    expect(codeOf(prose(80), "parley/1\n5\nroot\n")).toBe("read")
  })
})

describe("a call sign", () => {
  test.each(["A", "A1", "NORTH12", "A1234567"])("[FND14] may be %s", (sign) => {
    expect(codeOf(callSign, sign)).toBe("read")
  })

  test.each(["", "a1", "1A", "A1-", "А1", "A 1", "../../A", "A12345678"])(
    "[FND14] may not be %j",
    (sign) => {
      expect(codeOf(callSign, sign)).toBe("form/malformed")
      expect(() => encodeAs(callSign, sign)).toThrow(Malformed)
    },
  )
})
