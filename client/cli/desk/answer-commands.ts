// `parley answer`, and the two answers that are given most: holding until a time, and passing on.

import type { Command } from "commander"
import * as v from "valibot"

import { textOfInstant } from "../../../shared/catalogue/parameters/calendar.ts"
import { vocabularies } from "../../../shared/catalogue/vocabularies.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { instantOrSpan } from "../../runtime/times.ts"
import { sendingOptions, sendOptionsOf, sendStatement } from "./send-command.ts"

const examples = `Examples:
  parley --home data/b-1 answer A1-0420 EX-01 --param ownership=ours --param object=uav --param confidence=confirmed
  parley --home data/b-1 answer A1-0431 DC-02 --param reason=under-study --param again=yes --param authority=…
  parley --home data/b-1 stand-by A1-0420 --until 10m
  parley --home data/b-1 pass A1-0417 --level operations-chief
`

export function registerAnswers(program: Command, io: Io): void {
  sendingOptions(
    program.command("answer <serial> <code>").description("answer a statement by the catalogue"),
  )
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (serial: string, code: string, given: unknown, command: Command) => {
      await answer(commandLine(command, io), serial, code, given)
    })
  program
    .command("stand-by <serial>")
    .description("we will answer before a time (AK-04); it closes nothing")
    .requiredOption("--until <time>", "10m, 15:30Z, or 2026-11-22T15:30:00Z")
    .option("--remark <text>", "free text, shown apart; - reads the input")
    .addHelpText(
      "beforeAll",
      examplesOf("Examples:\n  parley --home data/b-1 stand-by A1-0420 --until 10m\n"),
    )
    .action(async (serial: string, given: unknown, command: Command) => {
      const { until, remark } = v.parse(timed, given)
      const at = instantText(until, io)
      const param = [`until=${at}`]
      await answer(commandLine(command, io), serial, "AK-04", { param, remark })
    })
  program
    .command("pass <serial>")
    .description("passed on to authority (AK-05)")
    .requiredOption("--level <level>", vocabularies.LVL.join(", "))
    .option("--at <time>", "when it was passed on; now, without it")
    .option("--remark <text>", "free text, shown apart; - reads the input")
    .addHelpText(
      "beforeAll",
      examplesOf("Examples:\n  parley --home data/b-1 pass A1-0417 --level minister\n"),
    )
    .action(async (serial: string, given: unknown, command: Command) => {
      const { level, at, remark } = v.parse(passed, given)
      const when = at === undefined ? wholeSecond(io.now()) : instantText(at, io)
      const param = [`level=${level}`, `at=${when}`]
      await answer(commandLine(command, io), serial, "AK-05", { param, remark })
    })
}

const timed = v.object({ until: v.string(), remark: v.optional(v.string()) })
const passed = v.object({
  level: v.string(),
  at: v.optional(v.string()),
  remark: v.optional(v.string()),
})

async function answer(
  line: CommandLine,
  serial: string,
  code: string,
  given: unknown,
): Promise<void> {
  await sendStatement(line, code, { ...sendOptionsOf(given), ref: serial })
}

function instantText(text: string, io: Io): string {
  const at = instantOrSpan(text, io.now())
  if (at !== undefined) return wholeSecond(at)
  throw new Failure(
    "cli/input",
    `"${text}" is no time. Type it as 10m, 15:30Z or 2026-11-22T15:30:00Z`,
  )
}

/** The catalogue knows no fractions of a second. */
function wholeSecond(at: number): string {
  return textOfInstant(Math.floor(at / 1_000) * 1_000)
}
