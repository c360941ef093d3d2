// Who the officers behind a message are: what the roster says that the record itself names, and no later one.

import { expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { line, rowOf } from "./one-message.ts"

const t = 1_767_618_000_000

/** Both consoles of the party are given to one officer. */
const renamed = nextRoster(line, line.rosters.A, {
  devices: line.rosters.A.core.devices.map((device) => ({ ...device, officer: "officer A1" })),
})

function officersOf(state: LineState, ...sent: Parameters<typeof rowOf>[1][]): readonly string[][] {
  return sent.map((each) => [...(rowOf(state, each).sent[0]?.officers ?? [])])
}

test("[REL4] a later roster that renames an officer changes nothing behind an old message", () => {
  const story = new Story(line)
  const two = story.sends("A1", { author: "A2" })
  const journal = new PracticeJournal(line.relays.N)
  journal.admits(two, t)
  journal.admits(renamed, t)
  const state = foldEntries(line.state, journal.entries)
  expect(officersOf(state, two)).toEqual([["officer A1", "officer A2"]])
  story.learn(state)
  const later = story.sends("A2")
  const alone = new PracticeJournal(line.relays.N)
  alone.admits(later, t)
  const both = foldEntries(state, alone.entries)
  expect(officersOf(both, two, later)).toEqual([["officer A1", "officer A2"], ["officer A1"]])
})

test("[REL4, UNI1] nor does it matter which of the two a desk had first", () => {
  const story = new Story(line)
  const two = story.sends("A1", { author: "A2" })
  const [told, renaming] = [new PracticeJournal(line.relays.N), new PracticeJournal(line.relays.S)]
  told.admits(two, t)
  renaming.admits(renamed, t)
  const states = [
    [...told.entries, ...renaming.entries],
    [...renaming.entries, ...told.entries],
  ].map((entries) => foldEntries(line.state, entries))
  expect(new Set(states.map((state) => hexOf(encodeState(state)))).size).toBe(1)
})
