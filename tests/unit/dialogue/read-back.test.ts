import { describe, expect, test } from "vitest"

import {
  compareValues,
  everyValueOf,
  readBackOf,
} from "../../../shared/dialogue/read-back-values.ts"
import { isConfirmed, readBacksOf } from "../../../shared/dialogue/read-back.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { exampleStatement } from "../catalogue/example.ts"
import { answer, dialogueOf, get, id, tell } from "./desk.ts"

const launch = tell(1, "NT-05", { count: "11", impactArea: "zone:K-12", timeToImpact: "3" })
const right = "NT-05 count=11; impactArea=zone:K-12; timeToImpact=3"
const wrong = "NT-05 count=17; impactArea=zone:K-12; timeToImpact=3"
const back = (n: number, values: string): OpenedMessage =>
  answer(n, "AK-02", { ref: id(1), values })
const verdict = (n: number, of: number, differing: string): OpenedMessage =>
  tell(n, "AK-06", { ref: id(of), differing })

function readBacks(...opened: readonly OpenedMessage[]): readonly (readonly [string, string])[] {
  const state = dialogueOf(launch, ...opened)
  return readBacksOf(state, get(state, 1)).map(({ differences, answer: said }) => [
    differences.map(({ field }) => field).join(),
    said,
  ])
}

function confirmed(...opened: readonly OpenedMessage[]): boolean {
  const state = dialogueOf(launch, ...opened)
  return isConfirmed(state, get(state, 1))
}

describe("[DLG7] read-back is compared field by field, by value", () => {
  test("equal, or the fields that differ", () => {
    expect(readBacks(back(2, right))).toEqual([["", "none"]])
    expect(readBacks(back(2, wrong))).toEqual([["count", "none"]])
  })

  test("an unknown is not a number, a zone is not a circle", () => {
    const values = "NT-05 count=UNKNOWN; impactArea=circle:28.5,71.9:25km; timeToImpact=3"
    expect(readBacks(back(2, values))).toEqual([["count,impactArea", "none"]])
  })

  test("each officer's read-back stands by itself", () => {
    expect(readBacks(back(2, wrong), back(3, right))).toEqual([
      ["count", "none"],
      ["", "none"],
    ])
  })

  test("a difference shows both values", () => {
    const state = dialogueOf(launch, back(2, wrong))
    expect(readBacksOf(state, get(state, 1))[0]?.differences).toEqual([
      {
        field: "count",
        said: { type: "number", number: 11 },
        given: { type: "number", number: 17 },
      },
    ])
  })

  test("after a correction both the old and the corrected values are right", () => {
    const corrected = tell(4, "CR-01", { ref: id(1), changes: "NT-05 count=17" })
    expect(readBacks(back(2, right), back(3, wrong), corrected)).toEqual([
      ["", "none"],
      ["", "none"],
    ])
  })

  test("a correction is read back by what it corrects", () => {
    const corrected = tell(2, "CR-01", { ref: id(1), changes: "NT-05 count=17" })
    expect(readBackOf(corrected.statement)).toMatchObject({
      code: "NT-05",
      values: [{ field: "count" }],
    })
    const state = dialogueOf(
      launch,
      corrected,
      answer(3, "AK-02", { ref: id(2), values: "NT-05 count=17" }),
      verdict(4, 3, "ALL-CORRECT"),
    )
    expect(isConfirmed(state, get(state, 2))).toBe(true)
  })
})

describe("[DLG8] only the author's side closes a read-back, and only an equal one", () => {
  test("all correct on equal values", () => {
    expect(confirmed(back(2, right))).toBe(false)
    expect(confirmed(back(2, right), verdict(3, 2, "ALL-CORRECT"))).toBe(true)
  })

  test("all correct on different values is shown as wrong and closes nothing", () => {
    expect(readBacks(back(2, wrong), verdict(3, 2, "ALL-CORRECT"))).toEqual([
      ["count", "wrongly-confirmed"],
    ])
    expect(confirmed(back(2, wrong), verdict(3, 2, "ALL-CORRECT"))).toBe(false)
  })

  test("a list of fields keeps it open, whoever else said all correct", () => {
    expect(readBacks(back(2, wrong), verdict(3, 2, "2"))).toEqual([["count", "differs"]])
    expect(confirmed(back(2, right), verdict(3, 2, "ALL-CORRECT"), verdict(4, 2, "2"))).toBe(false)
  })

  test("the reading side cannot confirm itself", () => {
    const own = answer(3, "AK-06", { ref: id(2), differing: "ALL-CORRECT" })
    expect(confirmed(back(2, right), own)).toBe(false)
  })

  test("a second, right read-back closes what a wrong one left open", () => {
    const opened = [
      back(2, wrong),
      verdict(3, 2, "2"),
      back(4, right),
      verdict(5, 4, "ALL-CORRECT"),
    ]
    expect(confirmed(...opened)).toBe(true)
  })
})

describe("values", () => {
  test("[DLG13] an acceptance repeats every field", () => {
    const { values } = everyValueOf(exampleStatement("PR-01"))
    expect(values.map(({ field }) => field)).toEqual([
      ...(["area", "domains", "from", "until", "authority"] as const),
    ])
  })

  test("what came too much, too little or under another code differs", () => {
    const wanted = readBackOf(launch.statement)
    const fewer = { ...wanted, values: wanted.values.slice(1) }
    expect(compareValues(wanted, fewer).map(({ field }) => field)).toEqual(["count"])
    expect(compareValues(fewer, wanted).map(({ field }) => field)).toEqual(["count"])
    expect(compareValues(wanted, { ...wanted, code: "NT-07" })).toHaveLength(3)
  })
})
