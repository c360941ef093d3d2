// Every verdict about the other side, one by one: what it rests on, whose move it is, and what it does not claim.

import { describe, expect, test } from "vitest"

import { verdictOn } from "../../../shared/line/silence.ts"
import type { CircuitSeen, Observation, ProofSeen, Verdict } from "../../../shared/line/verdict.ts"
import { limits } from "../../../shared/limits.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { Parsed, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf, sent, south, stateOf, type OneMessage } from "./one-message.ts"

/** What North's desk sees so long after it sent its FLASH: both circuits up for an hour, B1 heard and on watch. */
function seen(
  after: number,
  change: {
    readonly n?: Partial<CircuitSeen>
    readonly s?: Partial<CircuitSeen>
    readonly heard?: readonly ProofSeen[]
  } = {},
): Observation {
  const now = new Story(line).now + after
  const circuit = { isAlive: true, since: now - 60 * minute, lineTime: now, isCaughtUp: true }
  return {
    now,
    circuits: [
      { relay: north, ...circuit, ...change.n },
      { relay: south, ...circuit, ...change.s },
    ],
    heard: change.heard ?? [proof("B1")],
  }
}

function proof(by: CallSign, wish: Partial<ProofSeen> = {}): ProofSeen {
  return { device: line.devices[by].device, relay: north, ageMs: 1_000, onWatch: true, ...wish }
}

/** The verdict on a FLASH from North after these records, admitted by relay N at once. */
function judged(
  observation: Observation,
  owes: readonly Demand[],
  ...tell: readonly ((story: Story, message: ParsedEnvelope) => Parsed)[]
): Verdict | undefined {
  const told = sent({ precedence: "FLASH", owes })
  for (const record of tell) told.journal.admits(record(told.story, told.message), told.at)
  return verdictIn(told, observation)
}

function verdictIn(
  { message, journal }: OneMessage,
  observation: Observation,
): Verdict | undefined {
  const state = stateOf(journal)
  return verdictOn(state, { row: rowOf(state, message), author: "A" }, observation)
}

type Told = (story: Story, message: ParsedEnvelope) => Parsed
const received: Told = (story, message) => story.says("B1", message, "received")
const read: Told = (story, message) => story.says("B1", message, "read")
const readBack: Told = (story, message) => story.says("B1", message, "read-back")
const confirmed: Told = (story, message) => story.says("A1", message, "confirmed")
const answered: Told = (story, message) => story.says("B1", message, "answered")
const declined: Told = (story, message) => story.says("B2", message, "declined")

const ownDecline: Told = (story, message) => story.says("A2", message, "declined")
const cannotOpen: Told = (story, message) => story.says("B1", message, "cannot-open")
const suspend: Told = (story) => story.suspends(["B2", "B1"], "B1")
const tooLong: Told = (story, message) =>
  story.says("B1", message, { kind: "stand-by", until: story.now + 16 * minute })

describe("their own word", () => {
  test("[SIL1] declined is said only on their signed decline", () => {
    const late = seen(30 * minute)
    expect(judged(late, ["answered"], declined)?.kind).toBe("declined")
    expect(judged(late, ["answered"], received, ownDecline)?.kind).toBe("silent")
    expect(judged(late, ["answered"], declined, answered)?.kind).toBe("answered")
  })

  test("[SIL1] answered is said before anything is overdue, and whatever else is owed", () => {
    expect(judged(seen(1), ["read", "understood", "answered"], answered)?.kind).toBe("answered")
    expect(judged(seen(90 * minute), ["read", "understood", "answered"], answered)?.kind).toBe(
      "answered",
    )
  })

  test("[SIL1] met is said when nothing is owed any more", () => {
    const verdict = judged(seen(90 * minute), ["read"], read)
    expect(verdict).toMatchObject({ kind: "met", waitsFor: undefined, cannotExclude: [] })
  })

  test("[SIL3] holding is said until the time they named, by the slowest clock that is heard", () => {
    const until = new Story(line).now + 12 * minute
    const standBy: Told = (story, message) => story.says("B1", message, { kind: "stand-by", until })
    const before = seen(12 * minute - 1)
    expect(judged(before, ["answered"], standBy)).toMatchObject({ kind: "holding", until })
    expect(judged(seen(12 * minute), ["answered"], standBy)?.kind).toBe("silent")
    const slow = seen(12 * minute, { s: { lineTime: until - 1 } })
    expect(judged(slow, ["answered"], standBy)?.kind).toBe("holding")
  })

  test("[SIL3] their word that outlasts what the charter allows holds nothing", () => {
    expect(judged(seen(12 * minute), ["answered"], tooLong)?.kind).toBe("silent")
  })
})

describe("before anything is overdue", () => {
  test("[SIL2] nothing is said but that we wait, to the millisecond", () => {
    expect(judged(seen(5_000 - 1), ["read"])?.kind).toBe("waiting")
    expect(judged(seen(5_000), ["read"])?.kind).toBe("not-received")
    expect(judged(seen(60_000 - 1), ["read"], received)?.kind).toBe("waiting")
    expect(judged(seen(60_000), ["read"], received)?.kind).toBe("received-not-read")
  })

  test("[SIL2] no relay with a fast clock makes anybody late", () => {
    const told = sent({ precedence: "FLASH", owes: ["read"] })
    const other = new PracticeJournal(line.relays.S)
    other.admits(told.message, told.at)
    const state = stateOf(told.journal, other)
    const row = rowOf(state, told.message)
    const fast = seen(1_000, { n: { lineTime: told.at + 90 * minute } })
    expect(verdictOn(state, { row, author: "A" }, fast)?.kind).toBe("waiting")
  })

  test("[SIL2] what came late counts from when it came", () => {
    const story = new Story(line)
    const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const journal = new PracticeJournal(line.relays.N)
    const at = story.now + 10 * minute
    journal.admits(message, at)
    journal.admits(story.says("B1", message, "received"), at)
    const state = stateOf(journal)
    const about = { row: rowOf(state, message), author: "A" } as const
    expect(verdictOn(state, about, seen(11 * minute - 1))?.kind).toBe("waiting")
    expect(verdictOn(state, about, seen(11 * minute))?.kind).toBe("received-not-read")
  })

  test("[SIL2] nothing is concluded from a relay that never had the message, or from no envelope at all", () => {
    const told = sent({ precedence: "FLASH", owes: ["read"] })
    const elsewhere = { ...seen(90 * minute), circuits: seen(90 * minute).circuits.slice(1) }
    expect(verdictIn(told, elsewhere)?.kind).toBe("waiting")
    const state = stateOf(told.journal)
    const row = rowOf(state, told.message)
    expect(verdictOn(state, { row, author: "B" }, seen(90 * minute))).toBeUndefined()
  })
})

describe("when the line is in the way", () => {
  const dead = { isAlive: false } as const

  test("[SIL4] a line without a living circuit is down, and nothing is said about them", () => {
    const verdict = judged(seen(90 * minute, { n: dead, s: dead }), ["read"], received)
    expect(verdict).toMatchObject({ kind: "line-down", waitsFor: undefined })
    expect(verdict?.cannotExclude).toEqual(["desk-empty", "cut-off", "in-another-journal"])
  })

  test.each([
    ["nobody", []],
    ["stale proofs", [proof("B1", { ageMs: limits.staffedMs + 1 })]],
    ["only our own side", [proof("A2")]],
  ])(
    "[SIL4] a line on which %s is heard does not say whether they are cut off or gone",
    (_who, heard) => {
      const verdict = judged(seen(90 * minute, { heard }), ["read"], received)
      expect(verdict).toMatchObject({ kind: "line-down", waitsFor: undefined })
      expect(verdict?.cannotExclude).toEqual(["desk-empty", "cut-off", "relay-withholds"])
    },
  )

  test("[SIL4] a suspended device is not heard", () => {
    expect(judged(seen(90 * minute), ["read"], received, suspend)?.kind).toBe("line-down")
  })

  test("[SIL5] a circuit that has not caught up, or has only just come back, says nothing yet", () => {
    const behind = seen(90 * minute, { s: { isCaughtUp: false } })
    expect(judged(behind, ["read"], received)?.kind).toBe("catching-up")
    const { now } = seen(90 * minute)
    const back = { since: now - limits.lateGraceMs + 1 }
    expect(judged(seen(90 * minute, { n: back, s: back }), ["read"], received)?.kind).toBe(
      "catching-up",
    )
    const settled = { since: now - limits.lateGraceMs }
    expect(judged(seen(90 * minute, { n: settled, s: back }), ["read"], received)?.kind).toBe(
      "received-not-read",
    )
  })

  test("[SIL11] a message that no device of theirs has received is nobody's fault", () => {
    const verdict = judged(seen(10_000), ["read"])
    expect(verdict).toMatchObject({ kind: "not-received", waitsFor: undefined })
    expect(verdict?.cannotExclude).toContain("console-broken")
  })
})

describe("when the move is ours", () => {
  test("[SIL7] a read-back that we have not confirmed waits for us", () => {
    const verdict = judged(seen(90 * minute), ["read", "understood", "answered"], readBack)
    expect(verdict).toMatchObject({ kind: "not-understood", waitsFor: "A" })
  })

  test("[SIL7] a device that cannot open waits for a new wrap", () => {
    expect(judged(seen(10_000), ["read"], cannotOpen)).toMatchObject({
      kind: "not-received",
      waitsFor: "A",
    })
  })
})

describe("when the move is theirs", () => {
  const steps: readonly (readonly [string, readonly Demand[], readonly Told[]])[] = [
    ["received-not-read", ["read", "answered"], [received]],
    ["not-understood", ["read", "understood"], [read]],
    ["not-passed", ["read", "understood", "authority"], [readBack, confirmed]],
    ["silent", ["read", "answered"], [read]],
  ]

  test.each(steps)("[SIL11] %s", (kind, owes, tell) => {
    const verdict = judged(seen(90 * minute), owes, ...tell)
    expect(verdict).toMatchObject({ kind, waitsFor: "B" })
    expect(verdict?.cannotExclude).toEqual(expect.arrayContaining(["under-way", "relay-withholds"]))
  })

  test("[SIL6] unattended rests on a proof of life that says so", () => {
    const off = { heard: [proof("B1", { onWatch: false }), proof("B2", { onWatch: false })] }
    const verdict = judged(seen(90 * minute, off), ["read"], received)
    expect(verdict).toMatchObject({ kind: "unattended", waitsFor: "B" })
    expect(verdict?.cannotExclude).toContain("present-without-watch")
    const one = { heard: [proof("B1", { onWatch: false }), proof("B2")] }
    expect(judged(seen(90 * minute, one), ["read"], received)?.kind).toBe("received-not-read")
  })

  test("[SIL10] the word of a suspended device is neither an answer nor silence", () => {
    const alive = { heard: [proof("B2")] }
    const verdict = judged(seen(90 * minute, alive), ["read", "answered"], read, suspend, answered)
    expect(verdict).toMatchObject({ kind: "contested", waitsFor: undefined })
    expect(verdict?.cannotExclude).toEqual(["console-stolen"])
  })
})

describe("the evidence", () => {
  test("[SIL8] names the records, and for each circuit when it took the message and whom it heard", () => {
    const told = sent({ precedence: "FLASH", owes: ["read"] })
    const record = told.story.says("B1", told.message, "received")
    told.journal.admits(record, told.at)
    const observation = seen(90 * minute)
    const verdict = verdictIn(told, observation)
    expect(verdict?.records).toEqual([told.message.hash, record.hash])
    expect(verdict?.circuits).toEqual([
      { circuit: observation.circuits[0], acceptedAt: told.at, heard: observation.heard },
      { circuit: observation.circuits[1], acceptedAt: undefined, heard: [] },
    ])
  })

  test("[SIL8] says that a journal out of reach may hold what is missing", () => {
    const half = seen(90 * minute, { s: { isAlive: false, isCaughtUp: false } })
    const verdict = judged(half, ["read", "answered"], read)
    expect(verdict?.kind).toBe("silent")
    expect(verdict?.cannotExclude).toContain("in-another-journal")
    expect(judged(seen(90 * minute), ["read", "answered"], read)?.cannotExclude).not.toContain(
      "in-another-journal",
    )
  })
})
