import { describe, expect, test, vi } from "vitest"

import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { envelopeOf } from "../../../shared/line/delivery.ts"
import { row } from "../../../shared/line/state.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { besideKeys } from "../../../server/core/beside.ts"
import { Metrics } from "../../../server/shell/metrics.ts"
import {
  flash,
  journal,
  clock,
  line,
  log,
  pagerOn,
  pointOf,
  receiver,
  recorded,
  routine,
  steps,
  usePagerBench,
} from "./pager-bench.ts"

usePagerBench()

describe("a page", () => {
  test("[PAG1] says which step of which line, how urgent and since when, and nothing else", async () => {
    const pager = await pagerOn()
    const point = pointOf(flash.message, 3, "supervisor")
    await recorded(point)
    pager.page(line, point)
    expect(await receiver.until((asked) => asked.length > 0)).toEqual([
      {
        v: 1,
        line: line.slice(0, 8),
        step: point.step,
        demand: "read",
        action: "supervisor",
        precedence: "FLASH",
        dueAt: "2026-11-22T12:00:00.003Z",
      },
    ])
  })

  test("[PAG1] of a message at rest finds its precedence beside the journal", async () => {
    const atRest = { ...routine, message: branded<MessageId>("ab".repeat(16)) }
    const key = besideKeys.row(atRest.message)
    await journal.write(line, [{ key, value: encodeAs(row, atRest) }])
    const pager = await pagerOn()
    const point = pointOf(atRest.message, 1, "repeat")
    await recorded(point)
    pager.page(line, point)
    const [page] = await receiver.until((asked) => asked.length > 0)
    expect(page?.precedence).toBe(envelopeOf(routine)?.precedence)
  })

  test("[PAG3] is the highest of the steps that were recorded together", async () => {
    const pager = await pagerOn()
    const [low, high, other] = [
      pointOf(flash.message, 1, "repeat"),
      pointOf(flash.message, 2, "every-path"),
      pointOf(routine.message, 1, "repeat"),
    ]
    await recorded(low, high, other)
    pager.page(line, high)
    pager.page(line, other)
    await receiver.until((asked) => asked.length >= 2)
    expect(new Set(steps(receiver.asked))).toEqual(new Set([high.step, other.step]))
  })
})

describe("a receiver", () => {
  test.each(["cut", 500, 503, 302, 429, 400] as const)(
    "[PAG2] that answers with %s is asked again until it takes the page",
    async (mood) => {
      const metrics = new Metrics()
      const pager = await pagerOn(metrics)
      receiver.moodOf = () => (receiver.asked.length < 2 ? mood : 204)
      const point = pointOf(flash.message, 1, "repeat")
      await recorded(point)
      pager.page(line, point)
      // The clock of the pager stands still, so a page that is not tried before its time would wait for ever.
      await receiver.until((asked) => asked.length > 0)
      await vi.waitFor(() => {
        expect(log.join("")).toContain("tried again")
      })
      clock.now += limits.pageRetryBaseMs
      await receiver.until((asked) => asked.length > 1)
      await vi.waitFor(() => {
        expect(pager.waiting).toBe(0)
      })
      const text = await metrics.register.metrics()
      expect(text).toContain('parley_pages_total{outcome="failed"} 1')
      expect(text).toContain('parley_pages_total{outcome="delivered"} 1')
    },
  )

  test("[PAG2] that was away is told the most urgent first", async () => {
    const pager = await pagerOn()
    const [slow, urgent] = [
      pointOf(routine.message, 1, "repeat"),
      pointOf(flash.message, 9, "query"),
    ]
    const others = Array.from({ length: limits.pagesAtOnce }, (_, i) =>
      pointOf(routine.message, i + 2, "repeat"),
    )
    receiver.moodOf = () => "hang"
    // Each at its own time, and all that may be under way are.
    for (const point of [slow, ...others, urgent]) await recorded(point)
    for (const point of [slow, ...others, urgent]) pager.page(line, point)
    await receiver.until((asked) => asked.length === limits.pagesAtOnce)
    expect(pager.waiting).toBe(limits.pagesAtOnce + 2)
    // The first four cannot know what comes behind them; whoever comes next is the most urgent.
    receiver.moodOf = () => 204
    await receiver.until((asked) => asked.length > limits.pagesAtOnce)
    expect(receiver.asked[limits.pagesAtOnce]?.step).toBe(urgent.step)
  }, 20_000)

  test("[PAG6] that takes others but never this one holds up nothing", async () => {
    const metrics = new Metrics()
    const pager = await pagerOn(metrics)
    const bad = pointOf(flash.message, 1, "repeat")
    receiver.moodOf = ({ step }) => (step === bad.step ? 500 : 204)
    await recorded(bad)
    pager.page(line, bad)
    for (let i = 1; i <= limits.pageTriesMin + 1; i += 1) {
      // The failure before this is known, so the clock may go on to the next try.
      await vi.waitFor(() => {
        expect(log.join("")).toContain(`"failures":${String(i)}`)
      })
      clock.now += limits.pageRetryCapMs
      const good = pointOf(routine.message, i, "repeat")
      await recorded(good)
      pager.page(line, good)
      await receiver.until((asked) => steps(asked).includes(good.step))
    }
    await vi.waitFor(() => {
      expect(log.join("")).toContain("a page is given up")
    })
    expect(await metrics.register.metrics()).toContain('outcome="given-up"} 1')
    expect(pager.waiting).toBe(0)
  })
})
