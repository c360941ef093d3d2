import { describe, expect, test } from "vitest"

import {
  boxAround,
  degreeText,
  graticuleStep,
  linesBetween,
  projectionOf,
} from "../../../../client/web/desk/board/projection.ts"

const circle = {
  field: "area",
  kind: "circle",
  points: [{ latitude: 60, longitude: 20 }],
  radius: 111_320,
  text: "",
} as const

describe("[BRD5] the map", () => {
  test("encloses what is declared, with room around it", () => {
    const box = boxAround([{ ...circle, points: [...circle.points] }])
    expect(box?.south).toBeLessThan(59)
    expect(box?.north).toBeGreaterThan(61)
    expect(box?.west).toBeLessThan(18)
    expect(box?.east).toBeGreaterThan(22)
    expect(boxAround([])).toBeUndefined()
  })

  test("draws a circle round, at every latitude", () => {
    const { radii } = projectionOf({ west: 18, east: 22, south: 59, north: 61 }, 400, 400)
    const { rx, ry } = radii(111_320, 60)
    expect(Math.abs(rx - ry)).toBeLessThan(0.1)
    expect(ry).toBeGreaterThan(0)
  })

  test("has north above and east to the right, within its height", () => {
    const { x, y, height } = projectionOf({ west: -10, east: 10, south: -5, north: 40 }, 400, 360)
    expect(y(40)).toBe(0)
    expect(y(-5)).toBe(height)
    expect(height).toBeLessThanOrEqual(360)
    expect(x(5)).toBeGreaterThan(x(-5))
  })

  test("has a graticule of a handful of whole lines, named", () => {
    const box = { west: -3, east: 4, south: 0, north: 2 }
    expect(graticuleStep(box)).toBe(1)
    expect(linesBetween(box.west, box.east, 1)).toEqual([-3, -2, -1, 0, 1, 2, 3, 4])
    expect([-3, 0, 4].map((at) => degreeText(at, "E", "W"))).toEqual(["3°W", "0°", "4°E"])
  })
})
