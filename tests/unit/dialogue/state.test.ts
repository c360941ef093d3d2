import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { legalAnswers, openDemands } from "../../../shared/dialogue/answers.ts"
import { fateOf } from "../../../shared/dialogue/fate.ts"
import { listInForce } from "../../../shared/dialogue/in-force.ts"
import { judge } from "../../../shared/dialogue/judge.ts"
import { checkStatus } from "../../../shared/dialogue/line-check.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { readBacksOf } from "../../../shared/dialogue/read-back.ts"
import {
  allHeld,
  copyOf,
  emptyDialogue,
  foldOpened,
  referringTo,
  timeOf,
  type DialogueState,
} from "../../../shared/dialogue/state.ts"
import { tensionOf } from "../../../shared/dialogue/tension.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { acceptance, answer, dialogueOf, get, id, noon, proposal, relayOfB, tell } from "./desk.ts"

const plan = { line: branded<LineId>("5c".repeat(32)), everyMs: 3_600_000, since: 0 }

/** A day with everything in it: races, corrections, faults, a stolen id, a second copy, the same message at two relays. */
const story: readonly OpenedMessage[] = [
  proposal,
  acceptance(2),
  tell(3, "CR-03", { ref: id(1) }),
  tell(4, "NT-05", { count: "1" }),
  tell(5, "CR-01", { ref: id(4), changes: "NT-05 count=2" }),
  tell(6, "CR-01", { ref: id(4), changes: "NT-05 count=3" }),
  tell(7, "CR-03", { ref: id(6) }),
  answer(8, "AK-02", { ref: id(4), values: "NT-05 count=2; impactArea=zone:K-12; timeToImpact=3" }),
  tell(9, "AK-06", { ref: id(8), differing: "ALL-CORRECT" }),
  answer(10, "TN-01", { level: "serious" }),
  answer(11, "TN-01", { level: "grave" }, { drafted: undefined }),
  answer(4, "NT-05", { count: "9" }),
  { ...proposal, serial: "A2-0001", released: "officer three" },
  { ...proposal, accepted: [{ relay: relayOfB, t: noon - 5_000 }] },
  { ...proposal, accepted: [{ relay: relayOfB, t: noon - 4_000 }] },
  tell(12, "LC-01"),
  answer(13, "LC-02", { ref: id(12) }),
  tell(14, "CR-03", { ref: id(15) }),
  tell(15, "CR-03", { ref: id(14) }),
]

/** Everything that a desk asks of the dialogue, as plain data. */
function answersOf(state: DialogueState): unknown {
  const now = noon + 60_000
  return {
    messages: allHeld(state).map((held) => ({
      message: held.message,
      side: held.side,
      shown: copyOf(held),
      time: timeOf(held),
      verdict: judge(state, held),
      fate: fateOf(state, held),
      open: openDemands(state, held),
      readBacks: readBacksOf(state, held).map(({ by, ...rest }) => ({ ...rest, by: by.message })),
      answers: [legalAnswers(state, "A", held), legalAnswers(state, "B", held)],
      referring: referringTo(state, held.message, "A").map(({ message }) => message),
    })),
    inForce: listInForce(state, now),
    tension: [tensionOf(state, "A"), tensionOf(state, "B")],
    check: checkStatus(state, plan, now),
  }
}

const whole = answersOf(dialogueOf(...story))

describe("foldOpened", () => {
  test("[DLG1] any order of arrival, in any portions, gives the same answers", () => {
    const order = fc.shuffledSubarray([...story], { minLength: story.length })
    fc.assert(
      fc.property(order, fc.nat({ max: story.length }), (shuffled, cut) => {
        const first = foldOpened(emptyDialogue, shuffled.slice(0, cut))
        expect(answersOf(foldOpened(first, shuffled.slice(cut)))).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })

  test("[DLG1] folding a message again changes nothing", () => {
    const again = fc.shuffledSubarray([...story])
    fc.assert(
      fc.property(again, (repeated) => {
        expect(answersOf(foldOpened(dialogueOf(...story), repeated))).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })

  test("leaves the state it was given as it was", () => {
    const before = dialogueOf(proposal)
    foldOpened(before, story)
    expect(before).toEqual(dialogueOf(proposal))
  })

  test("times of two relays are kept apart; the earliest word counts", () => {
    const state = dialogueOf(...story)
    const held = get(state, 1)
    expect(held.copies.size).toBe(2)
    expect(timeOf(held)).toBe(noon - 5_000)
  })
})
