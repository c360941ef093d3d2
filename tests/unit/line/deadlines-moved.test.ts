// What moves a deadline: their word that they need time, and how an envelope came.

import { describe, expect, test } from "vitest"

import {
  deadlineOf,
  dueSteps,
  isSettled,
  nextDue,
  stepsAhead,
} from "../../../shared/line/deadlines.ts"
import { timetableOf } from "../../../shared/line/delivery.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { alone, line, minute, north, rowOf, sent, stateOf } from "./one-message.ts"

interface Standing {
  readonly at: number
  readonly state: LineState
  readonly row: Row
}

const { standBy, answered } = timetableOf(line.charter.core, "FLASH")
const quarter = (now: number): number => now + standBy

/** FLASH that has been read and passed on, and these stand-bys of B1, each so long after the last. */
function holding(...untils: readonly ((now: number) => number)[]): Standing {
  const { story, message, at, journal } = sent({ precedence: "FLASH", owes: ["answered"] })
  for (const until of untils) {
    story.now += minute
    journal.admits(
      story.says("B1", message, { kind: "stand-by", until: until(story.now) }),
      story.now,
    )
  }
  const state = alone(stateOf(journal), message)
  return { at, state, row: rowOf(state, message) }
}

function admitted(delay: number, carriedAt?: number): Standing {
  const story = new Story(line)
  const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
  const journal = new PracticeJournal(line.relays.N)
  journal.admits(
    message,
    story.now + delay,
    carriedAt === undefined ? undefined : story.now + carriedAt,
  )
  const state = stateOf(journal)
  return { at: story.now, state, row: rowOf(state, message) }
}

describe("standing by", () => {
  test("[LAD4] moves the answer's deadline to the time named, and its ladder with it", () => {
    const { at, state } = holding((now) => now + standBy)
    const until = at + minute + standBy
    expect(nextDue(state, north)).toBe(until)
    expect(dueSteps(state, north, until - 1)).toEqual([])
    const [repeat, supervisor] = dueSteps(state, north, until + answered)
    expect(repeat).toMatchObject({ action: "repeat", dueAt: until })
    expect(supervisor).toMatchObject({ action: "supervisor", dueAt: until + answered })
  })

  test("[LAD4] for longer than the charter allows, or for no time at all, moves nothing", () => {
    for (const until of [(now: number) => now + standBy + 1, (now: number) => now]) {
      const { at, state } = holding(until)
      expect(nextDue(state, north)).toBe(at + answered)
    }
  })

  test("[LAD4] counts four times at most, and each round's steps have names of their own", () => {
    const rounds = [0, 1, 2, 3, 4, 5].map((count) =>
      holding(...Array.from({ length: count }, () => quarter)),
    )
    const firsts = rounds.map(({ state, row }) => stepsAhead(state, row, north)[0])
    expect(firsts.shift()?.dueAt).toBe((rounds.shift()?.at ?? 0) + 5_000)
    const offsets = firsts.map((point, i) => (point?.dueAt ?? 0) - (rounds[i]?.at ?? 0))
    const held = [1, 2, 3, 4, 4].map((count) => count * minute + standBy)
    expect(offsets).toEqual(held)
    expect(new Set(firsts.slice(0, 4).map((point) => point?.number)).size).toBe(4)
    expect(firsts[4]?.number).toBe(firsts[3]?.number)
  })

  test("[LAD4] moves no other demand", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    journal.admits(story.says("B1", message, { kind: "stand-by", until: at + standBy }), at)
    expect(nextDue(alone(stateOf(journal), message), north)).toBe(at + 3 * minute)
  })

  test("[LAD4] by the author's own side moves nothing", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH", owes: ["answered"] })
    journal.admits(story.says("A2", message, { kind: "stand-by", until: at + standBy }), at)
    journal.admits(story.says("B1", message, "received"), at)
    expect(nextDue(alone(stateOf(journal), message), north)).toBe(at + answered)
  })
})

describe("an envelope that came late", () => {
  test("[LAD5] counts from its acceptance here until it is thirty seconds late", () => {
    const { at, state } = admitted(limits.lateEntryMs)
    expect(nextDue(state, north)).toBe(at + limits.lateEntryMs + 5_000)
  })

  test("[LAD5] counts from its admission then too, and is never due within ten seconds", () => {
    const delay = limits.lateEntryMs + 1
    const { at, state } = admitted(delay)
    const grace = at + delay + limits.lateGraceMs
    expect(dueSteps(state, north, grace - 1)).toEqual([])
    expect(dueSteps(state, north, grace).map((point) => point.action)).toEqual([
      "repeat",
      "supervisor",
    ])
    expect(dueSteps(state, north, at + delay + minute / 2 - 1)).toHaveLength(2)
    expect(dueSteps(state, north, at + delay + minute / 2)).toHaveLength(3)
  })

  test("[LAD5] counts from its admission where the acceptance it brings is dated apart", () => {
    const margin = limits.futureRecordMs
    for (const carried of [-margin - 1, 20_000 + margin + 1]) {
      const { at, state } = admitted(20_000, carried)
      expect(dueSteps(state, north, at + 20_000 + minute / 2 - 1)).toHaveLength(2)
      expect(dueSteps(state, north, at + 20_000 + minute / 2)).toHaveLength(3)
    }
  })

  test("[LAD5] counts from the other relay's acceptance where it was brought with one", () => {
    const { at, state } = admitted(20_000, 2_000)
    expect(nextDue(state, north)).toBe(at + 20_000 + limits.lateGraceMs)
    expect(dueSteps(state, north, at + minute + 2_000 - 1)).toHaveLength(3)
    expect(dueSteps(state, north, at + minute + 2_000)).toHaveLength(4)
  })

  test("[LAD6] arms nothing past its life", () => {
    const life = 24 * 60 * minute
    const alive = admitted(life)
    expect(nextDue(alive.state, north)).toBe(alive.at + life + limits.lateGraceMs)
    const { state, row } = admitted(life + 1)
    expect(nextDue(state, north)).toBeUndefined()
    expect(isSettled(state, row)).toBe(true)
    expect(deadlineOf(state, row, { relay: north, demand: "read" })).toBeUndefined()
  })
})
