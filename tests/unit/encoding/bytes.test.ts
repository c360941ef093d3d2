import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  bytesOfHex,
  compareText,
  equalBytes,
  hexOf,
  joinBytes,
  uint64,
  utf8,
} from "../../../shared/encoding/bytes.ts"

describe("hexadecimal", () => {
  test("is two lower-case digits a byte, there and back", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(hexOf(bytes)).toMatch(/^([0-9a-f]{2})*$/u)
        expect(bytesOfHex(hexOf(bytes))).toStrictEqual(bytes)
      }),
    )
  })

  test.each(["0", "0g", "zz"])("refuses %s", (text) => {
    expect(() => bytesOfHex(text)).toThrow(Error)
  })
})

describe("byte strings", () => {
  test("are equal when each byte is, and never at different lengths", () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
    expect(equalBytes(Uint8Array.of(), Uint8Array.of())).toBe(true)
  })

  test("join in order", () => {
    expect(joinBytes(utf8("Ж"), Uint8Array.of(), Uint8Array.of(0))).toStrictEqual(
      Uint8Array.of(0xd0, 0x96, 0),
    )
  })
})

describe("compareText", () => {
  test("orders identifiers as their bytes are ordered", () => {
    const pair = fc.tuple(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }))
    fc.assert(
      fc.property(pair, ([a, b]) => {
        expect(compareText(hexOf(a), hexOf(b))).toBe(Math.sign(Buffer.compare(a, b)))
      }),
    )
  })
})

describe("uint64", () => {
  test("writes eight bytes, most significant first, up to 2^53-1", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(Buffer.from(uint64(value)).readBigUInt64BE()).toBe(BigInt(value))
      }),
    )
  })
})
