// What a suspended device says is kept and meets nothing; what it said in time still stands, wherever it was brought from.

import { describe, expect, test } from "vitest"

import { nextDue } from "../../../shared/line/deadlines.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import type { ParsedEnvelope, ParsedStage } from "../../../shared/records/parsed.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf, south, stateOf } from "./one-message.ts"

/** B1 reads a message, and two officers of South suspend B1. Who admits what, and when, is the test's. */
function suspension(): {
  readonly message: ParsedEnvelope
  readonly read: ParsedStage
  readonly suspend: ReturnType<Story["suspends"]>
  readonly at: number
} {
  const story = new Story(line)
  const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
  const read = story.says("B1", message, "read")
  const at = story.now + minute
  return { message, read, suspend: story.suspends(["B2", "B1"], "B1", at), at }
}

function isRead(message: ParsedEnvelope, ...journals: readonly PracticeJournal[]): boolean {
  const state = stateOf(...journals)
  return !openDemands(state, rowOf(state, message)).includes("read")
}

describe("a record of a suspended device", () => {
  test("[SUS2] counts where the relay admitted it before the suspension, and not after", () => {
    const { message, read, suspend, at } = suspension()
    const before = new PracticeJournal(line.relays.N)
    for (const record of [message, read, suspend]) before.admits(record, at)
    expect(isRead(message, before)).toBe(true)
    const after = new PracticeJournal(line.relays.N)
    for (const record of [message, suspend, read]) after.admits(record, at)
    expect(isRead(message, after)).toBe(false)
    const { reached } = rowOf(stateOf(after), message)
    expect(reached.map((each) => each.admitted)).toEqual([
      [{ relay: north, index: 2, t: at, counts: false, spokenAt: at }],
    ])
  })

  test("[SUS2] sent after the suspension arms no ladder", () => {
    const story = new Story(line)
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(story.suspends(["B2", "B1"], "B1"), story.now)
    journal.admits(story.southSends({ precedence: "FLASH" }), story.now)
    expect(nextDue(stateOf(journal), north)).toBeUndefined()
  })

  test("[SUS3] counts when another relay had accepted it before the suspension took effect", () => {
    const { message, read, suspend, at } = suspension()
    const outcome = (carriedAt: number): boolean => {
      const journal = new PracticeJournal(line.relays.N)
      for (const record of [message, suspend]) journal.admits(record, at)
      journal.admits(read, at + minute, carriedAt)
      return isRead(message, journal)
    }
    expect(outcome(at - 1)).toBe(true)
    expect(outcome(at)).toBe(false)
    expect(outcome(at + 1)).toBe(false)
  })

  test("[SUS4] is judged by each relay's own order, and counts if one of them took it in time", () => {
    const { message, read, suspend, at } = suspension()
    const late = new PracticeJournal(line.relays.N)
    for (const record of [message, suspend, read]) late.admits(record, at)
    const timely = new PracticeJournal(line.relays.S)
    for (const record of [message, read, suspend]) timely.admits(record, at)
    expect(isRead(message, late, timely)).toBe(true)
    expect(isRead(message, timely, late)).toBe(true)
    const suspended = [...(stateOf(late, timely).suspensions.get(line.devices.B1.device) ?? [])]
    expect(suspended.map((each) => each.relay).toSorted()).toEqual([north, south].toSorted())
  })

  test("[SUS4] a second suspension of the device takes effect from the earlier of the two", () => {
    const story = new Story(line)
    const journal = new PracticeJournal(line.relays.N)
    for (const effective of [story.now + 5, story.now, story.now + 9]) {
      journal.admits(story.suspends(["B2", "B1"], "B1", effective), story.now)
    }
    const known = stateOf(journal).suspensions.get(line.devices.B1.device)
    expect(known).toEqual([{ relay: north, effective: story.now, from: story.now }])
  })

  test("[SUS5] a suspended device suspends nobody", () => {
    const story = new Story(line)
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(story.suspends(["B2", "B1"], "B1"), story.now)
    journal.admits(story.suspends(["B1", "B2"], "B2"), story.now)
    expect([...stateOf(journal).suspensions.keys()]).toEqual([line.devices.B1.device])
  })
})
