// Each device's own chain: what follows, what is missing, what comes twice, and what no honest device can have signed.

import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { noPredecessor, placeOf, serialText } from "../../../shared/line/chain.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { onWatch } from "../../../shared/line/watch.ts"
import type { Hash, MessageId, RelayId } from "../../../shared/records/names.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { type PracticeRelay } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { line, rowIn } from "./one-message.ts"

const third: PracticeRelay = { ...line.relays.N, relay: branded<RelayId>("33".repeat(8)) }
const b1 = line.devices.B1.device

function journal(relay: PracticeRelay, ...records: readonly Parsed[]): PracticeJournal {
  const told = new PracticeJournal(relay)
  records.forEach((record, i) => told.admits(record, 1_767_618_000_000 + i))
  return told
}

function folded(...journals: readonly PracticeJournal[]): LineState {
  return foldEntries(
    line.state,
    journals.flatMap((each) => each.entries),
  )
}

function bytesOf(state: LineState): string {
  return hexOf(encodeState(state))
}

describe("a record's place", () => {
  const story = new Story(line)
  const [first, second, last] = [story.northSends(), story.northSends(), story.northSends()]
  const head = { seq: 2, hash: second.hash, serial: 2 }

  test("[CHN1] is next when it follows the head by number and hash", () => {
    expect(placeOf(undefined, first, undefined)).toEqual({ kind: "next" })
    expect(placeOf(head, last, undefined)).toEqual({ kind: "next" })
    expect(first.core.link.prev).toBe(noPredecessor)
  })

  test("[CHN2] leaves a gap when it comes too early, and names the number missing", () => {
    expect(placeOf(undefined, last, undefined)).toEqual({ kind: "gap", want: 1 })
    expect(placeOf({ ...head, seq: 1, hash: first.hash }, last, undefined)).toEqual({
      kind: "gap",
      want: 2,
    })
  })

  test("[CHN3] is a repeat when the same record stands under its number", () => {
    expect(placeOf(head, second, undefined)).toEqual({ kind: "repeat" })
    expect(placeOf(head, first, first.hash)).toEqual({ kind: "repeat" })
  })

  test("[CHN4] is a fork when another record stands there, or before it", () => {
    const other = branded<Hash>("ee".repeat(32))
    expect(placeOf({ ...head, hash: other }, second, undefined)).toEqual({
      kind: "fork",
      against: other,
    })
    expect(placeOf(head, first, other)).toEqual({ kind: "fork", against: other })
    expect(placeOf({ ...head, hash: other }, last, undefined)).toEqual({
      kind: "fork",
      against: other,
    })
  })

  test("[CHN3] just before a fork is a repeat unless the holder knows better", () => {
    const before = { seq: 1, hash: noPredecessor, serial: 0 }
    expect(placeOf(before, first, undefined)).toEqual({ kind: "repeat" })
    expect(placeOf(before, first, first.hash)).toEqual({ kind: "repeat" })
    expect(placeOf(before, first, second.hash)).toEqual({ kind: "fork", against: second.hash })
  })
})

describe("the fold of a chain", () => {
  test("[CHN1] keeps one head a device, with its count of envelopes", () => {
    const story = new Story(line)
    const records = [story.northSends(), story.takesWatch("A1"), story.northSends()]
    const state = folded(journal(line.relays.N, ...records))
    const head = { seq: 3, hash: records[2]?.hash, serial: 2 }
    expect(state.heads.get(line.devices.A1.device)).toEqual(head)
  })

  test("[CHN2] takes nothing from a record that leaves a gap", () => {
    const story = new Story(line)
    const [first, , last] = [story.northSends(), story.northSends(), story.northSends()]
    const state = folded(journal(line.relays.N, first, last))
    expect([...state.rows.keys()]).toEqual([first.core.message])
    expect(state.heads.get(line.devices.A1.device)?.seq).toBe(1)
  })

  test("[CHN3] takes a record once, and notes every journal that holds it", () => {
    const story = new Story(line)
    const message = story.northSends()
    const state = folded(journal(line.relays.N, message), journal(line.relays.S, message))
    const row = rowIn(state, message.core.message)
    expect(row.sent).toHaveLength(1)
    expect(row.arrivals.map((arrival) => arrival.relay).toSorted()).toEqual(
      [line.relays.N.relay, line.relays.S.relay].toSorted(),
    )
  })
})

describe("a journal with a hole in a device's chain", () => {
  const story = new Story(line)
  const [first, missing, last] = [story.northSends(), story.northSends(), story.northSends()]
  const other = story.takesWatch("B1")
  const [whole, holed] = [
    journal(line.relays.N, first, missing),
    journal(line.relays.S, first, last, other),
  ]

  test("[CHN10] says nothing of that device behind it, whatever another journal has, in every order", () => {
    const states = [folded(whole, holed), folded(holed, whole)]
    expect(new Set(states.map(bytesOf)).size).toBe(1)
    expect(states[0]?.heads.get(line.devices.A1.device)?.seq).toBe(2)
    expect(states[0]?.rows.has(last.core.message)).toBe(false)
  })

  test("[CHN10] speaks of other devices all the same, and counts again once the hole is filled", () => {
    const state = folded(holed, journal(line.relays.S, missing, last))
    expect(state.watches.has(b1)).toBe(true)
    expect(state.heads.get(line.devices.A1.device)?.seq).toBe(3)
  })
})

/** B1 says read; a copy of its keys, from the same point, says contested. */
function forkedStory(): {
  readonly message: MessageId
  readonly journals: readonly PracticeJournal[]
} {
  const story = new Story(line)
  const message = story.northSends({ owes: ["read"] })
  const received = story.says("B1", message, "received")
  const end = story.endOf("B1")
  const read = story.says("B1", message, "read")
  const watch = story.takesWatch("B1")
  story.goBack("B1", end)
  const contested = story.says("B1", message, { kind: "contested", role: "duty" })
  return {
    message: message.core.message,
    journals: [
      journal(line.relays.N, message, received, read, watch),
      journal(line.relays.S, message, received, contested),
    ],
  }
}

describe("a forked device", () => {
  test("[CHN5] has its records contested from the fork on; what it said before stands", () => {
    const { message, journals } = forkedStory()
    const state = folded(...journals)
    expect(state.forked).toEqual(new Map([[b1, 2]]))
    expect(openDemands(state, rowIn(state, message))).toEqual(["read"])
    expect(rowIn(state, message).reached).toHaveLength(3)
    expect(state.violations).toEqual([{ what: "chain/fork", device: b1, detail: "2" }])
  })

  test("[CHN5] holds no watch, not even one taken before or handed to it", () => {
    const { journals } = forkedStory()
    expect(onWatch(folded(...journals.slice(0, 1)), "B", 1_767_618_000_000)).toEqual([b1])
    expect(onWatch(folded(...journals), "B", 1_767_618_000_000)).toEqual([])
    expect(onWatch(folded(...journals.toReversed()), "B", 1_767_618_000_000)).toEqual([])
  })

  test("[CHN6] leaves the same state whichever branch came first", () => {
    const { journals } = forkedStory()
    expect(bytesOf(folded(...journals))).toBe(bytesOf(folded(...journals.toReversed())))
  })

  test("[CHN6] that forked more than once is contested from the earliest fork", () => {
    const story = new Story(line)
    const [start, message] = [story.endOf("B1"), story.northSends()]
    const first = story.says("B1", message, "received")
    const middle = story.endOf("B1")
    const second = story.says("B1", message, "read")
    story.goBack("B1", middle)
    const other = story.says("B1", message, { kind: "contested", role: "duty" })
    story.goBack("B1", start)
    const another = story.says("B1", message, "cannot-open")
    const told = [
      journal(line.relays.N, message, first, second),
      journal(line.relays.S, message, first, other),
      journal(third, message, another),
    ]
    const [n, s, w] = told
    if (n === undefined || s === undefined || w === undefined) throw new Error("three journals")
    const states = [
      [n, s, w],
      [n, w, s],
      [s, n, w],
      [s, w, n],
      [w, n, s],
      [w, s, n],
    ].map((order) => folded(...order))
    expect(new Set(states.map(bytesOf)).size).toBe(1)
    expect(states[0]?.forked).toEqual(new Map([[b1, 1]]))
    expect(states[0]?.violations).toHaveLength(1)
  })
})

test("[UNI2] a journal's epoch and time only rise, whatever is met again", () => {
  const told = new PracticeJournal(line.relays.N)
  const started = { kind: "started", software: "practice", oldHead: [] } as const
  told.records({ ...started, epoch: 1 }, 9)
  told.records({ ...started, epoch: 2 }, 20)
  told.records({ ...started, epoch: 1 }, 12)
  expect(folded(told).journals.get(line.relays.N.relay)).toMatchObject({ epoch: 2, t: 20 })
})

test("[CHN8] people name a message by call sign and the author's count, four digits at least", () => {
  expect(serialText("A1", 417)).toBe("A1-0417")
  expect(serialText("B2", 12_345)).toBe("B2-12345")
})
