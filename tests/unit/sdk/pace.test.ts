import { describe, expect, test } from "vitest"

import { Pace } from "../../../client/sdk/pace.ts"

function takenAt(pace: Pace, times: readonly number[]): readonly boolean[] {
  return times.map((mono) => pace.take(mono))
}

describe("a pace", () => {
  test("lets its burst go at once, and then no more", () => {
    const pace = new Pace({ perSecond: 10, burst: 3 })
    expect(takenAt(pace, [5, 5, 5, 5])).toEqual([true, true, true, false])
  })

  test("lets one more go whenever it has been earned", () => {
    const pace = new Pace({ perSecond: 10, burst: 1 })
    expect(takenAt(pace, [0, 60, 99, 100, 150, 200])).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
    ])
  })

  test("saves up no more than its burst", () => {
    const pace = new Pace({ perSecond: 10, burst: 2 })
    expect(takenAt(pace, [0, 0, 60_000, 60_000, 60_000])).toEqual([true, true, true, true, false])
  })
})
