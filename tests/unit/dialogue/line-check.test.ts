import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  checkStatus,
  nextCheck,
  scheduledCheck,
  serialGaps,
  type CheckPlan,
} from "../../../shared/dialogue/line-check.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { dialogueOf, get, id, relayOfA, relayOfB, tell } from "./desk.ts"

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const line = branded<LineId>("5c".repeat(32))
const plan: CheckPlan = { line, everyMs: hour, since: 0 }
const slot = Date.UTC(2026, 10, 22, 14) / hour
const due = scheduledCheck(plan, slot)

/** Message n of a side, written and accepted by a relay at an instant. */
function at(message: OpenedMessage, t: number, relay = relayOfA): OpenedMessage {
  return { ...message, writtenAt: t, accepted: [{ relay, t }] }
}
const call = (n: number, t: number): OpenedMessage =>
  at(tell(n, "LC-01", { text: "Two lights north" }), t)
const reply = (n: number, to: number, t: number, echo = "two  LIGHTS north"): OpenedMessage =>
  at(tell(n, "LC-02", { ref: id(to), echo }, { side: "B" }), t)

/** The minutes of four hundred checks, as distances from their hours. */
function offsets(of: LineId): readonly number[] {
  return Array.from(
    { length: 400 },
    (_, n) => scheduledCheck({ ...plan, line: of }, n).at - n * hour,
  )
}

function phase(now: number, ...opened: readonly OpenedMessage[]): string {
  return checkStatus(dialogueOf(...opened), plan, now).phase
}

describe("[DLG19] the schedule follows from the line and the hour", () => {
  test("party A calls in even hours UTC, party B in odd ones, within ten minutes of the hour", () => {
    fc.assert(
      fc.property(fc.nat({ max: 900_000 }), (n) => {
        const check = scheduledCheck(plan, n)
        expect(check.by).toBe(new Date(n * hour).getUTCHours() % 2 === 0 ? "A" : "B")
        expect(Math.abs(check.at - n * hour)).toBeLessThanOrEqual(10 * minute)
        expect(check.at % minute).toBe(0)
      }),
    )
  })

  test("every minute comes up, and another line has others", () => {
    expect(new Set(offsets(line)).size).toBe(21)
    expect(offsets(line)).not.toEqual(offsets(branded<LineId>("5d".repeat(32))))
  })

  test("the next check is the first one not before now", () => {
    fc.assert(
      fc.property(fc.integer({ min: slot * hour, max: (slot + 48) * hour }), (now) => {
        const next = nextCheck(plan, now)
        expect(next.at).toBeGreaterThanOrEqual(now)
        expect(scheduledCheck(plan, next.slot - 1).at).toBeLessThan(now)
      }),
    )
  })

  test("a line founded after the check of the hour has missed none", () => {
    const young: CheckPlan = { ...plan, since: due.at + 1 }
    const next = scheduledCheck(plan, slot + 1)
    expect(checkStatus(dialogueOf(), young, due.at + 6 * minute)).toMatchObject({
      ...next,
      phase: "coming",
    })
    const older: CheckPlan = { ...plan, since: due.at }
    expect(checkStatus(dialogueOf(), older, due.at + 6 * minute).phase).toBe("supervisor")
  })

  test("a drill compresses it", () => {
    const drill = { line, everyMs: minute, since: 0 }
    const check = scheduledCheck(drill, slot)
    expect(Math.abs(check.at - slot * minute)).toBeLessThanOrEqual(10 * second)
    expect(due.at - slot * hour).toBe(60 * (check.at - slot * minute))
  })
})

describe("[DLG20] a check is called, answered by a person, repeated once, then the supervisor's", () => {
  test("nobody calls: due, not sent, supervisor", () => {
    expect(due.by).toBe("A")
    expect(phase(due.at - 1)).toBe("coming")
    expect(phase(due.at)).toBe("due")
    expect(phase(due.at + 2 * minute)).toBe("not-sent")
    expect(phase(due.at + 5 * minute)).toBe("supervisor")
  })

  test("called and answered within five minutes", () => {
    const called = call(1, due.at)
    expect(phase(due.at + minute, called)).toBe("waiting")
    const state = dialogueOf(called, reply(2, 1, due.at + 5 * minute))
    const status = checkStatus(state, plan, due.at + 6 * minute)
    expect(status).toMatchObject({ phase: "answered", answeredInMs: 5 * minute })
    expect(status.calls.map(({ message }) => message)).toEqual([id(1)])
  })

  test("no answer: missed, repeat after two minutes, then the supervisor", () => {
    const called = call(1, due.at)
    expect(phase(due.at + 5 * minute, called)).toBe("missed")
    expect(phase(due.at + 7 * minute, called)).toBe("repeat")
    expect(phase(due.at + 12 * minute, called)).toBe("supervisor")
    const again = call(3, due.at + 7 * minute)
    expect(phase(due.at + 8 * minute, called, again)).toBe("waiting")
    expect(phase(due.at + 12 * minute, called, again)).toBe("supervisor")
    expect(phase(due.at + 13 * minute, called, again, reply(4, 3, due.at + 9 * minute))).toBe(
      "answered",
    )
  })

  test("an answer after five minutes is late", () => {
    const late = reply(2, 1, due.at + 5 * minute + 1)
    expect(phase(due.at + 6 * minute, call(1, due.at), late)).toBe("late")
  })

  test("an answer with another text is none: nobody read it", () => {
    const careless = reply(2, 1, due.at + minute, "Two lights south")
    expect(phase(due.at + 2 * minute, call(1, due.at), careless)).toBe("waiting")
  })

  test("a call by the side whose turn it is not does not count for the hour", () => {
    const theirs = at(tell(1, "LC-01", {}, { side: "B" }), due.at)
    expect(phase(due.at + minute, theirs)).toBe("due")
  })

  test("a call of another hour does not count for this one", () => {
    expect(phase(due.at + minute, call(1, due.at - hour))).toBe("due")
  })

  test("times of two relays are never subtracted: within one journal, or not at all", () => {
    const called = call(1, due.at)
    const elsewhere = at(reply(2, 1, due.at), due.at + 20 * minute, relayOfB)
    const apart = checkStatus(dialogueOf(called, elsewhere), plan, due.at + 21 * minute)
    expect(apart).toMatchObject({ phase: "answered", answeredInMs: undefined })
    const both = {
      ...called,
      accepted: [...called.accepted, { relay: relayOfB, t: due.at + 19 * minute }],
    }
    const together = checkStatus(dialogueOf(both, elsewhere), plan, due.at + 21 * minute)
    expect(together).toMatchObject({ phase: "answered", answeredInMs: minute })
  })

  test("an answer that a relay had before the call took no time, not less than none", () => {
    const state = dialogueOf(call(1, due.at), reply(2, 1, due.at - second))
    expect(checkStatus(state, plan, due.at + minute)).toMatchObject({
      phase: "answered",
      answeredInMs: 0,
    })
  })

  test("a drill compresses all of it", () => {
    const drill = { line, everyMs: minute, since: 0 }
    const check = scheduledCheck(drill, slot)
    const state = dialogueOf()
    expect(checkStatus(state, drill, check.at + 2 * second).phase).toBe("not-sent")
    expect(checkStatus(state, drill, check.at + 5 * second).phase).toBe("supervisor")
  })
})

test("[DLG20] a check compares the serials that both desks hold", () => {
  const state = dialogueOf(tell(1, "LC-01", { lastSent: "A1-0007", lastReceived: "B1-0003" }))
  const check = get(state, 1)
  const gaps = (lastSent: string | undefined, lastReceived: string | undefined): unknown =>
    serialGaps(check, { lastSent, lastReceived })
  expect(gaps("B1-0003", "A1-0007")).toEqual({ theyLack: false, weLack: false })
  expect(gaps("B1-0004", "A1-0007")).toEqual({ theyLack: true, weLack: false })
  expect(gaps("B1-0003", "A1-0006")).toEqual({ theyLack: false, weLack: true })
  const nothing = dialogueOf(tell(1, "LC-01", { lastSent: "NONE", lastReceived: "NONE" }))
  expect(serialGaps(get(nothing, 1), { lastSent: undefined, lastReceived: undefined })).toEqual({
    theyLack: false,
    weLack: false,
  })
})
