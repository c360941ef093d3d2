// The offset of another clock: what is promised about it must hold for every path and every drift within the promise.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import {
  offsetAt,
  sampleOf,
  wholeOffset,
  withSample,
  type Sample,
} from "../../../shared/time/offset.ts"

/** Both clocks stamp whole milliseconds; `there` and `back` are what the two ways took. */
function exchanged(
  truth: number,
  path: {
    readonly there: number
    readonly back: number
    readonly inside: number
    readonly sent: number
  },
): Sample | undefined {
  const arrived = path.sent + path.there
  const left = arrived + path.inside
  const heard = left + path.back
  return sampleOf(
    {
      sent: Math.floor(path.sent),
      received: Math.floor(arrived + truth),
      answered: Math.floor(left + truth),
      heard: Math.floor(heard),
    },
    heard,
  )
}

const paths = fc.record({
  there: fc.double({ min: 0, max: 5_000, noNaN: true }),
  back: fc.double({ min: 0, max: 5_000, noNaN: true }),
  inside: fc.double({ min: 0, max: 50, noNaN: true }),
  sent: fc.double({ min: 0, max: 100_000, noNaN: true }),
})

describe("an exchange of four timestamps", () => {
  test("[TIM3] says how far the other clock is, and how long the way took", () => {
    const sample = sampleOf({ sent: 1_000, received: 6_040, answered: 6_050, heard: 1_070 }, 9)
    expect(sample).toEqual({ offset: 5_010, delay: 60, at: 9 })
  })

  test("[TIM3] across a clock that was set back is not used", () => {
    expect(sampleOf({ sent: 10, received: 0, answered: 5, heard: 12 }, 0)).toBeUndefined()
    expect(sampleOf({ sent: 10, received: 5, answered: 4, heard: 20 }, 0)).toBeUndefined()
  })

  test("[TIM3] holds the truth within its bound, however lopsided the way", () => {
    fc.assert(
      fc.property(
        fc.array(paths, { minLength: 1, maxLength: 24 }),
        fc.integer({ min: -1e9, max: 1e9 }),
        (ways, truth) => {
          const samples = ways.flatMap((way) => exchanged(truth, way) ?? [])
          const kept = samples.reduce<readonly Sample[]>(withSample, [])
          const measured = offsetAt(kept, 200_000)
          if (measured === undefined) return
          expect(Math.abs(measured.offset - truth)).toBeLessThanOrEqual(measured.bound)
          const whole = wholeOffset(measured)
          expect(Math.abs(whole.offset - truth)).toBeLessThanOrEqual(whole.bound)
        },
      ),
    )
  })

  test("[TIM3] holds it while the clocks drift apart as far as crystals do", () => {
    fc.assert(
      fc.property(
        paths,
        fc.double({ min: -15e-6, max: 15e-6, noNaN: true }),
        fc.nat(3_600_000),
        (way, drift, later) => {
          const sample = exchanged(0, way)
          const now = (sample?.at ?? 0) + later
          const measured = offsetAt(sample === undefined ? [] : [sample], now)
          if (measured === undefined) return
          expect(Math.abs(measured.offset - drift * later)).toBeLessThanOrEqual(
            measured.bound + 1e-9,
          )
        },
      ),
    )
  })
})

const slow = (at: number): Sample => ({ offset: 20, delay: 40, at })

describe("the offset believed", () => {
  test("[TIM4] is that of the least delay among the last sixteen", () => {
    const quick: Sample = { offset: 7, delay: 2, at: 0 }
    let samples: readonly Sample[] = withSample([], quick)
    for (let i = 1; i < limits.clockSamples; i += 1) samples = withSample(samples, slow(i))
    const believed = offsetAt(samples, 1_000)
    expect(believed).toMatchObject({ offset: 7, age: 1_000 })
    expect(believed?.bound).toBeCloseTo(2.015, 9)
    samples = withSample(samples, slow(99))
    expect(samples).toHaveLength(limits.clockSamples)
    expect(offsetAt(samples, 99)).toEqual({ offset: 20, bound: 21, age: 0 })
  })

  test("[TIM4] is the newer of two that are as good", () => {
    const samples = [1, 2].map((at): Sample => ({ offset: at, delay: 4, at }))
    expect(offsetAt(samples, 2)?.offset).toBe(2)
  })

  test("[TIM9] is that of the newest exchange when the other clock has stood still since the quickest", () => {
    const quick: Sample = { offset: 0, delay: 2, at: 0 }
    const frozen = [1_000, 2_000, 3_000].map((at): Sample => ({ offset: -at, delay: 30, at }))
    const kept = frozen.reduce(withSample, withSample([], quick))
    expect(offsetAt(kept, 3_000)?.offset).toBe(-3_000)
  })

  test("[TIM9] is left alone by an exchange that took a bad way, as long as both can be true", () => {
    const quick: Sample = { offset: 0, delay: 2, at: 0 }
    const lopsided: Sample = { offset: -990, delay: 2_000, at: 1_000 }
    expect(offsetAt([lopsided].reduce(withSample, [quick]), 1_000)?.offset).toBe(0)
  })

  test("[TIM4] is nothing before the first exchange", () => {
    expect(offsetAt([], 5)).toBeUndefined()
  })

  test("[TIM3] in whole milliseconds promises no more than before", () => {
    expect(wholeOffset({ offset: 0.5, bound: 3, age: 2.4 })).toEqual({
      offset: 1,
      bound: 4,
      age: 2,
    })
    expect(wholeOffset({ offset: -3, bound: 3, age: 0 })).toEqual({ offset: -3, bound: 3, age: 0 })
  })
})
