// How long a desk has held something: a clock that is set makes it neither early nor silent.

import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { currentCharter } from "../../../shared/line/agreement.ts"
import { timetableOf } from "../../../shared/line/delivery.ts"
import { DeskBench, line } from "./desk-bench.ts"

const { accepted } = timetableOf(currentCharter(line.state), "FLASH")
const letter = {
  precedence: "FLASH",
  owes: [],
  references: [],
  payload: new Uint8Array(1),
} as const

/** A desk that has held a FLASH for half of the charter's time, with no relay in sight. */
function holding(): DeskBench {
  const bench = new DeskBench("A1")
  new Acts(bench.parts).send(letter, bench.now)
  bench.waits(accepted / 2)
  expect(saysSo(bench)).toBe(false)
  return bench
}

function saysSo(bench: DeskBench): boolean {
  return bench.notices().some(({ kind }) => kind === "not-sent")
}

function setBy(bench: DeskBench, ms: number): void {
  bench.now = { ...bench.now, wall: bench.now.wall + ms }
}

describe("NOT SENT, HELD", () => {
  test("[TIM11] comes in time whether the wall clock was put a little forward, or back by hours", () => {
    for (const ms of [1_900, -7_200_000]) {
      const bench = holding()
      setBy(bench, ms)
      bench.waits(accepted / 2 - 250)
      expect(saysSo(bench)).toBe(false)
      bench.waits(500)
      expect(saysSo(bench)).toBe(true)
    }
  })

  test("[TIM11] comes at once when the machine has slept over it", () => {
    const bench = holding()
    setBy(bench, accepted)
    bench.waits(250)
    expect(saysSo(bench)).toBe(true)
  })

  test("[TIM11] comes in time at a desk that started with a slow clock, when that is put right", async () => {
    const next = await holding().restarted()
    setBy(next, -60_000)
    next.waits(1_000)
    setBy(next, 60_000)
    next.waits(accepted / 2 - 1_250)
    expect(saysSo(next)).toBe(false)
    next.waits(500)
    expect(saysSo(next)).toBe(true)
  })

  test("[TIM11] counts what passed before the desk was started anew", async () => {
    const next = await holding().restarted()
    setBy(next, accepted / 2 + 250)
    next.waits(250)
    expect(saysSo(next)).toBe(true)
  })
})
