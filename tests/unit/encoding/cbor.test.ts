import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { bytesOfHex, hexOf } from "../../../shared/encoding/bytes.ts"
import { decodeItem, encodeItem } from "../../../shared/encoding/cbor.ts"
import { Malformed, type Item } from "../../../shared/encoding/item.ts"
import { limits } from "../../../shared/limits.ts"

const room = 4_096

const itemOf = (hex: string): Item => decodeItem(bytesOfHex(hex), room)

/** Items of the profile, arrays nested no deeper than the bound. */
const items: fc.Arbitrary<Item> = fc.letrec<{ item: Item; leaf: Item }>((tie) => ({
  item: fc.oneof(
    { maxDepth: limits.depthMax, withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("item"), { maxLength: 5 }),
  ),
  leaf: fc.oneof(
    fc.maxSafeNat(),
    fc.nat(70_000),
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: "binary", maxLength: 300 }).filter((text) => !text.startsWith("\uFEFF")),
  ),
})).item

describe("the one encoding", () => {
  test("[ENC1] what is encoded decodes to itself", () => {
    fc.assert(
      fc.property(items, (item) => {
        expect(decodeItem(encodeItem(item), 1_000_000)).toStrictEqual(item)
      }),
    )
  })

  test.each([
    ["an integer in the initial byte", 23, "17"],
    ["an integer in one byte", 24, "1818"],
    ["an integer in two bytes", 256, "190100"],
    ["an integer in four bytes", 65_536, "1a00010000"],
    ["an integer in eight bytes", 4_294_967_296, "1b0000000100000000"],
    ["the largest integer", Number.MAX_SAFE_INTEGER, "1b001fffffffffffff"],
    ["minus zero, as zero", -0, "00"],
    ["no bytes", new Uint8Array(0), "40"],
    ["bytes", Uint8Array.of(1, 2), "420102"],
    ["no text", "", "60"],
    ["text beyond ASCII", "Ж", "62d096"],
    ["no elements", [], "80"],
    ["elements", [1, "a", [Uint8Array.of(255)]], "830161618141ff"],
  ] as const)("[ENC1] %s", (_, item, hex) => {
    expect(hexOf(encodeItem(item))).toBe(hex)
  })

  test("[ENC1] is plain bytes that share no memory with the input", () => {
    const source = Uint8Array.of(1, 2, 3)
    const encoded = encodeItem([source])
    const decoded = decodeItem(encoded, room)
    source.fill(9)
    expect(encoded).toStrictEqual(Uint8Array.of(0x81, 0x43, 1, 2, 3))
    encoded.fill(9)
    expect(decoded).toStrictEqual([Uint8Array.of(1, 2, 3)])
    // Long enough for the library to gather it in a buffer of Node's.
    const gathered = encodeItem([new Uint8Array(64), new Uint8Array(64)])
    expect(Object.getPrototypeOf(gathered)).toBe(Uint8Array.prototype)
  })
})

describe("what is refused", () => {
  test.each([
    ["an integer in one byte that fits the initial one", "1817"],
    ["an integer in two bytes that fits one", "1900ff"],
    ["an integer in four bytes that fits two", "1a0000ffff"],
    ["an integer in eight bytes that fits four", "1b00000000ffffffff"],
    ["a byte string whose length is too wide", "580141"],
    ["a text whose length is too wide", "780161"],
    ["an array whose count is too wide", "980101"],
  ])("[ENC1] %s", (_, hex) => {
    expect(() => itemOf(hex)).toThrow(Malformed)
  })

  test.each([
    ["a negative integer", "20"],
    ["a negative integer in eight bytes", "3b001fffffffffffff"],
    ["a map without entries", "a0"],
    ["a map", "a10102"],
    ["a map with unsorted keys", "a202010102"],
    ["a tag", "c000"],
    ["a bignum", "c249010000000000000000"],
    ["false", "f4"],
    ["true", "f5"],
    ["null", "f6"],
    ["undefined", "f7"],
    ["another simple value", "f820"],
    ["a half float", "f93c00"],
    ["a float that is a whole number", "fa3f800000"],
    ["a double", "fb3ff0000000000000"],
    ["not a number", "f97e00"],
    ["infinity", "f97c00"],
    ["a lone break", "ff"],
    ["bytes of indefinite length", "5f4101ff"],
    ["text of indefinite length", "7f6161ff"],
    ["an array of indefinite length", "9f01ff"],
    ["a reserved width", "1c"],
    ["an integer of 2^53", "1b0020000000000000"],
    ["the largest integer of eight bytes", "1bffffffffffffffff"],
    ["a forbidden kind inside an array", "8201f6"],
  ])("[ENC2] %s", (_, hex) => {
    expect(() => itemOf(hex)).toThrow(Malformed)
  })

  // The message shows that the scan refused: the library would have spent memory or guessed before it did.
  test.each([
    ["nothing at all", "", "ends too early"],
    ["an integer without its byte", "18", "ends too early"],
    ["an integer without its eight bytes", "1b00000000000000", "ends too early"],
    ["bytes that run past the end", "4301", "a string runs past the end"],
    ["bytes that lack one", "420a", "a string runs past the end"],
    ["bytes of a claimed 2^53-1", "5b001fffffffffffff00", "a string runs past the end"],
    ["text of a claimed 4 GiB", "7affffffff61", "a string runs past the end"],
    ["bytes of more than can be counted", "5bffffffffffffffff00", "an integer above 2^53-1"],
    ["an array without its element", "81", "an array runs past the end"],
    ["an array of a claimed 2^53-1", "9b001fffffffffffff00", "an array runs past the end"],
    ["an array of a claimed 2^32-1", "9affffffff00", "an array runs past the end"],
    ["an array that counts elements of its neighbour", "82820102", "ends too early"],
    ["a second item", "0000", "bytes after the end"],
    ["a byte after an array", "810100", "bytes after the end"],
    ["an array without an end", "9f01ff", "indefinite or reserved length"],
  ])("[ENC3] %s", (_, hex, message) => {
    expect(() => itemOf(hex)).toThrow(new Malformed(message))
  })

  test("[ENC3] more bytes than the place allows, and not one fewer", () => {
    const bytes = encodeItem("x".repeat(20))
    expect(decodeItem(bytes, bytes.length)).toBe("x".repeat(20))
    expect(() => decodeItem(bytes, bytes.length - 1)).toThrow(Malformed)
  })

  test.each([
    ["with something inside", "01"],
    ["with nothing inside", ""],
  ])("[ENC3] nesting beyond the bound, %s", (_, inside) => {
    const nested = (depth: number): string =>
      inside === "" ? `${"81".repeat(depth - 1)}80` : `${"81".repeat(depth)}${inside}`
    expect(itemOf(nested(limits.depthMax))).toBeInstanceOf(Array)
    expect(() => itemOf(nested(limits.depthMax + 1))).toThrow("nested too deep")
    expect(() => itemOf(nested(3_000))).toThrow("nested too deep")
  })

  test.each([
    ["a continuation byte alone", "6180"],
    ["a sequence cut short", "61c3"],
    ["an overlong form", "62c0af"],
    ["half a surrogate pair", "63eda080"],
    ["a code point past the last", "64f4908080"],
    ["a byte that UTF-8 never has", "61ff"],
    ["a leading byte order mark", "64efbbbf61"],
  ])("[ENC5] text with %s", (_, hex) => {
    expect(() => itemOf(hex)).toThrow(Malformed)
  })
})

/** Heads of small items between arbitrary bytes: random bytes alone seldom get past their first. */
const nearlyItems = fc
  .array(fc.oneof(fc.constantFrom(0x01, 0x18, 0x40, 0x42, 0x61, 0x80, 0x81, 0x82), fc.nat(255)), {
    maxLength: 40,
  })
  .map((numbers) => Uint8Array.from(numbers))

describe("bytes from anybody", () => {
  test.each([
    ["arbitrary bytes", fc.uint8Array({ maxLength: 64 })],
    ["bytes that resemble items", nearlyItems],
  ])("[ENC4] %s end in an item that encodes to them, or in Malformed", (_, source) => {
    fc.assert(
      fc.property(source, (bytes) => {
        expect(["malformed", hexOf(bytes)]).toContain(attempt(bytes))
      }),
      { numRuns: 10_000 },
    )
  })
})

/** The hexadecimal of what was read encoded again, or "malformed". Anything else that is thrown fails the test. */
function attempt(bytes: Uint8Array): string {
  try {
    return hexOf(encodeItem(decodeItem(bytes, room)))
  } catch (error) {
    if (error instanceof Malformed) return "malformed"
    throw error
  }
}
