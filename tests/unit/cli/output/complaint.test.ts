import { CommanderError } from "commander"
import * as v from "valibot"
import { describe, expect, test } from "vitest"

import { exitCodes, exitMeanings, exitOf } from "../../../../client/cli/exit-codes.ts"
import { Failure, failureOf, isFailureCode, unwrap } from "../../../../client/runtime/failure.ts"
import { complain, mannerOf } from "../../../../client/cli/output/complaint.ts"
import { errors, type ErrorCode } from "../../../../shared/errors.ts"
import { ok, refused } from "../../../../shared/result.ts"
import { paper } from "./paper.ts"

const words = { isMachine: false, isColoured: false, isVerbose: false }
const machine = { ...words, isMachine: true }

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code)
}

function thrownBy(deed: () => unknown): unknown {
  try {
    deed()
  } catch (error) {
    return error
  }
  return undefined
}

describe("a complaint", () => {
  test("[CLI3] says what happened, what it means and what to do, and gives the exit code", () => {
    const sheet = paper()
    const failure = new Failure("cli/missing", "there is no home", "Nothing was done. Name one.")
    expect(complain(failure, words, sheet.io)).toBe(66)
    expect(sheet.err()).toBe("✕ there is no home\n  Nothing was done. Name one.\n")
    expect(sheet.out()).toBe("")
  })

  test("[CLI3] is one object on stderr where JSON was asked for", () => {
    const sheet = paper()
    expect(complain(new Failure("cli/timeout", "late", "Wait."), machine, sheet.io)).toBe(4)
    expect(JSON.parse(sheet.err())).toEqual({
      v: 1,
      error: { code: "cli/timeout", detail: "late", here: "Wait." },
    })
  })

  test("[CLI3] of a slip in the command line has the same three parts; help is no failure", () => {
    const sheet = paper()
    const unknown = new CommanderError(1, "commander.unknownCommand", "error: unknown command 'x'")
    expect(complain(unknown, words, sheet.io)).toBe(64)
    expect(sheet.err()).toMatch(/^✕ unknown command 'x'\n {2}The command was not understood/u)
    const before = sheet.err()
    expect(complain(new CommanderError(0, "commander.help", ""), words, sheet.io)).toBe(0)
    expect(complain(new CommanderError(1, "commander.help", ""), words, sheet.io)).toBe(64)
    expect(sheet.err()).toBe(before)
    expect(complain(unknown, machine, sheet.io)).toBe(64)
    expect(sheet.err()).toContain(`"detail":"unknown command 'x'"`)
  })

  test("of a mistake of ours shows where only to whoever asks", () => {
    const sheet = paper()
    expect(complain(new RangeError("oops"), words, sheet.io)).toBe(70)
    expect(sheet.err()).not.toContain("complaint.test")
    const verbose = paper()
    complain(new RangeError("oops"), { ...words, isVerbose: true }, verbose.io)
    expect(verbose.err()).toContain("complaint.test")
  })
})

describe("options that are not what they should be", () => {
  test("are usage, whoever looked at them", () => {
    const sheet = paper()
    const options = v.object({ until: v.string("--until is missing") })
    expect(
      complain(
        thrownBy(() => v.parse(options, { until: 1 })),
        words,
        sheet.io,
      ),
    ).toBe(64)
    expect(sheet.err()).toContain("--until is missing")
  })
})

describe("the manner", () => {
  test("is read from the words themselves, before they are understood", () => {
    const { io } = paper({ isTerminal: true })
    expect(mannerOf(["send", "--json"], io)).toMatchObject({ isMachine: true, isColoured: true })
    expect(mannerOf(["send", "--", "--json"], io)).toMatchObject({ isMachine: false })
    expect(mannerOf(["--no-color", "-v"], io)).toMatchObject({ isColoured: false, isVerbose: true })
  })
})

describe("exit codes", () => {
  test("[CLI3] are each other's only namesakes, and every one has a meaning", () => {
    const numbers = Object.values(exitCodes)
    expect(numbers).toHaveLength(new Set(numbers).size)
    expect(Object.keys(exitMeanings).toSorted()).toEqual(Object.keys(exitCodes).toSorted())
  })

  test("come for every code of the table of errors", () => {
    const codes = Object.keys(errors).filter(isErrorCode)
    expect(codes.filter((code) => exitOf(code) === "failed")).toEqual([])
    expect(codes.every(isFailureCode)).toBe(true)
  })

  test("of failures on this machine are those that scripts rely on", () => {
    expect(exitOf("cli/usage")).toBe("usage")
    expect(exitOf("cli/input")).toBe("input")
    expect(exitOf("cli/missing")).toBe("missing")
    expect(exitOf("cli/not-held")).toBe("missing")
    expect(exitOf("cli/no-input")).toBe("usage")
    expect(exitOf("cli/timeout")).toBe("timeout")
    expect(exitOf("cli/unreachable")).toBe("unreachable")
    expect(exitOf("cli/refused")).toBe("refused")
    expect(exitOf("cli/verification")).toBe("verification")
    expect(exitOf("cli/again")).toBe("again")
  })

  test("are the refusal's", () => {
    const refusal = refused("who/permission", "this device may not flash")
    expect(exitOf(failureOf(refusal).code)).toBe("refused")
    expect(() => unwrap(refusal)).toThrow("this device may not flash")
    expect(unwrap(ok(1))).toBe(1)
  })
})
