import { describe, expect, test } from "vitest"

import { Failure } from "../../../../client/runtime/failure.ts"
import { settingsOf } from "../../../../client/cli/output/settings.ts"
import { paper } from "./paper.ts"

describe("the format", () => {
  test("[CLI2] is words on a terminal, JSON elsewhere, and what was asked for anywhere", () => {
    expect(settingsOf({}, paper({ isTerminal: true }).io).format).toBe("human")
    expect(settingsOf({}, paper({ isTerminal: false }).io).format).toBe("json")
    expect(settingsOf({ text: true }, paper({ isTerminal: false }).io).format).toBe("human")
    expect(settingsOf({ json: true }, paper({ isTerminal: true }).io).format).toBe("json")
    expect(() => settingsOf({ json: true, text: true }, paper({ isTerminal: true }).io)).toThrow(
      Failure,
    )
  })

  test("is one object only where --json asks for one", () => {
    const { io } = paper({ isTerminal: false })
    expect(settingsOf({ json: true }, io).isOneObject).toBe(true)
    expect(settingsOf({ jsonl: true }, io).isOneObject).toBe(false)
    expect(settingsOf({}, io).isOneObject).toBe(false)
  })
})

function coloured(given: object, env = {}, isTerminal = true): boolean {
  return settingsOf(given, paper({ isTerminal, env }).io).isColoured
}

describe("colour", () => {
  test("[CLI5] is for terminals that want it", () => {
    expect(coloured({})).toBe(true)
    expect(coloured({ color: false })).toBe(false)
    expect(coloured({}, { NO_COLOR: "1" })).toBe(false)
    expect(coloured({}, { NO_COLOR: "" })).toBe(true)
    expect(coloured({}, { TERM: "dumb" })).toBe(false)
    expect(coloured({}, {}, false)).toBe(false)
  })
})

describe("questions", () => {
  test("are asked only at a terminal, and not with --no-input", () => {
    expect(settingsOf({}, paper({ isTerminal: true }).io).mayAsk).toBe(true)
    expect(settingsOf({ input: false }, paper({ isTerminal: true }).io).mayAsk).toBe(false)
    expect(settingsOf({}, paper({ isTerminal: false }).io).mayAsk).toBe(false)
  })
})

describe("the home", () => {
  test("comes from the option before the environment", () => {
    const { io } = paper({ env: { PARLEY_HOME: "there" } })
    expect(settingsOf({}, io).home).toBe("there")
    expect(settingsOf({ home: "here" }, io).home).toBe("here")
  })
})
