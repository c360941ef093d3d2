import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { bytesOfHex, hexOf } from "../../../shared/encoding/bytes.ts"
import { Malformed, type Item } from "../../../shared/encoding/item.ts"
import {
  bytes,
  choice,
  constant,
  decodeAs,
  encodeAs,
  flag,
  id,
  list,
  optional,
  prose,
  record,
  signed,
  text,
  uint,
  variant,
  type Infer,
  type Schema,
} from "../../../shared/encoding/schema.ts"

const colour = choice({ red: 1, green: 2 })
const shape = variant({
  dot: [1, {}],
  line: [2, { length: uint(100), colour }],
})
const drawing = record({
  format: constant(1),
  name: text(8),
  owner: optional(id<string>(2)),
  shapes: list(shape, 3),
  shift: signed(),
  visible: flag(),
  seal: bytes(2),
})
type Drawing = Infer<typeof drawing>

const plain = { noNullPrototype: true }
const shapes = fc.oneof(
  fc.constant({ kind: "dot" as const }),
  fc.record(
    {
      kind: fc.constant("line" as const),
      length: fc.nat(100),
      colour: fc.constantFrom("red" as const, "green" as const),
    },
    plain,
  ),
)
const drawings: fc.Arbitrary<Drawing> = fc.record(
  {
    format: fc.constant(1),
    name: fc.string({ maxLength: 8 }),
    owner: fc.option(fc.constantFrom("00ff", "a1b2"), { nil: undefined }),
    shapes: fc.array(shapes, { maxLength: 3 }),
    shift: fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 }),
    visible: fc.boolean(),
    seal: fc.uint8Array({ minLength: 2, maxLength: 2 }),
  },
  plain,
)

const example: Drawing = {
  format: 1,
  name: "plan",
  owner: "00ff",
  shapes: [{ kind: "dot" }, { kind: "line", length: 100, colour: "green" }],
  shift: -3,
  visible: true,
  seal: Uint8Array.of(7, 8),
}
const exampleItem: Item = [
  1,
  "plan",
  Uint8Array.of(0, 255),
  [[1], [2, 100, 2]],
  5,
  1,
  Uint8Array.of(7, 8),
]

describe("a structure", () => {
  test("[ENC6] is an array of its fields in the order of the schema", () => {
    expect(drawing.encode(example)).toStrictEqual(exampleItem)
    expect(drawing.decode(exampleItem, "")).toStrictEqual(example)
  })

  test("[ENC6] decodes to what was encoded", () => {
    fc.assert(
      fc.property(drawings, (value) => {
        const read = decodeAs(drawing, encodeAs(drawing, value), 1_000)
        expect(read).toStrictEqual({ ok: true, value })
      }),
    )
  })

  test.each([
    ["another constant", 0, 2, ".format"],
    ["text over its length", 1, "123456789", ".name"],
    ["a number for text", 1, 5, ".name"],
    ["an id a byte short", 2, Uint8Array.of(0), ".owner"],
    ["an id a byte long", 2, Uint8Array.of(0, 1, 2), ".owner"],
    ["a list over its length", 3, [[1], [1], [1], [1]], ".shapes"],
    ["bytes for a list", 3, Uint8Array.of(1), ".shapes"],
    ["a kind not in the list", 3, [[3]], ".shapes[0]"],
    ["a kind without its number", 3, [[]], ".shapes[0]"],
    ["a number for a variant", 3, [1], ".shapes[0]"],
    ["a field too many in a variant", 3, [[1, 1]], ".shapes[0].dot"],
    ["a field too few in a variant", 3, [[1], [2, 1]], ".shapes[1].line"],
    ["a number over its bound", 3, [[2, 101, 1]], ".shapes[0].line.length"],
    ["a word not in the list", 3, [[2, 1, 3]], ".shapes[0].line.colour"],
    ["text for a word", 3, [[2, 1, "red"]], ".shapes[0].line.colour"],
    ["text for a number", 4, "5", ".shift"],
    ["a flag that is neither", 5, 2, ".visible"],
    ["bytes of another length", 6, Uint8Array.of(1), ".seal"],
    ["text for bytes", 6, "ab", ".seal"],
  ] as const)("[ENC6] with %s is refused, and the refusal says where", (_, at, other, path) => {
    const items = [...exampleItem].with(at, other)
    expect(() => drawing.decode(items, "")).toThrow(Malformed)
    expect(() => drawing.decode(items, "")).toThrow(`${path}: `)
  })

  test.each([
    ["a field too few", exampleItem.slice(0, -1)],
    ["a field too many", [...exampleItem, 0]],
    ["no array", 1],
  ])("[ENC6] with %s is refused", (_, item) => {
    expect(() => drawing.decode(item, "")).toThrow(Malformed)
  })
})

describe("decodeAs", () => {
  test("[ENC4] answers form/malformed for whatever is not the structure", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (random) => {
        const read = decodeAs(drawing, random, 64)
        expect(read).toMatchObject({ ok: false, code: "form/malformed" })
      }),
      { numRuns: 10_000 },
    )
  })

  test("[ENC4] holds for bytes that were a structure before somebody changed them", () => {
    const change = fc.record({ at: fc.nat(100), byte: fc.nat(255) })
    fc.assert(
      fc.property(drawings, fc.array(change, { minLength: 1, maxLength: 4 }), (value, changes) => {
        const changed = encodeAs(drawing, value)
        for (const { at, byte } of changes) changed[at % changed.length] = byte
        const read = decodeAs(drawing, changed, 1_000)
        const outcome = read.ok ? hexOf(encodeAs(drawing, read.value)) : read.code
        expect(["form/malformed", hexOf(changed)]).toContain(outcome)
      }),
      { numRuns: 10_000 },
    )
  })

  test("[ENC4] lets our own mistakes through: they are no refusals", () => {
    const broken: Schema<number> = {
      encode: (value) => value,
      decode() {
        throw new RangeError("a bug")
      },
    }
    expect(() => decodeAs(broken, Uint8Array.of(0), 10)).toThrow(RangeError)
  })
})

describe("numbers", () => {
  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    "[ENC2] %d is never encoded",
    (value) => {
      expect(() => uint().encode(value)).toThrow(Malformed)
      expect(() => uint(10).encode(11)).toThrow(Malformed)
    },
  )

  test.each([
    [0, 0],
    [-1, 1],
    [1, 2],
    [-2, 3],
    [2 ** 52 - 1, 2 ** 53 - 2],
    [-(2 ** 52), 2 ** 53 - 1],
  ])("[ENC8] %d travels as %d", (value, number) => {
    expect(signed().encode(value)).toBe(number)
    expect(signed().decode(number, "")).toBe(value)
  })

  test.each([0.5, -0.5, 2 ** 52, -(2 ** 52) - 1, Number.NaN])(
    "[ENC8] %d has no place in zig-zag",
    (value) => {
      expect(() => signed().encode(value)).toThrow(Malformed)
    },
  )

  test("[ENC6] another constant is not even encoded", () => {
    expect(() => constant(1).encode(2)).toThrow(Malformed)
  })
})

describe("text", () => {
  test.each(["\uD800", "a\uDC00b", "\uFEFFa"])("[ENC5] %j is never encoded", (value) => {
    expect(() => prose(8).encode(value)).toThrow(Malformed)
    expect(() => text(8).encode(value)).toThrow(Malformed)
  })

  test.each(["", "a\uFEFF", "😀", "مرحبا", "é", "e\u0301", "\u0000"])(
    "[ENC5] %j travels unchanged",
    (value) => {
      expect(decodeAs(prose(8), encodeAs(prose(8), value), 100)).toStrictEqual({ ok: true, value })
    },
  )

  test("[ENC6] over its length is never encoded", () => {
    expect(() => text(3).encode("four")).toThrow(Malformed)
  })
})

describe("what may be absent", () => {
  const schema = optional(bytes(0, 4))

  test("[ENC7] travels as no bytes", () => {
    expect(hexOf(encodeAs(schema, undefined))).toBe("40")
    expect(decodeAs(schema, bytesOfHex("40"), 10)).toStrictEqual({ ok: true, value: undefined })
  })

  test("[ENC7] is never confused with an empty value", () => {
    expect(() => schema.encode(new Uint8Array(0))).toThrow(Malformed)
  })
})

describe("lists, identifiers and byte strings", () => {
  test("[ENC6] over their bounds are never encoded", () => {
    expect(() => list(uint(), 1).encode([1, 2])).toThrow(Malformed)
    expect(() => id<string>(2).encode("00")).toThrow(Malformed)
    expect(() => bytes(1, 2).encode(new Uint8Array(0))).toThrow(Malformed)
    expect(() => bytes(1, 2).encode(new Uint8Array(3))).toThrow(Malformed)
  })

  test("[ENC6] identifiers come out in lower case, so that they can be keys", () => {
    expect(id<string>(2).decode(Uint8Array.of(0xab, 0xcd), "")).toBe("abcd")
  })
})
