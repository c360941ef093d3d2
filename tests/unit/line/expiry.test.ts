// A roster that has expired stops nobody who speaks already, and lets nobody new begin.

import { describe, expect, test } from "vitest"

import { authenticate } from "../../../shared/line/admission.ts"
import { nextDue } from "../../../shared/line/deadlines.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import { isVouchedFor, rosterTime } from "../../../shared/line/expiry.ts"
import { checkFounding } from "../../../shared/line/founding.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { Chained } from "../../../shared/records/parsed.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { foundedAt } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { line, minute, north, rowOf } from "./one-message.ts"

const expires = foundedAt + 120 * minute
const day = 24 * 60 * minute

/** Both parties' second rosters end an hour after the story begins. */
function shortRosters(): { readonly state: LineState; readonly journal: PracticeJournal } {
  const journal = new PracticeJournal(line.relays.N)
  for (const side of ["A", "B"] as const) {
    journal.admits(nextRoster(line, line.rosters[side], { issued: foundedAt, expires }), 0)
  }
  return { state: foldEntries(line.state, journal.entries), journal }
}

function answer(state: LineState, record: Chained): string {
  const author = authenticate(state, record, line.signatures)
  return author.ok ? "good" : author.code
}

describe("an expired roster", () => {
  test("[EXP1] stops nothing of those who have spoken: taken, counted, owed and answered", () => {
    const { state, journal } = shortRosters()
    const story = new Story(line)
    story.learn(state)
    const first = [story.takesWatch("A1"), story.takesWatch("B1")]
    story.now = expires + day
    const message = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const read = story.says("B1", message, "read")
    for (const record of [...first, message, read]) expect(answer(state, record)).toBe("good")
    for (const record of [...first, message]) journal.admits(record, story.now)
    const sent = foldEntries(line.state, journal.entries)
    expect(nextDue(sent, north)).toBeDefined()
    journal.admits(read, story.now)
    const after = foldEntries(line.state, journal.entries)
    expect(openDemands(after, rowOf(after, message))).toEqual([])
  })

  test("[EXP1] is none that ends before it is issued", () => {
    const wrong = nextRoster(line, line.rosters.A, { issued: expires, expires })
    expect(checkFounding(line.state, wrong, line.signatures)).toMatchObject({
      ok: false,
      code: "roster/refused",
    })
  })

  test("[EXP2] lets nobody begin to speak, to the millisecond", () => {
    const { state } = shortRosters()
    const begins = (t: number): string => {
      const story = new Story(line)
      story.learn(state)
      story.now = t
      return answer(state, story.northSends())
    }
    expect(begins(expires)).toBe("good")
    expect(begins(expires + 1)).toBe("who/expired")
  })

  test("[EXP3] vouches for nobody, until a later one does", () => {
    const { state, journal } = shortRosters()
    const { device } = line.devices.A2
    expect(isVouchedFor(state, device, expires)).toBe(true)
    expect(isVouchedFor(state, device, expires + 1)).toBe(false)
    const last = state.parties.A.rosters.at(-1)
    if (last === undefined) throw new Error("a roster")
    const previous = { ...line.rosters.A, core: last.document, hash: last.hash }
    journal.admits(nextRoster(line, previous, { expires: expires + day }), 0)
    expect(isVouchedFor(foldEntries(line.state, journal.entries), device, expires + 1)).toBe(true)
  })

  test("[EXP4] is told from fourteen days before, and as over from then on", () => {
    const { state } = shortRosters()
    const at = (now: number): string => rosterTime(state, "B", now).state
    expect(at(expires - limits.rosterWarnMs)).toBe("in-force")
    expect(at(expires - limits.rosterWarnMs + 1)).toBe("expiring")
    expect(at(expires)).toBe("expiring")
    expect(at(expires + 1)).toBe("expired")
    expect(rosterTime(line.began, "A", expires).state).toBe("none")
  })
})
