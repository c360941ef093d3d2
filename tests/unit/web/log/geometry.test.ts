import { describe, expect, test } from "vitest"

import { median, stepPath, timeTicks, xOf } from "../../../../client/web/desk/log/geometry.ts"

const frame = { left: 100, right: 300, top: 0, bottom: 90 }
const span = { from: 1_000, to: 3_000 }

describe("[LGS7] a chart", () => {
  test("runs from left to right, and cuts what is outside", () => {
    expect([0, 1_000, 2_000, 3_000, 9_000].map((at) => xOf(at, span, frame))).toEqual([
      100, 100, 200, 300, 300,
    ])
  })

  test("has a line in steps, each level until the next", () => {
    const steps = [
      { at: 1_000, level: 0 },
      { at: 2_000, level: 3 },
    ]
    expect(stepPath(steps, 4, span, frame)).toBe("M100 90H200V0H300")
  })

  test("has no line where nothing is declared", () => {
    const steps = [
      { at: 1_000, level: 1 },
      { at: 1_500, level: undefined },
      { at: 2_500, level: 2 },
    ]
    expect(stepPath(steps, 4, span, frame)).toBe("M100 60H150M250 30H300")
    expect(stepPath([], 4, span, frame)).toBe("")
  })

  test("carries on with what was declared before it begins", () => {
    expect(stepPath([{ at: 0, level: 1 }], 4, span, frame)).toBe("M100 60H300")
  })

  test("has marks at whole minutes, hours or days, no more than fit", () => {
    const hour = 3_600_000
    const ticks = timeTicks({ from: 10 * hour + 1, to: 34 * hour }, 8)
    expect(ticks.every((at) => at % (3 * hour) === 0)).toBe(true)
    expect(ticks).toHaveLength(8)
  })
})

test("the middle of nothing is nothing", () => {
  expect([median([]), median([3]), median([9, 1, 5])]).toEqual([undefined, 3, 5])
})
