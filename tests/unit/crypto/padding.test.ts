import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { isPaddedLength, pad, paddedLength, unpad } from "../../../shared/crypto/padding.ts"
import { limits } from "../../../shared/limits.ts"

const plain = fc.uint8Array({ maxLength: 5_000 })
const floor = fc.constantFrom(limits.bodyFloorBytes, limits.framePadFloorBytes)

function sizes(least: number, most: number): number {
  return new Set(Array.from({ length: most }, (_, i) => paddedLength(i + 1, least))).size
}

describe("[SEC11] padding", () => {
  test("gives back what was padded", () => {
    fc.assert(
      fc.property(plain, floor, (bytes, least) => {
        expect(unpad(pad(bytes, least), least)).toEqual(bytes)
      }),
    )
  })

  test("grows by at most an eighth above the floor, and never shrinks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), floor, (length, least) => {
        const padded = paddedLength(length, least)
        expect(padded).toBeGreaterThanOrEqual(Math.max(length, least))
        expect(padded).toBeLessThanOrEqual(Math.max(length * 1.125, least))
        expect(isPaddedLength(padded, least)).toBe(true)
      }),
    )
  })

  test("keeps the order of lengths", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), floor, (length, least) => {
        expect(paddedLength(length + 1, least)).toBeGreaterThanOrEqual(paddedLength(length, least))
      }),
    )
  })

  test("leaves an observer few sizes", () => {
    expect(sizes(limits.bodyFloorBytes, 64 * 1_024)).toBe(97)
    expect(sizes(limits.framePadFloorBytes, limits.frameBytesMax)).toBe(81)
  })

  test("has one form: bytes that are not what it makes are refused", () => {
    fc.assert(
      fc.property(plain, floor, fc.integer({ min: 1, max: 300 }), (bytes, least, more) => {
        const padded = pad(bytes, least)
        const longer = new Uint8Array(padded.length + more)
        longer.set(padded)
        expect(unpad(longer, least)).toBeUndefined()
        expect(unpad(padded.subarray(0, -1), least)).toBeUndefined()
      }),
    )
  })

  test("never throws, and what it takes it also makes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_200 }), (bytes) => {
        const found = unpad(bytes, 16)
        expect(found === undefined ? bytes : pad(found, 16)).toEqual(bytes)
      }),
    )
    expect(unpad(new Uint8Array(0), 0)).toBeUndefined()
    expect(unpad(new Uint8Array(1_024), 1_024)).toBeUndefined()
  })

  test("follows Padmé in its published examples", () => {
    expect([9, 100, 1_000, 10_000, 1_000_000].map((each) => paddedLength(each, 0))).toEqual([
      10, 104, 1_024, 10_240, 1_015_808,
    ])
  })
})
