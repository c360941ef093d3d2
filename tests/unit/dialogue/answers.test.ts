import { describe, expect, test } from "vitest"

import type { Code } from "../../../shared/catalogue/value.ts"
import { isAnswered, legalAnswers, openDemands } from "../../../shared/dialogue/answers.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Demand } from "../../../shared/records/names.ts"
import type { StageKind } from "../../../shared/records/stage.ts"
import { acceptance, answer, dialogueOf, get, id, proposal, tell } from "./desk.ts"

const readBack = "NT-05 count=1; impactArea=zone:K-12; timeToImpact=3"
const launch = tell(1, "NT-05", { count: "1", impactArea: "zone:K-12", timeToImpact: "3" })
const always = ["AK-01", "AK-03", "AK-04", "AK-05"] as const

/** What a side may say about message 1, after these. */
function legal(side: Side, ...opened: readonly OpenedMessage[]): readonly Code[] {
  const state = dialogueOf(...opened)
  return legalAnswers(state, side, get(state, 1))
}

function open(
  opened: readonly OpenedMessage[],
  stages: readonly StageKind[] = [],
): readonly Demand[] {
  const state = dialogueOf(...opened)
  return openDemands(state, get(state, 1), new Set(stages))
}

describe("[DLG5] the reader answers by the response class", () => {
  test.each([
    ["LC-01", ["LC-02", ...always]],
    ["LC-02", [...always]],
    ["QY-01", [...always, "EX-01", "EX-03"]],
    ["QY-02", [...always, "EX-01", "EX-02", "EX-03", "EX-04"]],
    ["QY-06", [...always, "EX-03", "EX-04"]],
    ["WN-01", ["AK-01", "AK-02", "AK-03", "AK-04", "AK-05", "EX-01", "EX-02", "EX-03", "EX-04"]],
    ["PR-01", ["AK-01", "AK-02", "AK-03", "AK-04", "AK-05", "DC-01", "DC-02", "DC-03"]],
    ["AS-02", ["AK-01", "AK-02", "AK-03", "AK-04", "AK-05"]],
    ["TN-01", [...always]],
  ] as const)("%s", (code, expected) => {
    expect(legal("B", tell(1, code))).toEqual(expected)
  })

  test("the author corrects, supersedes or cancels", () => {
    expect(legal("A", launch)).toEqual([
      ...(["EX-01", "EX-02", "EX-03", "EX-04"] as const),
      ...(["CR-01", "CR-02", "CR-03"] as const),
    ])
    expect(legal("A", tell(1, "AK-02", { values: readBack }))).toEqual(["CR-03"])
  })

  test("only a read-back is answered by AK-06, by the side whose message it repeats", () => {
    const state = dialogueOf(launch, answer(2, "AK-02", { ref: id(1), values: readBack }))
    expect(legalAnswers(state, "A", get(state, 2))).toContain("AK-06")
    expect(legalAnswers(state, "B", get(state, 2))).not.toContain("AK-06")
    expect(legal("B", launch)).not.toContain("AK-06")
  })
})

describe("[DLG12] after a decision", () => {
  test("an accepted proposal is neither decided on again nor taken back", () => {
    expect(legal("B", proposal, acceptance(2))).toEqual([
      ...(["AK-01", "AK-02", "AK-03", "AK-04", "AK-05"] as const),
    ])
    expect(legal("A", proposal, acceptance(2))).toEqual([])
  })

  test("a declined one may still be accepted, and taken back", () => {
    const declined = answer(2, "DC-02", { ref: id(1) })
    expect(legal("B", proposal, declined)).toContain("DC-01")
    expect(legal("A", proposal, declined)).toContain("CR-03")
  })

  test("a desk that knows of the cancellation cannot accept", () => {
    const cancelled = tell(2, "CR-03", { ref: id(1) })
    expect(legal("B", proposal, cancelled)).not.toContain("DC-01")
    expect(legal("A", proposal, cancelled)).toEqual([])
  })

  test("a proposal on hold is not accepted, and can still be cancelled", () => {
    const hold = tell(2, "CR-03", { ref: id(1), cause: "unconfirmed" })
    expect(legal("B", proposal, hold)).not.toContain("DC-01")
    expect(legal("A", proposal, hold)).toContain("CR-03")
  })
})

describe("[DLG6] stand by, passed on and remarks close nothing", () => {
  const query = tell(1, "QY-01")

  test("stand by and passed on are legal about anything, at any time", () => {
    const state = dialogueOf(query, answer(2, "EX-01", { ref: id(1) }))
    expect(legalAnswers(state, "B", get(state, 1))).toEqual([...always, "EX-01", "EX-03"])
    expect(legalAnswers(state, "A", get(state, 2))).toEqual([...always])
  })

  test("a stand-by with a remark leaves the query unanswered", () => {
    const standBy = answer(2, "AK-04", { ref: id(1) })
    const remark = { text: "yes, it is ours", language: "en" }
    const chatty = { ...standBy, statement: { ...standBy.statement, remark } }
    const state = dialogueOf(query, chatty)
    expect(isAnswered(state, get(state, 1))).toBe(false)
    expect(open([query, chatty])).toEqual(["answered"])
  })

  test("an explanation answers, also that it is not known yet", () => {
    for (const code of ["EX-01", "EX-03"] as const) {
      expect(open([query, answer(2, code, { ref: id(1) })])).toEqual([])
    }
  })

  test("an explanation of another side or with a fault answers nothing", () => {
    const denial = answer(2, "EX-01", { ref: id(1), ownership: "not-ours" }, { drafted: undefined })
    expect(open([query, denial])).toEqual(["read", "answered"])
  })
})

describe("[DLG8] what stays open", () => {
  const back = answer(2, "AK-02", { ref: id(1), values: readBack })
  const confirmed = tell(3, "AK-06", { ref: id(2), differing: "ALL-CORRECT" })
  const passed = answer(4, "AK-05", { ref: id(1) })

  test("each demand closes by its own word", () => {
    expect(open([launch])).toEqual(["read", "understood", "authority"])
    expect(open([launch, answer(2, "AK-01", { ref: id(1) })])).toEqual(["understood", "authority"])
    expect(open([launch, back])).toEqual(["understood", "authority"])
    expect(open([launch, back, confirmed])).toEqual(["authority"])
    expect(open([launch, passed])).toEqual(["understood"])
    expect(open([launch, back, confirmed, passed])).toEqual([])
  })

  test("a stage alone says that it was read", () => {
    expect(open([launch], ["received"])).toEqual(["read", "understood", "authority"])
    expect(open([launch], ["received", "read"])).toEqual(["understood", "authority"])
  })

  test("a decision closes a proposal", () => {
    expect(open([proposal, acceptance(2)])).toEqual(["understood", "authority"])
    expect(open([proposal, answer(2, "DC-02", { ref: id(1) })])).toEqual([
      "understood",
      "authority",
    ])
  })

  test("what owes nothing has nothing open", () => {
    expect(open([tell(1, "AK-02", { values: readBack })])).toEqual([])
  })
})
