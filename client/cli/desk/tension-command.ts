// `parley tension`: what each side says of itself, and declaring our own. Two words, never one number.

import type { Command } from "commander"
import * as v from "valibot"

import { vocabularies } from "../../../shared/catalogue/vocabularies.ts"
import { commandLine } from "../command-line.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { clockTime } from "../../runtime/times.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { sendOptionsOf, sendStatement } from "./send-command.ts"
import type { StatusForm } from "../../runtime/requests/status-form.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley --home data/a-1 tension
  parley --home data/a-1 tension declare watchful        two officers: the second one releases it
`
const patienceMs = 3_000
const declareOptions = v.object({
  remark: v.optional(v.string()),
  overTheirRelay: v.optional(v.boolean()),
})

export function registerTension(program: Command, io: Io): void {
  const group = program
    .command("tension")
    .description("how tense each side says it finds things; declare our own")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (_given: unknown, command: Command) => {
      const line = commandLine(command, io)
      await withDesk(line, async (desk) => {
        const { tension } = await ask(desk, ops.status, { patienceMs }, { signal: io.stop })
        line.output.data(tension, () =>
          [
            `ours    ${words(tension.ours, io.now())}`,
            `theirs  ${words(tension.theirs, io.now())}`,
          ].join("\n"),
        )
      })
    })
  group
    .command("declare <level>")
    .description(`say how tense we find things: ${vocabularies.TENSION.join(", ")}`)
    .option("--remark <text>", "free text, shown apart; - reads the input")
    .option("--over-their-relay", "let their relay carry the release request, if ours is dead")
    .action(async (level: string, given: unknown, command: Command) => {
      const options = sendOptionsOf({
        ...v.parse(declareOptions, given),
        param: [`level=${level}`],
      })
      await sendStatement(commandLine(command, io), "TN-01", options)
    })
}

export function words(declared: StatusForm["tension"]["ours"], now: number): string {
  if (declared === null) return "not declared"
  const { level, since, serial } = declared
  return `${level.toUpperCase()} since ${clockTime(Date.parse(since), now)} (${serial ?? ""})`
}
