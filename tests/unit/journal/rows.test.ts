import * as fc from "fast-check"
import { expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import * as rows from "../../../server/journal/rows.ts"

const line = branded<LineId>("5a".repeat(32))
const next = branded<LineId>(`${"5a".repeat(31)}5b`)
const whole = fc.maxSafeNat()

test("[JRN4] entries sort by line, then by index as a number", () => {
  fc.assert(
    fc.property(whole, whole, (a, b) => {
      const [ka, kb] = [hexOf(rows.entryKey(line, a)), hexOf(rows.entryKey(line, b))]
      expect(ka < kb).toBe(a < b)
      expect(ka < hexOf(rows.entryKey(next, b))).toBe(true)
    }),
  )
})

test("[JRN5] a range holds the keys with its prefix behind the key given, and no others", () => {
  const key = fc.stringMatching(/^[!-~]{1,6}$/)
  const prefix = fc.stringMatching(/^[!-~]{0,2}$/)
  fc.assert(
    fc.property(key, prefix, fc.option(key, { nil: undefined }), (name, start, after) => {
      const range = rows.besideRange(line, start, after)
      const at = hexOf(rows.besideKey(line, name))
      const isIn = at >= hexOf(range.from) && at < hexOf(range.below)
      expect(isIn).toBe(name.startsWith(start) && (after === undefined || name > after))
    }),
  )
})

test("[JRN6] what expired lies before now, whatever its name", () => {
  fc.assert(
    fc.property(whole, whole, fc.stringMatching(/^[!-~]{1,6}$/), (keepUntil, now, name) => {
      const range = rows.expiredRange(line, now)
      const key = rows.expiryKey(line, keepUntil, name)
      expect(hexOf(key) >= hexOf(range.from) && hexOf(key) < hexOf(range.below)).toBe(
        keepUntil < now,
      )
      expect(rows.nameOfExpiry(key)).toBe(name)
    }),
  )
})

test("values come back, absent numbers as absent", () => {
  const time = fc.option(fc.nat({ max: 2 ** 50 }), { nil: undefined })
  fc.assert(
    fc.property(whole, time, fc.uint8Array(), (size, at, value) => {
      expect(rows.decodeHead(rows.encodeHead({ size, nextDue: at }))).toEqual({ size, nextDue: at })
      const row = { keepUntil: at, value }
      expect(rows.decodeBeside(rows.encodeBeside(row))).toEqual(row)
      const layout = { format: 1, lines: size }
      expect(rows.decodeLayout(rows.encodeLayout(layout))).toEqual(layout)
      expect(rows.lineOfHead(rows.headKey(line))).toBe(line)
      expect(rows.nameOfBeside(rows.besideKey(line, "a/b"))).toBe("a/b")
    }),
  )
})

test.each(["", "a b", "é", "\u0000", "x".repeat(201)])(
  "a key like %j is our own mistake",
  (name) => {
    expect(() => rows.besideKey(line, name)).toThrow("broken promise")
  },
)

test("a time that is no whole number is our own mistake", () => {
  expect(() => rows.encodeHead({ size: 0, nextDue: 1.5 })).toThrow("broken promise")
  expect(() => rows.encodeHead({ size: 0, nextDue: -1 })).toThrow("broken promise")
})
