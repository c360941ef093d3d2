import { describe, expect, test } from "vitest"

import { isValue } from "../../../shared/catalogue/value.ts"
import { inForceOf, listInForce, type InForce } from "../../../shared/dialogue/in-force.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { acceptance, answer, dialogueOf, get, id, noon, proposal, tell } from "./desk.ts"

const hour = 3_600_000
const day = (hours: number, minutes = 0): number => Date.UTC(2026, 10, 22, hours, minutes)

/** How message 1 stands at an instant, after these. */
function standing(now: number, ...opened: readonly OpenedMessage[]): InForce | undefined {
  const state = dialogueOf(...opened)
  return inForceOf(state, get(state, 1), now)
}

const cancel = (cause: string): OpenedMessage => tell(2, "CR-03", { ref: id(1), cause })

describe("[DLG17] notices", () => {
  const notice = tell(1, "NT-01", { window: "2026-11-22T14:00:00Z/2026-11-22T16:00:00Z" })

  test("stand from when they are given until their own window ends", () => {
    expect(standing(noon - hour, notice)?.standing).toBe("in-force")
    expect(standing(day(15, 59), notice)).toMatchObject({ standing: "in-force", until: day(16) })
    expect(standing(day(16), notice)?.standing).toBe("ended")
  })

  test("stand with their corrected values, also of the window", () => {
    const changes = "NT-01 count=3; window=2026-11-22T14:00:00Z/2026-11-22T18:00:00Z"
    const corrected = tell(2, "CR-01", { ref: id(1), changes }, { precedence: "ROUTINE" })
    const found = standing(day(17), notice, corrected)
    expect(found).toMatchObject({ standing: "in-force", isCorrected: true, until: day(18) })
    expect(found?.said.params["count"]).toEqual({ type: "number", number: 3 })
  })

  test("are superseded, cancelled or held by their author", () => {
    const launch = tell(1, "NT-05")
    expect(standing(noon, launch)).toMatchObject({ standing: "in-force", until: undefined })
    expect(standing(noon, launch, cancel("error"))?.standing).toBe("cancelled")
    expect(standing(noon, launch, cancel("unconfirmed"))?.standing).toBe("held")
  })

  test("that supersede stand in their own right", () => {
    const replacement =
      "NT-06 ourObject=uav; yourObject=person; position=1,1±5; at=2026-11-22T14:00:00Z; cause=accident; casualties=0; confidence=assessed"
    const state = dialogueOf(tell(1, "NT-05"), tell(2, "CR-02", { ref: id(1), replacement }))
    expect(listInForce(state, noon).map(({ standing: word, said }) => [said.code, word])).toEqual([
      ["NT-05", "superseded"],
      ["NT-06", "in-force"],
    ])
  })
})

test("[DLG17] warnings stand like notices until their own window ends", () => {
  const warning = tell(1, "WN-02", { window: "2026-11-22T14:00:00Z/2026-11-22T16:00:00Z" })
  expect(standing(day(15), warning)).toMatchObject({ standing: "in-force", until: day(16) })
  expect(standing(day(16), warning)?.standing).toBe("ended")
  expect(standing(day(15), tell(1, "AS-03", { until: "2026-11-22T15:30:00Z" }))?.until).toBe(
    day(15, 30),
  )
})

describe("[DLG17] agreed proposals", () => {
  test("wait for a decision, then for their time, and end", () => {
    expect(standing(noon, proposal)?.standing).toBe("proposed")
    expect(standing(noon, proposal, answer(2, "DC-02", { ref: id(1) }))?.standing).toBe("proposed")
    expect(standing(day(15, 29), proposal, acceptance(2))?.standing).toBe("coming")
    expect(standing(day(15, 30), proposal, acceptance(2))).toMatchObject({
      standing: "in-force",
      since: day(15, 30),
      until: day(20),
      isCorrected: false,
    })
    expect(standing(day(20), proposal, acceptance(2))?.standing).toBe("ended")
  })

  test("that nobody accepted end or are taken back like notices", () => {
    expect(standing(day(20), proposal)?.standing).toBe("ended")
    expect(standing(noon, proposal, tell(2, "CR-03", { ref: id(1) }))?.standing).toBe("cancelled")
  })

  test("[DLG12] stand although a cancellation crossed the acceptance", () => {
    const found = standing(day(16), proposal, tell(2, "CR-03", { ref: id(1) }), acceptance(3))
    expect(found?.standing).toBe("in-force")
    expect(found?.acceptedBy?.message).toBe(id(3))
  })

  test("[DLG13] stand with the values accepted, not with those proposed later", () => {
    const sooner = tell(2, "CR-01", { ref: id(1), changes: "PR-01 until=2026-11-22T18:00:00Z" })
    expect(standing(day(19), proposal, sooner, acceptance(3))?.standing).toBe("in-force")
    const corrected = acceptance(3, { until: "2026-11-22T18:00:00Z" })
    expect(standing(day(19), proposal, sooner, corrected)).toMatchObject({
      standing: "ended",
      isCorrected: true,
    })
  })
})

test("[DLG2] nothing with a fault is in force, and questions and answers never are", () => {
  const state = dialogueOf(
    tell(1, "NT-05", {}, { drafted: undefined }),
    tell(2, "AS-02", { ref: id(3) }),
    tell(4, "QY-01"),
    answer(5, "EX-01", { ref: id(4) }),
    tell(6, "AS-02", { ref: id(4) }),
  )
  expect(listInForce(state, noon).map(({ held }) => held.message)).toEqual([id(6)])
  const since = inForceOf(state, get(state, 6), noon)?.said.params["since"]
  expect(isValue(since, "dtg")).toBe(true)
})
