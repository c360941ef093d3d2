import { describe, expect, test } from "vitest"

import type { ParseContext } from "../../../../shared/catalogue/parameter.ts"
import { isSimple } from "../../../../shared/catalogue/parameters/outline.ts"
import { area } from "../../../../shared/catalogue/parameters/place.ts"
import type { Point } from "../../../../shared/catalogue/value.ts"
import { decodeAs, encodeAs } from "../../../../shared/encoding/schema.ts"
import { encodeItem } from "../../../../shared/encoding/cbor.ts"

const nothingHeld: ParseContext = { messageOf: () => undefined }
const errorOf = (text: string): string => {
  const parsed = area.parse(text, nothingHeld)
  return parsed.ok ? "taken" : parsed.error
}
const points = (...pairs: readonly (readonly [number, number])[]): readonly Point[] =>
  pairs.map(([latitude, longitude]) => ({ latitude, longitude }))

describe("AREA", () => {
  test("[CAT7] a zone, a circle and a polygon are whole micro-degrees and metres", () => {
    expect(area.parse("zone:k-12", nothingHeld)).toMatchObject({
      value: { area: { kind: "zone", zone: "K-12" } },
    })
    expect(area.parse("circle:28.53,71.90:2.5km", nothingHeld)).toMatchObject({
      value: {
        area: { centre: { latitude: 28_530_000, longitude: 71_900_000 }, radius: 2_500 },
      },
    })
    expect(area.parse("poly:28.5,71.9/28.6,71.95/28.4,72", nothingHeld)).toMatchObject({
      value: { area: { corners: [{ latitude: 28_500_000 }, {}, { longitude: 72_000_000 }] } },
    })
  })

  test.each([
    ["K-12", "no area"],
    ["zone:K 12", "capitals, digits"],
    ["zone:", "no area"],
    ["circle:28.53,71.90", "no area"],
    ["circle:28.53,71.90:0km", "no size"],
    ["circle:28.53,71.90:25", "no area"],
    ["circle:28.53,71.90:1.2345km", "no area"],
    ["poly:28.5,71.9/28.6,71.95", "at least 3 corners"],
    [`poly:${Array.from({ length: 13 }, (_, i) => `${String(i)},0`).join("/")}`, "at most 12"],
    ["poly:0,0/1,1/0,1/1,0", "touch or cross"],
    ["poly:0,0/1,1/x,1", "no area"],
  ])("[CAT7] refuses %s", (text, sentence) => {
    expect(errorOf(text)).toContain(sentence)
  })

  test("[CAT7] the same faults are refused from the wire", () => {
    const bowtie = [
      3,
      [
        [0, 0],
        [2, 2],
        [0, 2],
        [2, 0],
      ],
    ]
    const nowhere = [2, [360_000_002, 0], 5]
    for (const item of [
      bowtie,
      nowhere,
      [1, "K 12"],
      [2, [0, 0], 0],
      [
        3,
        [
          [0, 0],
          [2, 2],
        ],
      ],
    ]) {
      expect(decodeAs(area.schema, encodeItem(item), 256).ok).toBe(false)
    }
    expect(() => encodeAs(area.schema, { type: "area", area: { kind: "zone", zone: "" } })).toThrow(
      "zone",
    )
  })
})

describe("isSimple", () => {
  test("takes outlines that turn either way, and one with a corner on a straight edge", () => {
    expect(isSimple(points([0, 0], [0, 2], [2, 2], [2, 0]))).toBe(true)
    expect(isSimple(points([2, 0], [2, 2], [0, 2], [0, 0]))).toBe(true)
    expect(isSimple(points([0, 0], [0, 1], [0, 2], [2, 2]))).toBe(true)
    expect(isSimple(points([0, 0], [0, 4], [4, 4], [1, 2], [4, 0]))).toBe(true)
    // A comb: two of its edges lie on one straight line, apart.
    const comb = points([0, 0], [0, 1], [1, 1], [1, 2], [0, 2], [0, 3], [2, 3], [2, 0])
    expect(isSimple(comb)).toBe(true)
  })

  test("refuses outlines that cross, touch, fold back or repeat a corner", () => {
    expect(isSimple(points([0, 0], [2, 2], [0, 2], [2, 0]))).toBe(false)
    expect(isSimple(points([0, 0], [0, 4], [4, 4], [0, 2], [4, 0]))).toBe(false)
    expect(isSimple(points([0, 0], [0, 4], [0, 2]))).toBe(false)
    expect(isSimple(points([0, 0], [0, 0], [2, 2], [2, 0]))).toBe(false)
    expect(isSimple(points([0, 0], [4, 4], [2, 2], [4, 0]))).toBe(false)
  })

  test("is exact where floating point is not", () => {
    const far = 180_000_000
    // One micro-degree off the straight line over the whole sheet.
    expect(isSimple(points([0, -far], [1, 0], [0, far], [90_000_000, 0]))).toBe(true)
    expect(isSimple(points([0, -far], [0, far], [0, 0], [90_000_000, 0]))).toBe(false)
  })
})
