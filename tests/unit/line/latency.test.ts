// How long things took, and how far the figure can be trusted.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { isDelayed, oneWay, quickest, stageDurations } from "../../../shared/line/latency.ts"
import { timetableOf } from "../../../shared/line/delivery.ts"
import { limits } from "../../../shared/limits.ts"
import { precedences } from "../../../shared/records/names.ts"
import type { ClockClaim } from "../../../shared/records/stage.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf, sent, south, stateOf } from "./one-message.ts"

describe("durations within one journal", () => {
  test("[LAT1] are counted from acceptance there, and from the stage before", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    journal.admits(story.says("B1", message, "received"), at + 400)
    journal.admits(story.says("B2", message, "read"), at + 20_400)
    journal.admits(story.says("A1", message, "confirmed"), at + 90_000)
    const state = stateOf(journal)
    const durations = stageDurations(state, rowOf(state, message), north)
    expect(
      durations.map((each) => [each.demand, each.sinceAccepted.ms, each.sincePrevious.ms]),
    ).toEqual([
      ["received", 400, 400],
      ["read", 20_400, 20_000],
      ["understood", 90_000, 69_600],
    ])
    expect(durations.every((each) => each.sinceAccepted.bound >= 1)).toBe(true)
  })

  test("[LAT1] of two relays are never mixed, however their clocks stand", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    const fast = new PracticeJournal(line.relays.S)
    const ahead = 25_000
    fast.admits(message, at + ahead)
    const read = story.says("B1", message, "read")
    fast.admits(read, at + ahead + 3_000)
    journal.admits(read, at + 7_000)
    const state = stateOf(journal, fast)
    const row = rowOf(state, message)
    const readAfter = (relay: typeof north): number | undefined =>
      stageDurations(state, row, relay).find((each) => each.demand === "read")?.sinceAccepted.ms
    expect([readAfter(north), readAfter(south)]).toEqual([7_000, 3_000])
    expect(quickest(state, row, "read")?.ms).toBe(3_000)
  })

  test("[LAT1] leave out a stage that this journal does not have", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    const other = new PracticeJournal(line.relays.S)
    other.admits(story.says("B1", message, "read"), at + 1)
    const state = stateOf(journal, other)
    expect(stageDurations(state, rowOf(state, message), north)).toEqual([])
    expect(quickest(state, rowOf(state, message), "read")).toBeUndefined()
  })

  test("[LAT2] are not given for a message that was brought late", () => {
    const story = new Story(line)
    const message = story.northSends({ precedence: "FLASH" })
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(message, story.now + 1_000, story.now)
    journal.admits(story.says("B1", message, "read"), story.now + 2_000)
    const state = stateOf(journal)
    expect(stageDurations(state, rowOf(state, message), north)).toEqual([])
  })
})

const claim = (offset: number, bound: number, relay = north): ClockClaim => ({
  relay,
  offset,
  bound,
  age: 0,
})

function wayWithin(bound: number): unknown {
  return oneWay({ t: 0, clock: [claim(0, bound)] }, { t: 50, clock: [claim(0, 0)] })
}

describe("the way from desk to desk", () => {
  test("[LAT3] is taken from both clocks as measured against one relay, errors added", () => {
    const way = oneWay(
      { t: 1_000, clock: [claim(-200, 10)] },
      { t: 1_500, clock: [claim(300, 15)] },
    )
    expect(way).toEqual({ ms: 1_000, bound: 25 })
  })

  test("[LAT3] is taken against the relay that both know best, and against no two relays", () => {
    const sender = { t: 0, clock: [claim(0, 50), claim(7, 5, south)] }
    const receiver = { t: 100, clock: [claim(0, 50), claim(9, 5, south)] }
    expect(oneWay(sender, receiver)).toEqual({ ms: 102, bound: 10 })
    expect(
      oneWay({ t: 0, clock: [claim(0, 5)] }, { t: 9, clock: [claim(0, 5, south)] }),
    ).toBeUndefined()
    expect(oneWay({ t: 0, clock: [] }, receiver)).toBeUndefined()
  })

  test("[LAT3] is not shown above thirty seconds of uncertainty", () => {
    expect(wayWithin(limits.clockNoLatencyMs)).toEqual({ ms: 50, bound: limits.clockNoLatencyMs })
    expect(wayWithin(limits.clockNoLatencyMs + 1)).toBeUndefined()
  })

  test("[LAT3] holds the truth whenever both clocks are within what was claimed", () => {
    const clock = fc.record({
      wrong: fc.integer({ min: -1e6, max: 1e6 }),
      bound: fc.nat(1_000),
      share: fc.double({ min: -1, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(clock, clock, fc.nat(60_000), (ours, theirs, took) => {
        // A device whose clock is wrong measures the relay's offset with an error within its bound.
        const measured = (each: typeof ours): ClockClaim =>
          claim(Math.trunc(-each.wrong + each.share * each.bound), each.bound + 1)
        const way = oneWay(
          { t: ours.wrong, clock: [measured(ours)] },
          { t: took + theirs.wrong, clock: [measured(theirs)] },
        )
        expect(Math.abs((way?.ms ?? 0) - took)).toBeLessThanOrEqual(way?.bound ?? -1)
      }),
    )
  })
})

describe("DELAYED", () => {
  test.each(precedences)(
    "[LAT4] is marked when %s was received later than the charter allows",
    (precedence) => {
      const { delayed } = timetableOf(line.charter.core, precedence)
      const receivedAfter = (ms: number): boolean => {
        const { story, message, at, journal } = sent({ precedence })
        journal.admits(story.says("B1", message, "received"), at + ms)
        const state = stateOf(journal)
        return isDelayed(state, rowOf(state, message))
      }
      expect([delayed - 1, delayed, delayed + 1].map(receivedAfter)).toEqual([false, false, true])
    },
  )

  test("[LAT4] is marked when every journal got the message late, and not when one had it in time", () => {
    const { story, message, at, journal } = sent({ precedence: "ROUTINE" })
    const late = new PracticeJournal(line.relays.S)
    late.admits(message, at + minute, at)
    const received = story.says("B1", message, "received")
    late.admits(received, at + minute)
    const one = stateOf(late)
    expect(isDelayed(one, rowOf(one, message))).toBe(true)
    journal.admits(received, at + minute)
    const both = stateOf(late, journal)
    expect(isDelayed(both, rowOf(both, message))).toBe(false)
  })

  test("[LAT4] is not said where the receipt overtook the message on its way to one relay", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    const other = new PracticeJournal(line.relays.S)
    other.admits(story.says("B1", message, "received"), at + 200)
    const early = stateOf(journal, other)
    expect(isDelayed(early, rowOf(early, message))).toBe(false)
    other.admits(message, at + 400)
    const both = stateOf(journal, other)
    expect(isDelayed(both, rowOf(both, message))).toBe(false)
  })

  test("[LAT4] is not said of a message that nobody has received, or whose envelope is not here", () => {
    const { story, message, journal } = sent({ precedence: "FLASH" })
    const state = stateOf(journal)
    expect(isDelayed(state, rowOf(state, message))).toBe(false)
    const stray = new PracticeJournal(line.relays.N)
    stray.admits(story.says("B1", message, "received"), story.now)
    expect(isDelayed(stateOf(stray), rowOf(stateOf(stray), message))).toBe(false)
  })
})
