// One time from several clocks: what most of them agree on, and who does not.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { commonTime, type ClockReading } from "../../../shared/time/common-time.ts"

function reading(clock: string, low: number, high: number): ClockReading<string> {
  return { clock, offset: (low + high) / 2, bound: (high - low) / 2 }
}

const good = fc.record({ below: fc.nat(1_000), above: fc.nat(1_000) })
const truths = fc.integer({ min: -1e6, max: 1e6 })
const anything = fc.record({ offset: truths, bound: fc.nat(1_000) })

function holds(
  found: { readonly offset: number; readonly bound: number } | undefined,
  truth: number,
): boolean {
  return found !== undefined && Math.abs(found.offset - truth) <= found.bound
}

describe("the time of several clocks", () => {
  test("[TIM5] is where all of them agree", () => {
    expect(commonTime([reading("N", 0, 10), reading("S", 6, 20)])).toEqual({
      offset: 8,
      bound: 2,
      disagreeing: [],
    })
    expect(commonTime([reading("N", 0, 10), reading("S", 10, 20)])).toMatchObject({
      offset: 10,
      bound: 0,
    })
  })

  test("[TIM5] is one clock's own where there is no other, and nothing without any", () => {
    expect(commonTime([reading("N", 0, 10)])).toEqual({ offset: 5, bound: 5, disagreeing: [] })
    expect(commonTime([])).toBeUndefined()
  })

  test("[TIM6] is that of the majority, and names the others", () => {
    const clocks = [reading("N", 0, 10), reading("S", 8, 12), reading("W", 500, 510)]
    expect(commonTime(clocks)).toEqual({ offset: 9, bound: 1, disagreeing: ["W"] })
  })

  test("[TIM6] without a majority covers them all, and names all", () => {
    const two = [reading("N", 0, 10), reading("S", 100, 120)]
    expect(commonTime(two)).toEqual({ offset: 60, bound: 60, disagreeing: ["N", "S"] })
    const four = [...two, reading("W", 5, 8), reading("E", 110, 112)]
    expect(commonTime(four)).toMatchObject({ offset: 60, bound: 60 })
  })

  test("[TIM5] holds the truth when every clock does, and where one lies outside what the others agree on", () => {
    fc.assert(
      fc.property(
        fc.array(good, { minLength: 2, maxLength: 4 }),
        anything,
        truths,
        (honest, liar, truth) => {
          const clocks = honest.map(({ below, above }, i) =>
            reading(`good ${String(i)}`, truth - below, truth + above),
          )
          expect(holds(commonTime(clocks), truth)).toBe(true)
          const found = commonTime([...clocks, { clock: "liar", ...liar }])
          const isExposed = found?.disagreeing.length === 1 && found.disagreeing[0] === "liar"
          expect(!isExposed || holds(found, truth)).toBe(true)
        },
      ),
    )
  })

  test("[TIM6] lies within the error of every clock that is not named", () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 4 }), (readings) => {
        const clocks = readings.map((each, i) => ({ clock: String(i), ...each }))
        const found = commonTime(clocks)
        const agreeing = clocks.filter((each) => found?.disagreeing.includes(each.clock) === false)
        expect(agreeing.every((each) => holds({ ...each }, found?.offset ?? Number.NaN))).toBe(true)
      }),
    )
  })
})
