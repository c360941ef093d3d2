import { describe, expect, test } from "vitest"

import { codes } from "../../../shared/catalogue/value.ts"
import { agreesWithStage, stageOf } from "../../../shared/dialogue/stages.ts"
import { exampleStatement } from "../catalogue/example.ts"

describe("[DLG16] an answer and the stage beside it say the same", () => {
  test("each answer has its stage; statements have none", () => {
    const stages = codes.map((code) => [code, stageOf(exampleStatement(code))] as const)
    expect(stages.filter(([, stage]) => stage !== undefined)).toEqual([
      ["LC-02", "answered"],
      ["AK-01", "read"],
      ["AK-02", "read-back"],
      ["AK-03", "contested"],
      ["AK-04", "stand-by"],
      ["AK-05", "passed"],
      ["AK-06", "differs"],
      ["EX-01", "answered"],
      ["EX-02", "answered"],
      ["EX-03", "answered"],
      ["EX-04", "answered"],
      ["DC-01", "answered"],
      ["DC-02", "declined"],
      ["DC-03", "answered"],
    ])
    expect(stageOf(exampleStatement("AK-06", { differing: "ALL-CORRECT" }))).toBe("confirmed")
  })

  test("the time and the level in the clear are the sealed ones", () => {
    const standBy = exampleStatement("AK-04", { until: "2026-11-22T14:05:00Z" })
    const until = Date.UTC(2026, 10, 22, 14, 5)
    expect(agreesWithStage(standBy, { kind: "stand-by", until })).toBe(true)
    expect(agreesWithStage(standBy, { kind: "stand-by", until: until + 1 })).toBe(false)
    const passed = exampleStatement("AK-05", { level: "minister" })
    expect(agreesWithStage(passed, { kind: "passed", level: "minister" })).toBe(true)
    expect(agreesWithStage(passed, { kind: "passed", level: "watch-officer" })).toBe(false)
  })

  test("a stage of another kind does not agree", () => {
    expect(agreesWithStage(exampleStatement("DC-02"), { kind: "answered" })).toBe(false)
    expect(agreesWithStage(exampleStatement("DC-02"), { kind: "declined" })).toBe(true)
    expect(agreesWithStage(exampleStatement("NT-05"), { kind: "received" })).toBe(false)
  })
})
