import { describe, expect, test, vi } from "vitest"

import { limits } from "../../../shared/limits.ts"
import {
  clock,
  flash,
  line,
  pagerOn,
  pagers,
  pointOf,
  receiver,
  recorded,
  routine,
  steps,
  untilIdle,
  usePagerBench,
} from "./pager-bench.ts"

usePagerBench()

describe("the next process", () => {
  test("[PAG2] pages what one that was killed had recorded, and only that", async () => {
    const first = await pagerOn()
    const [done, left] = [
      pointOf(flash.message, 1, "repeat"),
      pointOf(flash.message, 2, "supervisor"),
    ]
    await recorded(done)
    first.page(line, done)
    await untilIdle(first)
    await first.stop()
    // Recorded, and the process dies before anybody is asked.
    await recorded(left)
    const second = await pagerOn()
    await receiver.until((asked) => asked.length > 1)
    expect(steps(receiver.asked)).toEqual([done.step, left.step])
    await untilIdle(second)
    await second.stop()
    // PAG3: and what was taken is not sent again.
    const third = await pagerOn()
    const last = pointOf(flash.message, 3, "every-path")
    await recorded(last)
    third.page(line, last)
    await receiver.until((asked) => asked.length > 2)
    expect(steps(receiver.asked)).toEqual([done.step, left.step, last.step])
  })

  test("[PAG3] does not repeat what was taken out of turn, while an older page still waits", async () => {
    const first = await pagerOn()
    const [stuck, taken] = [
      pointOf(flash.message, 1, "repeat"),
      pointOf(routine.message, 1, "repeat"),
    ]
    receiver.moodOf = ({ step }) => (step === stuck.step ? 503 : 204)
    await recorded(stuck)
    first.page(line, stuck)
    await receiver.until((asked) => asked.length > 0)
    await recorded(taken)
    first.page(line, taken)
    await receiver.until((asked) => steps(asked).includes(taken.step))
    await vi.waitFor(() => {
      expect(first.waiting).toBe(1)
    })
    await first.stop()
    receiver.moodOf = () => 204
    const before = receiver.asked.length
    await pagerOn()
    await receiver.until((asked) => asked.length > before)
    await vi.waitFor(() => {
      expect(pagers.at(-1)?.waiting).toBe(0)
    })
    expect(steps(receiver.asked.slice(before))).toEqual([stuck.step])
  })

  test("[PAG5] calls nobody about what lay in the journal when the pager was set up", async () => {
    const old = pointOf(flash.message, 1, "repeat")
    await recorded(old)
    const pager = await pagerOn()
    const fresh = pointOf(flash.message, 2, "supervisor")
    await recorded(fresh)
    pager.page(line, fresh)
    await receiver.until((asked) => asked.length > 0)
    expect(steps(receiver.asked)).toEqual([fresh.step])
  })
})

describe("of two processes of one relay", () => {
  test("[PAG7] the other one calls, ten seconds later, when the one that recorded a step does not", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    await pagerOn()
    const point = pointOf(flash.message, 1, "repeat")
    await recorded(point)
    await vi.advanceTimersByTimeAsync(limits.pageScanMs)
    await vi.waitFor(() => {
      expect(pagers[0]?.waiting).toBe(1)
    })
    expect(receiver.asked).toEqual([])
    clock.now += limits.pageTakeoverMs
    await vi.advanceTimersByTimeAsync(limits.pageScanMs)
    await receiver.until((asked) => asked.length > 0)
    expect(steps(receiver.asked)).toEqual([point.step])
  })

  test("[PAG7] the other one lets be what was called for already", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const first = await pagerOn()
    const second = await pagerOn()
    const point = pointOf(flash.message, 1, "repeat")
    await recorded(point)
    await vi.advanceTimersByTimeAsync(limits.pageScanMs)
    first.page(line, point)
    await untilIdle(first)
    await first.stop()
    clock.now += limits.pageTakeoverMs
    await vi.advanceTimersByTimeAsync(limits.pageScanMs)
    await vi.waitFor(() => {
      expect(second.waiting).toBe(0)
    })
    expect(receiver.asked).toHaveLength(1)
  })
})
