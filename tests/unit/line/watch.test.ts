// Who is responsible at a desk: signed, per device, and ended by time, by leaving or by a handover that both signed.

import { describe, expect, test } from "vitest"

import { onWatch, watchOf } from "../../../shared/line/watch.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { type CallSign, type RelayName } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, stateOf } from "./one-message.ts"

function journal(...records: readonly Parsed[]): PracticeJournal {
  return journalAt("N", ...records)
}

function journalAt(relay: RelayName, ...records: readonly Parsed[]): PracticeJournal {
  const told = new PracticeJournal(line.relays[relay])
  for (const record of records) told.admits(record, 1_767_618_000_000)
  return told
}

/** Call signs of South on watch at this moment, by these journals. */
function watching(now: number, ...journals: readonly PracticeJournal[]): readonly CallSign[] {
  const devices = onWatch(stateOf(...journals), "B", now)
  return (["B1", "B2"] as const).filter((each) => devices.includes(line.devices[each].device))
}

describe("the watch of a device", () => {
  test("[WCH1] is what its watch record of the highest number says", () => {
    const story = new Story(line)
    const { now } = story
    const [take, leave, again] = [
      story.takesWatch("B1"),
      story.leavesWatch("B1"),
      story.takesWatch("B1"),
    ]
    expect(watching(now, journal(take))).toEqual(["B1"])
    expect(watching(now, journal(take, leave))).toEqual([])
    expect(watching(now, journal(take, leave, again))).toEqual(["B1"])
    expect(watching(now, journal(take, leave, again), journalAt("S", take, leave))).toEqual(["B1"])
  })

  test("[WCH2] ends at the time it names, to the millisecond", () => {
    const story = new Story(line)
    const until = story.now + minute
    const told = journal(story.takesWatch("B1", until, "supervisor"))
    expect(watching(until - 1, told)).toEqual(["B1"])
    expect(watching(until, told)).toEqual([])
    const held = watchOf(stateOf(told), line.devices.B1.device, story.now)
    expect(held).toMatchObject({ act: "take", role: "supervisor", until })
  })

  test("[WCH2] is nobody's while nobody has taken it, and another party's is another's", () => {
    const story = new Story(line)
    expect(watching(story.now)).toEqual([])
    expect(watching(story.now, journal(story.takesWatch("A1")))).toEqual([])
  })
})

describe("a handover", () => {
  test("[WCH3] gives the watch to the incoming device and ends the outgoing one's", () => {
    const story = new Story(line)
    const records = [story.takesWatch("B1"), story.handsOver("B1", "B2")]
    expect(watching(story.now, journal(...records))).toEqual(["B2"])
  })

  test("[WCH3] ends nothing later than the number that both signed", () => {
    const story = new Story(line)
    const take = story.takesWatch("B1")
    const endsSeq = story.endOf("B1").seq
    const again = story.takesWatch("B1")
    const handover = story.handsOver("B1", "B2", { endsSeq })
    expect(watching(story.now, journal(take, again, handover))).toEqual(["B1", "B2"])
    expect(watching(story.now, journal(handover, take, again))).toEqual(["B1", "B2"])
    expect(watching(story.now, journal(handover, take))).toEqual(["B2"])
  })
})

describe("nobody holds the watch", () => {
  test("[WCH4] on a suspended device, nor on one that left the roster", () => {
    const story = new Story(line)
    const take = story.takesWatch("B1")
    const suspended = journal(take, story.suspends(["B1", "B2"], "B1"))
    expect(watching(story.now, suspended)).toEqual([])
    const devices = line.rosters.B.core.devices.filter((entry) => entry.callSign === "B2")
    const removed = journal(take, nextRoster(line, line.rosters.B, { devices }))
    expect(watching(story.now, removed)).toEqual([])
  })
})
