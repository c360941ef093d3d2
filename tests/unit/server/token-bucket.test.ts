import * as fc from "fast-check"
import { expect, test } from "vitest"

import { fullBucket, isFull, takeToken } from "../../../server/core/token-bucket.ts"

const allowance = { perSecond: 50, burst: 200 }

function takeAll(at: number, times: number, from = fullBucket(allowance, 0)): number {
  let bucket = from
  let taken = 0
  for (let i = 0; i < times; i += 1) {
    const next = takeToken(bucket, allowance, at)
    if (next === undefined) break
    bucket = next
    taken += 1
  }
  return taken
}

test("[CIR10] as many at once as the burst, and not one more", () => {
  expect(takeAll(0, 1_000)).toBe(200)
})

test("[CIR10] afterwards as many as come in a second", () => {
  expect(takeAll(1_000, 1_000, { tokens: 0, at: 0 })).toBe(50)
  expect(takeAll(19, 1_000, { tokens: 0, at: 0 })).toBe(0)
  expect(takeAll(20, 1_000, { tokens: 0, at: 0 })).toBe(1)
})

test("[CIR10] never more than the burst and the rate together, however the time is cut", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 }), (gaps) => {
      let bucket = fullBucket(allowance, 0)
      let mono = 0
      let taken = 0
      for (const gap of gaps) {
        mono += gap
        for (let i = 0; i < 20; i += 1) {
          const next = takeToken(bucket, allowance, mono)
          if (next === undefined) break
          bucket = next
          taken += 1
        }
      }
      expect(taken).toBeLessThanOrEqual(200 + (mono / 1_000) * 50)
    }),
  )
})

test("[CIR9] a bucket that is full again need not be remembered", () => {
  expect(isFull({ tokens: 100, at: 0 }, allowance, 1_999)).toBe(false)
  expect(isFull({ tokens: 100, at: 0 }, allowance, 2_000)).toBe(true)
})
