import { describe, expect, test } from "vitest"

import { collected, parametersOf } from "../../../client/cli/parameters.ts"
import { wrongParameters } from "../../../client/runtime/requests/wrong-parameters.ts"

describe("parameters", () => {
  test("are name and value, and the value may have a = of its own", () => {
    expect(parametersOf(["a=1", "values=NT-05 count=1", "empty="])).toEqual({
      a: "1",
      values: "NT-05 count=1",
      empty: "",
    })
  })

  test.each([["count"], ["=1"], [""]])("%j is none", (given) => {
    expect(() => parametersOf([given])).toThrow("is not name=value")
  })

  test("given twice are a slip", () => {
    expect(() => parametersOf(["a=1", "a=2"])).toThrow("--param a is given twice")
  })

  test("gather as commander reads them", () => {
    expect(collected("b=2", collected("a=1", []))).toEqual(["a=1", "b=2"])
  })

  test("that are wrong are named all at once, with the sheet that helps", () => {
    const failure = wrongParameters("NT-05", { count: "missing", at: "no instant" })
    expect(failure.message).toBe(
      "NT-05 cannot be sent like this:\n  count: missing\n  at: no instant",
    )
    expect(failure.here).toContain("parley catalogue show NT-05")
    expect(failure.code).toBe("cli/input")
  })
})
