import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { takeTurn, type Filed } from "../../../server/core/inbox.ts"
import { limits } from "../../../shared/limits.ts"
import { LineBench, practice } from "./line-bench.ts"

const none = new Uint8Array()
const submission = { record: none, enclosure: none, carried: none }

function filed(order: number, urgency: number, records = 1, bytes = 1): Filed {
  const record = { ok: false, code: "form/malformed", detail: "" } as const
  return {
    circuit: 1,
    device: practice.devices.A1.device,
    side: "A",
    number: order,
    order,
    urgency,
    bytes,
    filings: Array.from({ length: records }, () => ({ submission, record, pressing: urgency })),
  }
}

const orders = (taken: readonly Filed[]): readonly number[] => taken.map(({ order }) => order)

function busyLine(): LineBench {
  const bench = LineBench.opened()
  bench.isHolding = true
  bench.submit(bench.attach("B2"), 1, bench.story.sends("B2"))
  return bench
}

describe("what goes first", () => {
  test("[ADM13] the most urgent of two devices", () => {
    expect(orders(takeTurn([[filed(1, 0)], [filed(2, 3)]]).taken)).toEqual([2, 1])
  })

  test("[ADM13] what stands before an urgent record in its own device's order goes with it", () => {
    const taken = takeTurn([[filed(1, 2)], [filed(2, 0), filed(3, 3)]]).taken
    expect(orders(taken)).toEqual([2, 3, 1])
  })

  test("[ADM13] among equals whoever came first", () => {
    expect(orders(takeTurn([[filed(4, 1)], [filed(2, 1)], [filed(3, 1)]]).taken)).toEqual([2, 3, 4])
  })

  const from = (callSign: "A1" | "A2" | "B1", order: number, urgency = 0): Filed => {
    const { device, side } = practice.devices[callSign]
    return { ...filed(order, urgency, 32), device, side }
  }

  test("[ADM20] among equals the party that has had least of the turn, then the device", () => {
    const flood = [0, 1, 2, 3, 4, 5].map((order) => from("A1", order))
    const { taken } = takeTurn([flood, [from("A2", 6), from("A2", 7)], [from("B1", 8)]])
    expect(orders(taken)).toEqual([0, 8, 6, 1])
  })

  test("[ADM20] but the more urgent first, whatever it has had", () => {
    const urgent = [0, 1, 2].map((order) => from("A1", order, 3))
    expect(orders(takeTurn([urgent, [from("B1", 3)]]).taken)).toEqual([0, 1, 2, 3])
  })

  test("[ADM13] a turn is bounded; what does not fit stays in order", () => {
    const many = Array.from({ length: 10 }, (_, i) => filed(i, 0, 32))
    const { taken, left } = takeTurn([many])
    expect(orders(taken)).toEqual([0, 1, 2, 3])
    expect(left.map(orders)).toEqual([[4, 5, 6, 7, 8, 9]])
  })

  test("[ADM13] a frame larger than a turn goes alone", () => {
    const { taken, left } = takeTurn([[filed(0, 0, 1, limits.turnBytesMax + 1), filed(1, 0)]])
    expect(orders(taken)).toEqual([0])
    expect(left.map(orders)).toEqual([[1]])
  })

  test("[ADM13] whatever waits, each device's order is kept and nothing is lost", () => {
    const queue = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 32 })),
    )
    fc.assert(
      fc.property(fc.array(queue, { maxLength: 5 }), (queues) => {
        let order = 0
        let waiting = queues.map((each) =>
          each.map(([urgency, records]) => filed((order += 1), urgency, records)),
        )
        const before = waiting.map(orders)
        const gone: number[] = []
        while (waiting.some((each) => each.length > 0)) {
          const { taken, left } = takeTurn(waiting)
          gone.push(...orders(taken))
          waiting = left.map((each) => [...each])
        }
        expect(gone).toHaveLength(order)
        for (const each of before) expect(gone.filter((o) => each.includes(o))).toEqual(each)
      }),
    )
  })
})

describe("on a line", () => {
  test("[ADM13] a FLASH overtakes another device's ROUTINE", () => {
    const bench = busyLine()
    const routine = bench.story.southSends()
    const flash = bench.story.northSends({ precedence: "FLASH" })
    bench.submit(bench.attach("B1"), 1, routine)
    bench.submit(bench.attach("A1"), 1, flash)
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.records().slice(-2)).toEqual([flash.hash, routine.hash])
  })

  test("[ADM13] the acknowledgement of a FLASH is as urgent as the FLASH", () => {
    const bench = LineBench.opened()
    const [a, b, b2] = [bench.attach("A1"), bench.attach("B1"), bench.attach("B2")]
    const flash = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
    bench.submit(a, 1, flash)
    bench.isHolding = true
    bench.submit(b2, 1, bench.story.sends("B2"))
    const immediate = bench.story.northSends({ precedence: "IMMEDIATE" })
    const read = bench.story.says("B1", flash, "read")
    bench.submit(a, 2, immediate)
    bench.submit(b, 1, read)
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.records().slice(-2)).toEqual([read.hash, immediate.hash])
  })

  test("[ADM13] a suspension goes before everything", () => {
    const bench = busyLine()
    const flash = bench.story.southSends({ precedence: "FLASH" })
    const suspension = bench.story.suspends(["A1", "A2"], "A2")
    bench.submit(bench.attach("A1"), 1, suspension)
    bench.submit(bench.attach("B1"), 1, flash)
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.records().slice(-2)).toEqual([suspension.hash, flash.hash])
  })
})
