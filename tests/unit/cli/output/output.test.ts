import { describe, expect, test } from "vitest"

import { Output } from "../../../../client/cli/output/output.ts"
import { settingsOf } from "../../../../client/cli/output/settings.ts"
import { paper, type Paper } from "./paper.ts"

function outputOn(sheet: Paper, given: object = {}): Output {
  return new Output(sheet.io, settingsOf(given, sheet.io))
}

describe("a result", () => {
  test("[CLI1] goes to stdout, talk goes to stderr", () => {
    const sheet = paper()
    const output = outputOn(sheet)
    output.talk("sending")
    output.data({ serial: "A1-0001", gone: undefined }, () => "words")
    expect(sheet.out()).toBe('{"v":1,"serial":"A1-0001"}\n')
    expect(sheet.err()).toBe("sending\n")
  })

  test("[CLI2] is words where a person reads them", () => {
    const sheet = paper()
    const output = outputOn(sheet, { text: true })
    output.data({ serial: "A1-0001" }, () => "words")
    output.data({ nothing: null }, () => "")
    expect(sheet.out()).toBe("words\n")
  })
})

describe("talk", () => {
  test("is silent with --quiet, and says more with --verbose", () => {
    const quiet = paper()
    outputOn(quiet, { quiet: true }).talk("x")
    expect(quiet.err()).toBe("")
    const usual = paper()
    outputOn(usual).detail("x")
    expect(usual.err()).toBe("")
    const verbose = paper()
    outputOn(verbose, { verbose: true }).detail("x")
    expect(verbose.err()).toBe("x\n")
  })
})

describe("the status line", () => {
  test("is replaced by the next, and gone before anything else is said", () => {
    const sheet = paper({ isTerminal: true })
    const output = outputOn(sheet)
    output.status("line up")
    output.status("x".repeat(50))
    output.data({}, () => "NEW")
    output.close()
    const clear = "\r\u{1b}[2K"
    expect(sheet.err()).toBe(`${clear}line up${clear}${"x".repeat(39)}${clear}`)
    expect(sheet.out()).toBe("NEW\n")
  })

  test("is for terminals only", () => {
    const sheet = paper()
    outputOn(sheet, { text: true }).status("line up")
    expect(sheet.err()).toBe("")
  })
})
