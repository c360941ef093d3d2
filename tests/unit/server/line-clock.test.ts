import * as fc from "fast-check"
import { expect, test } from "vitest"

import { anchor, lineTime, watchWall } from "../../../server/core/line-clock.ts"

const random = new Uint8Array(32)

test("[DUE6] line time begins at the later of the newest entry and the wall clock", () => {
  const moment = { mono: 500, wall: 10_000, random }
  expect(lineTime(anchor(moment, 0), moment)).toBe(10_000)
  expect(lineTime(anchor(moment, 25_000), moment)).toBe(25_000)
})

test("[DUE6] whatever the wall clock does, line time never runs backwards", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.integer()), {
        minLength: 1,
      }),
      (moves) => {
        let moment = { mono: 0, wall: 1e12, random }
        let clock = anchor(moment, 0)
        let last = lineTime(clock, moment)
        for (const [passed, wall] of moves) {
          moment = { mono: moment.mono + passed, wall, random }
          clock = watchWall(clock, moment).clock
          expect(lineTime(clock, moment)).toBeGreaterThanOrEqual(last)
          last = lineTime(clock, moment)
        }
      },
    ),
  )
})

test.each([
  [500, undefined],
  [501, 501],
  [-501, -501],
])("[DUE7] a wall clock moved by %i ms within a window: %s", (moved, jumpMs) => {
  const clock = anchor({ mono: 0, wall: 1e12, random }, 0)
  expect(watchWall(clock, { mono: 50, wall: 1e12 + 50 + moved, random }).jumpMs).toBe(jumpMs)
})

test("[DUE7] a slow drift is no jump", () => {
  let clock = anchor({ mono: 0, wall: 1e12, random }, 0)
  for (let mono = 0; mono <= 600_000; mono += 50) {
    const watched = watchWall(clock, { mono, wall: 1e12 + mono * 1.01, random })
    expect(watched.jumpMs).toBeUndefined()
    clock = watched.clock
  }
})

test("[DUE7] one jump is told once", () => {
  const clock = anchor({ mono: 0, wall: 1e12, random }, 0)
  const jumped = watchWall(clock, { mono: 50, wall: 1e12 + 7_200_000, random })
  expect(jumped.jumpMs).toBe(7_199_950)
  expect(watchWall(jumped.clock, { mono: 100, wall: 1e12 + 7_200_050, random }).jumpMs).toBe(
    undefined,
  )
})
