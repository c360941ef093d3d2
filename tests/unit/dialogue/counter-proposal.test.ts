import { describe, expect, test } from "vitest"

import type { Demand } from "../../../shared/records/names.ts"
import { isAnswered, legalAnswers, openDemands } from "../../../shared/dialogue/answers.ts"
import { acceptancesOf, fateOf, offersIn } from "../../../shared/dialogue/fate.ts"
import { inForceOf } from "../../../shared/dialogue/in-force.ts"
import { judge } from "../../../shared/dialogue/judge.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { readBacksOf } from "../../../shared/dialogue/read-back.ts"
import { answer, dialogueOf, get, id, noon, proposal, tell } from "./desk.ts"

const sooner = "PR-01 until=2026-11-22T18:00:00Z"
const counter = answer(2, "DC-03", { ref: id(1), changes: sooner })
const deferral = answer(2, "DC-03", { ref: id(1), changes: "NONE" })

/** Party A accepts message 2: the proposal with this end. */
function acceptance(n: number, until: string): OpenedMessage {
  const typed = [
    "area=zone:K-12",
    "domains=land,air",
    "from=2026-11-22T15:00:00Z",
    `until=${until}`,
    "authority=minister@2026-11-22T13:50:00Z@FO-221",
  ]
  const readBack = `PR-01 ${typed.join("; ")}`
  return tell(n, "DC-01", { ref: id(2), effective: "2026-11-22T15:30:00Z", readBack })
}

describe("[DLG24] a counter-proposal", () => {
  test("answers the proposal and is itself to be decided on", () => {
    const state = dialogueOf(proposal, counter)
    expect(judge(state, get(state, 2)).faults).toEqual([])
    expect(isAnswered(state, get(state, 1))).toBe(true)
    const owed: readonly Demand[] = ["read", "understood", "authority", "answered"]
    expect(openDemands(state, get(state, 2))).toEqual(owed)
    expect(legalAnswers(state, "A", get(state, 2))).toEqual([
      ...(["AK-01", "AK-02", "AK-03", "AK-04", "AK-05"] as const),
      ...(["DC-01", "DC-02", "DC-03"] as const),
    ])
    expect(legalAnswers(state, "B", get(state, 2))).toEqual(["CR-03"])
  })

  test("is read back by the values that it changes", () => {
    const values = answer(3, "AK-02", { ref: id(2), values: sooner }, { side: "A" })
    const state = dialogueOf(proposal, counter, values)
    expect(readBacksOf(state, get(state, 2))).toMatchObject([{ differences: [] }])
  })

  test("offers the proposal with its changes, and stands as proposed", () => {
    const state = dialogueOf(proposal, counter)
    const [offer] = offersIn(state, get(state, 2))
    expect(offer).toMatchObject({
      code: "PR-01",
      params: {
        until: { at: Date.UTC(2026, 10, 22, 18) },
        from: { at: Date.UTC(2026, 10, 22, 15) },
      },
    })
    expect(inForceOf(state, get(state, 2), noon)).toMatchObject({
      standing: "proposed",
      until: Date.UTC(2026, 10, 22, 18),
    })
  })

  test("that is accepted with its values is in force, and nothing takes it back", () => {
    const accepted = acceptance(3, "2026-11-22T18:00:00Z")
    const cancelled = answer(4, "CR-03", { ref: id(2) })
    const state = dialogueOf(proposal, counter, accepted, cancelled)
    expect(judge(state, get(state, 3)).faults).toEqual([])
    expect(fateOf(state, get(state, 2))).toBe("stands")
    expect(fateOf(state, get(state, 3))).toBe("stands")
    expect(inForceOf(state, get(state, 2), Date.UTC(2026, 10, 22, 17))).toMatchObject({
      standing: "in-force",
      isCorrected: false,
      since: Date.UTC(2026, 10, 22, 15, 30),
      until: Date.UTC(2026, 10, 22, 18),
    })
  })

  test("is not accepted with the values of the proposal", () => {
    const state = dialogueOf(proposal, counter, acceptance(3, "2026-11-22T20:00:00Z"))
    expect(acceptancesOf(state, get(state, 2))).toEqual([])
    expect(inForceOf(state, get(state, 2), noon)?.standing).toBe("proposed")
  })

  test("of other fields than those of the proposal is none", () => {
    const strange = answer(2, "DC-03", { ref: id(1), changes: "NT-05 count=1" })
    const state = dialogueOf(proposal, strange)
    expect(judge(state, get(state, 2)).faults).toEqual(["values"])
    expect(offersIn(state, get(state, 2))).toEqual([])
  })

  test("to a counter-proposal changes what that one offers", () => {
    const again = tell(3, "DC-03", { ref: id(2), changes: "PR-01 area=zone:K-14" })
    const state = dialogueOf(proposal, counter, again)
    expect(offersIn(state, get(state, 3))).toMatchObject([
      {
        params: {
          area: { area: { zone: "K-14" } },
          until: { at: Date.UTC(2026, 10, 22, 18) },
        },
      },
    ])
  })

  test("to a deferral changes the proposal under it", () => {
    const impatient = tell(3, "DC-03", { ref: id(2), changes: sooner })
    const state = dialogueOf(proposal, deferral, impatient)
    expect(offersIn(state, get(state, 3))).toMatchObject([
      { code: "PR-01", params: { until: { at: Date.UTC(2026, 10, 22, 18) } } },
    ])
  })

  test("in a circle, which only a liar can make, offers nothing", () => {
    const first = tell(1, "DC-03", { ref: id(2), changes: sooner })
    const second = answer(2, "DC-03", { ref: id(1), changes: sooner })
    const state = dialogueOf(first, second)
    expect(offersIn(state, get(state, 1))).toEqual([])
    expect(inForceOf(state, get(state, 1), noon)).toBeUndefined()
  })
})

describe("[DLG24] a deferral", () => {
  test("is read back by its time and offers nothing", () => {
    const state = dialogueOf(
      proposal,
      deferral,
      tell(3, "AK-02", { ref: id(2), values: "DC-03 answerBy=2026-11-22T14:05:00Z" }),
    )
    expect(judge(state, get(state, 3)).faults).toEqual([])
    expect(readBacksOf(state, get(state, 2))).toMatchObject([{ differences: [] }])
    expect(offersIn(state, get(state, 2))).toEqual([])
    expect(inForceOf(state, get(state, 2), noon)).toBeUndefined()
  })

  test("leaves the proposal open to be accepted", () => {
    const state = dialogueOf(proposal, deferral)
    expect(legalAnswers(state, "B", get(state, 1))).toContain("DC-01")
  })
})

describe("[DLG25] words beside the agreed ones", () => {
  test("a translation is about a message of either side, and answers and closes nothing", () => {
    const launch = tell(1, "NT-05")
    const translations = [
      tell(2, "TL-01", { ref: id(1) }, { precedence: "FLASH" }),
      answer(3, "TL-01", { ref: id(1) }, { precedence: "FLASH" }),
    ]
    const state = dialogueOf(launch, ...translations)
    for (const n of [2, 3]) expect(judge(state, get(state, n)).faults).toEqual([])
    expect(openDemands(state, get(state, 1))).toEqual(["read", "understood", "authority"])
    expect(legalAnswers(state, "B", get(state, 1))).not.toContain("TL-01")
  })

  test("an orderwire demands nothing and is in force for nobody", () => {
    const state = dialogueOf(tell(1, "OW-01"))
    expect(judge(state, get(state, 1)).faults).toEqual([])
    expect(openDemands(state, get(state, 1))).toEqual([])
    expect(inForceOf(state, get(state, 1), noon)).toBeUndefined()
  })
})
