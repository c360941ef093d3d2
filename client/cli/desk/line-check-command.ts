// `parley line-check`: calls the other desk, and answers a call. A person reads the text and types it again.

import type { Command } from "commander"
import * as v from "valibot"

import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { show } from "./reading-commands.ts"
import { print, timeoutOf } from "./send-command.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley --home data/a-1 line-check --wait
  parley --home data/b-1 line-check answer --echo "48213 90276"
`

const callOptions = v.object({
  say: v.optional(v.string()),
  wait: v.optional(v.boolean(), false),
  timeout: v.optional(v.string()),
})

export function registerLineCheck(program: Command, io: Io): void {
  const group = program
    .command("line-check")
    .description("call the other desk, or answer its call")
    .option("--say <text>", "the text to be repeated; ten digits without it")
    .option("--wait", "until it is answered")
    .option("--timeout <time>", "how long to wait; the charter's time without it")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (given: unknown, command: Command) => {
      await call(commandLine(command, io), v.parse(callOptions, given))
    })
  group
    .command("answer [serial]")
    .description("type again the text of a call; the oldest one without a serial")
    .option("--echo <text>", "the text as you read it")
    .action(async (serial: string | undefined, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { echo } = v.parse(v.object({ echo: v.optional(v.string()) }), given)
      await answer(line, serial, echo)
    })
}

async function call(
  line: CommandLine,
  { say, wait, timeout }: v.InferOutput<typeof callOptions>,
): Promise<void> {
  const signal = line.io.stop
  const timeoutMs = timeoutOf(timeout) ?? null
  await withDesk(line, async (desk) => {
    const acted = await ask(desk, ops.lineCheck, { text: say ?? null }, { signal })
    if (!wait || !acted.accepted) {
      show(line, acted)
      return
    }
    const { id } = acted.message
    const asked = { id, goal: "answer", timeoutMs } as const
    const { reached, message } = await ask(desk, ops.wait, asked, { signal })
    print(line, message)
    if (reached || signal.aborted) return
    throw new Failure(
      "cli/timeout",
      `the line check ${message.serial ?? id} was not answered in time`,
      "Call again after two minutes; if that is not answered either, call your supervisor and telephone.",
    )
  })
}

async function answer(
  line: CommandLine,
  serial: string | undefined,
  echo: string | undefined,
): Promise<void> {
  const { io, settings } = line
  await withDesk(line, async (desk) => {
    const typed =
      echo ??
      (settings.mayAsk ? await io.input.ask("Type the text of the line check: ") : undefined)
    if (typed === undefined)
      throw new Failure("cli/no-input", "the text of the check is not given; use --echo")
    const asked = { serial: serial ?? null, echo: typed }
    show(line, await ask(desk, ops.answerLineCheck, asked, { signal: io.stop }))
  })
}
