// Deadlines to the millisecond: when each step of the ladder falls due, and what ends it.

import { describe, expect, test } from "vitest"

import { branded } from "../../../shared/encoding/schema.ts"
import {
  deadlineOf,
  dueSteps,
  isSettled,
  nextDue,
  stepIdOf,
  stepsAhead,
  type LadderPoint,
} from "../../../shared/line/deadlines.ts"
import { demands, timetableOf } from "../../../shared/line/delivery.ts"
import { limits } from "../../../shared/limits.ts"
import { precedences, type MessageId, type StepId } from "../../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { nextCharter } from "../../support/practice-changes.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf, sent, south, stateOf } from "./one-message.ts"

const { timetable, ladder } = line.charter.core

function recorded(journal: PracticeJournal, point: LadderPoint, t = point.dueAt): void {
  journal.records({ kind: "overdue", ...point, presence: [] }, t)
}

describe("every step of the ladder", () => {
  const steps = ladder.map((step, place) => ({ ...step, place }))

  test.each(steps)(
    "[LAD1] $precedence $demand $action after $after ms",
    ({ precedence, demand, after, action, place }) => {
      const { journal, at, message } = sent({ precedence })
      const state = stateOf(journal)
      const step = stepIdOf(message.core.message, demand, place)
      const isDue = (now: number): boolean =>
        dueSteps(state, north, now).some((point) => point.step === step)
      expect(isDue(at + after - 1)).toBe(false)
      expect(isDue(at + after)).toBe(true)
      expect(isDue(at + after + 1)).toBe(true)
      const found = stepsAhead(state, rowOf(state, message), north).find(
        (point) => point.step === step,
      )
      expect(found).toMatchObject({ action, demand, number: place, dueAt: at + after })
    },
  )

  test("[LAD1] comes in order, and none for what is not owed", () => {
    const { journal, message } = sent({ precedence: "FLASH", owes: ["read"] })
    const state = stateOf(journal)
    const ahead = stepsAhead(state, rowOf(state, message), north)
    expect(ahead.map((point) => point.demand)).not.toContain("answered")
    expect(ahead.map((point) => point.action)).toEqual([
      "repeat",
      "supervisor",
      "repeat",
      "supervisor",
      "every-path",
      "query",
      "query",
      "query",
      "no-answer",
    ])
  })

  test("[LAD1] falls due in each journal by that journal's own time", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    const other = new PracticeJournal(line.relays.S)
    other.admits(message, at + 7_000)
    const state = stateOf(journal, other)
    expect(nextDue(state, north)).toBe(at + 5_000)
    expect(nextDue(state, south)).toBe(at + 12_000)
    expect(story.now).toBe(at)
  })

  test("[LAD1] falls due only where its message stands", () => {
    const { journal, at } = sent({ precedence: "FLASH" })
    expect(dueSteps(stateOf(journal), south, at + 90 * minute)).toEqual([])
  })
})

describe("a step that was taken", () => {
  test("[LAD2] is not due again in that journal, but still in another", () => {
    const { message, at, journal } = sent({ precedence: "FLASH" })
    const other = new PracticeJournal(line.relays.S)
    other.admits(message, at)
    const [first] = dueSteps(stateOf(journal), north, at + 5_000)
    if (first === undefined) throw new Error("a step is due")
    recorded(journal, first)
    const state = stateOf(journal, other)
    expect(dueSteps(state, north, at + 5_000)).toEqual([])
    expect(dueSteps(state, south, at + 5_000)).toEqual([first])
  })

  test("[LAD2] is recorded for every step missed in an outage", () => {
    const { journal, at } = sent({ precedence: "FLASH", owes: ["read"] })
    const due = dueSteps(stateOf(journal), north, at + 15 * minute)
    expect(due.map((point) => point.dueAt - at)).toEqual([
      5_000, 10_000, 30_000, 60_000, 180_000, 600_000,
    ])
    for (const point of due) recorded(journal, point, at + 15 * minute)
    expect(nextDue(stateOf(journal), north)).toBe(at + 20 * minute)
  })

  test("[LAD3] has one name everywhere, and another for every other step", () => {
    const { message } = sent()
    const id = message.core.message
    expect(stepIdOf(id, "read", 3)).toBe(stepIdOf(id, "read", 3))
    const names = new Set([
      stepIdOf(id, "read", 3),
      stepIdOf(id, "read", 4),
      stepIdOf(id, "answered", 3),
      stepIdOf(branded<MessageId>("00".repeat(16)), "read", 3),
    ])
    expect(names.size).toBe(4)
  })

  test("[LAD3] under a name that is not its own, or of no possible round, says nothing", () => {
    const { journal, at, message } = sent({ precedence: "FLASH" })
    const [first] = dueSteps(stateOf(journal), north, at + 5_000)
    if (first === undefined) throw new Error("a step is due")
    recorded(journal, { ...first, step: branded<StepId>("00".repeat(32)) })
    const number = limits.ladderStepsMax * (limits.standByMax + 1)
    recorded(journal, {
      ...first,
      number,
      step: stepIdOf(message.core.message, first.demand, number),
    })
    const state = stateOf(journal)
    expect(rowOf(state, message).steps).toEqual([])
    expect(dueSteps(state, north, at + 5_000)).toEqual([first])
  })

  test("[LAD3] by two relays is one step with both their times", () => {
    const { message, at, journal } = sent({ precedence: "FLASH" })
    const other = new PracticeJournal(line.relays.S)
    other.admits(message, at + 500)
    for (const each of [journal, other]) {
      const [first] = dueSteps(stateOf(each), each.relay.relay, at + 5_500)
      if (first !== undefined) recorded(each, first)
    }
    const { steps } = rowOf(stateOf(other, journal), message)
    expect(steps).toHaveLength(1)
    expect(steps[0]).toMatchObject({ dueAt: at + 5_000, action: "repeat" })
    expect(steps[0]?.at.map((each) => each.t).toSorted()).toEqual([at + 5_000, at + 5_500])
  })
})

describe("a demand that was met", () => {
  test("[LAD2] arms nothing more, in any journal", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH", owes: ["read"] })
    const other = new PracticeJournal(line.relays.S)
    other.admits(message, at)
    const read = story.says("B1", message, "read")
    other.admits(read, at + 10_000)
    const state = stateOf(journal, other)
    expect(dueSteps(state, north, at + 90 * minute)).toEqual([])
    expect(nextDue(state, north)).toBeUndefined()
    expect(isSettled(state, rowOf(state, message))).toBe(true)
  })

  test("[LAD2] leaves the others armed", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH" })
    journal.admits(story.says("B1", message, "read"), at + 10_000)
    const state = stateOf(journal)
    expect(nextDue(state, north)).toBe(at + 3 * minute)
    expect(isSettled(state, rowOf(state, message))).toBe(false)
  })

  test("[LAD8] a message is settled when all its steps have been taken, or its envelope has not come", () => {
    const { story, message, at, journal } = sent({ precedence: "FLASH", owes: [] })
    for (const point of dueSteps(stateOf(journal), north, at + minute)) recorded(journal, point)
    expect(isSettled(stateOf(journal), rowOf(stateOf(journal), message))).toBe(true)
    const early = new PracticeJournal(line.relays.N)
    early.admits(story.says("B1", message, "received"), at)
    expect(isSettled(stateOf(early), rowOf(stateOf(early), message))).toBe(false)
    expect(stepsAhead(stateOf(early), rowOf(stateOf(early), message), north)).toEqual([])
  })
})

describe("the same message id at one relay", () => {
  test("[STG6] used by the other party first, past its life, leaves the deadlines of the message as they are", () => {
    const story = new Story(line)
    const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const fakes = [1, 2, 3].map(() =>
      story.southSends({
        message: message.core.message,
        life: 60 * minute,
        link: { t: story.now - 61 * minute },
      }),
    )
    const journal = new PracticeJournal(line.relays.N)
    for (const fake of fakes) journal.admits(fake, story.now)
    journal.admits(message, story.now + 1_000)
    const due = dueSteps(stateOf(journal), north, story.now + 31_000)
    expect(due.map((point) => point.dueAt - story.now)).toEqual([6_000, 11_000, 31_000])
  })

  test("[STG6] used again later, however it is dated, postpones nothing", () => {
    const story = new Story(line)
    const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(message, story.now)
    const before = nextDue(stateOf(journal), north) ?? 0
    for (const age of [0, minute, 10 * minute]) {
      const fake = story.southSends({ message: message.core.message, link: { t: story.now - age } })
      journal.admits(fake, story.now + 4_000)
      expect(nextDue(stateOf(journal), north)).toBeLessThanOrEqual(before)
    }
  })
})

describe("the charter that counts", () => {
  test("[LAD7] is the one that the message names", () => {
    const slower = timetable.map((row) =>
      row.precedence === "FLASH" ? { ...row, received: 4_000 } : row,
    )
    const steps = ladder.map((step) =>
      step.precedence === "FLASH" && step.demand === "received"
        ? { ...step, after: step.after - 1_000 }
        : step,
    )
    const second = nextCharter(line, line.charter, { timetable: slower, ladder: steps })
    const story = new Story(line)
    const journal = new PracticeJournal(line.relays.N)
    const before = story.northSends({ precedence: "FLASH" })
    journal.admits(second, story.now)
    journal.admits(before, story.now)
    story.learn(stateOf(journal))
    const after = story.northSends({ precedence: "FLASH" })
    journal.admits(after, story.now)
    const state = stateOf(journal)
    const firstDue = (message: ParsedEnvelope): number =>
      (stepsAhead(state, rowOf(state, message), north)[0]?.dueAt ?? 0) - story.now
    expect([firstDue(before), firstDue(after)]).toEqual([5_000, 4_000])
  })
})

describe("the deadline on a screen", () => {
  test.each(precedences)(
    "[LAD8] of %s is the timetable's, counted from acceptance there",
    (precedence) => {
      const { journal, at, message } = sent({ precedence })
      const state = stateOf(journal)
      for (const demand of demands) {
        const due = deadlineOf(state, rowOf(state, message), { relay: north, demand })
        expect(due).toBe(at + timetableOf(line.charter.core, precedence)[demand])
      }
      const elsewhere = { relay: south, demand: "read" } as const
      expect(deadlineOf(state, rowOf(state, message), elsewhere)).toBeUndefined()
    },
  )

  test("[LAD8] of an answer is the time that they asked for", () => {
    const { story, journal, at, message } = sent({ precedence: "FLASH" })
    journal.admits(story.says("B1", message, { kind: "stand-by", until: at + 12 * minute }), at)
    const state = stateOf(journal)
    const at12 = deadlineOf(state, rowOf(state, message), { relay: north, demand: "answered" })
    expect(at12).toBe(at + 12 * minute)
  })

  test("[LAD8] the next look at the clock is at the soonest of all", () => {
    const story = new Story(line)
    const journal = new PracticeJournal(line.relays.N)
    for (const precedence of ["ROUTINE", "PRIORITY", "FLASH"] as const) {
      journal.admits(story.northSends({ precedence }), story.now)
    }
    expect(nextDue(stateOf(journal), north)).toBe(story.now + 5_000)
    expect(nextDue(line.state, north)).toBeUndefined()
  })
})
