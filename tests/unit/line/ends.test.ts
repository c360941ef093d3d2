// One relay that leaves out the end of a device, or enters it late, keeps nobody's word alive; and nobody takes a word back.

import { describe, expect, test } from "vitest"

import { nextDue } from "../../../shared/line/deadlines.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { limits } from "../../../shared/limits.ts"
import type { Parsed, ParsedEnvelope, ParsedStage } from "../../../shared/records/parsed.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf, stateOf } from "./one-message.ts"

const reach = limits.endReachMs
const { B } = line.rosters

interface Told {
  readonly message: ParsedEnvelope
  readonly read: ParsedStage
  readonly at: number
  readonly ends: Readonly<Record<"suspension" | "removal", Parsed>>
  readonly story: Story
}

/** North's message, B1's reading of it, and two ways in which South ends B1. */
function told(effectiveAfter = 0): Told {
  const story = new Story(line)
  const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
  const read = story.says("B1", message, "read")
  const at = story.now + 10 * minute
  const effective = at + effectiveAfter
  const suspension = story.suspends(["B2", "B1"], "B1", effective)
  const devices = B.core.devices.filter((entry) => entry.callSign !== "B1")
  const { device } = line.devices.B1
  const removed = [{ device, effective, reason: "stolen" }]
  const removal = nextRoster(line, B, { devices, removed, issued: at })
  return { story, message, read, at, ends: { suspension, removal } }
}

function journal(relay: "N" | "S", ...entries: readonly (readonly [Parsed, number])[]) {
  const made = new PracticeJournal(line.relays[relay])
  for (const [record, t] of entries) made.admits(record, t)
  return made
}

function isRead({ message }: Told, ...journals: readonly PracticeJournal[]): boolean {
  const states = [stateOf(...journals), stateOf(...journals.toReversed())]
  expect(new Set(states.map((state) => hexOf(encodeState(state)))).size).toBe(1)
  const [state = line.state] = states
  return !openDemands(state, rowOf(state, message)).includes("read")
}

const ways = ["suspension", "removal"] as const

describe.each(ways)("a %s", (how) => {
  test.each([
    [-1, true],
    [reach - 1, true],
    [reach, false],
    [24 * 60 * minute, false],
  ])("[SUS4] that a relay never enters: what it takes %i ms after counts: %s", (after, counts) => {
    const all = told()
    const honest = journal("N", [all.message, all.at - minute], [all.ends[how], all.at])
    const other = journal("S", [all.message, all.at - minute], [all.read, all.at + after])
    expect(isRead(all, honest, other)).toBe(counts)
  })

  test("[SUS4] that a relay enters a day late counts from when the other had it", () => {
    const all = told()
    const day = 24 * 60 * minute
    const honest = journal("N", [all.message, all.at - minute], [all.ends[how], all.at])
    const read = [all.read, all.at + day - 1] as const
    const late = journal("S", [all.message, all.at], read, [all.ends[how], all.at + day])
    expect(isRead(all, honest, late)).toBe(false)
    expect(isRead(all, late)).toBe(true)
  })

  test("[SUS4] that takes effect later counts from then on", () => {
    const all = told(60 * minute)
    const honest = journal("N", [all.message, all.at - minute], [all.ends[how], all.at])
    const at = (t: number): PracticeJournal =>
      journal("S", [all.message, all.at - minute], [all.read, t])
    expect(isRead(all, honest, at(all.at + 60 * minute))).toBe(true)
    expect(isRead(all, honest, at(all.at + 60 * minute + reach))).toBe(false)
  })

  test("[SUS7] dated back takes nothing back that was accepted before it came", () => {
    const all = told(-10 * minute)
    const read = [all.read, all.at - 8 * minute] as const
    const other = journal("S", [all.message, all.at - 9 * minute], read)
    const honest = journal("N", [all.message, all.at - 9 * minute], [all.ends[how], all.at])
    expect(isRead(all, honest, other)).toBe(true)
  })
})

describe("a device that is ended", () => {
  test("[SUS6] arms no ladder at a relay that goes on taking it in", () => {
    const { story, message, read, at, ends } = told()
    const sent = story.southSends({ precedence: "FLASH" })
    const other = journal("N", [message, at - minute], [read, at - minute], [sent, at + reach])
    expect(nextDue(stateOf(other), north)).toBeDefined()
    for (const end of [ends.suspension, ends.removal]) {
      expect(nextDue(stateOf(other, journal("S", [end, at])), north)).toBeUndefined()
    }
  })

  test("[SUS6] by one of two rosters of a version, or until a later one names it again, is not", () => {
    const all = told()
    const fork = nextRoster(line, B, { issued: all.at + 1 })
    const { removal } = all.ends
    if (removal.kind !== "roster") throw new Error("a roster")
    const again = nextRoster(line, removal, { devices: B.core.devices })
    const taken = journal("S", [all.message, all.at], [all.read, all.at + 5 * minute])
    expect(isRead(all, journal("N", [removal, all.at]), taken)).toBe(false)
    for (const other of [fork, again]) {
      expect(isRead(all, journal("N", [removal, all.at], [other, all.at]), taken)).toBe(true)
    }
  })
})
