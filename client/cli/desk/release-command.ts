// `parley release`: what waits for a second officer, and releasing it or giving it back. `parley withdraw`: its author takes it back.

import type { Command } from "commander"
import * as v from "valibot"

import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { collected, parametersOf } from "../parameters.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { messageWords } from "./message-words.ts"
import { ask, ops, type DraftForm } from "../../runtime/requests/ops.ts"
import { print } from "./send-command.ts"
import { withDesk } from "./with-desk.ts"

const withdrawExamples = `Examples:
  parley --home data/a-1 withdraw 01936d2e --reason "the object is identified"
`

const examples = `Examples:
  parley --home data/a-2 release                       what waits, and what to type again
  parley --home data/a-2 release 01936d2e --param area=zone:K-12 --param from=… --param until=OPEN
  parley --home data/a-2 release 01936d2e --return "the area is not agreed"
`

const options = v.object({ param: v.array(v.string()), return: v.optional(v.string()) })

export function registerRelease(program: Command, io: Io): void {
  program
    .command("release [id]")
    .description("second officer: list drafts that wait, release one, or return it to its author")
    .option("--param <name=value>", "a critical value, typed again; repeat for each", collected, [])
    .option("--return <reason>", "give it back to its author")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (id: string | undefined, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { param, return: reason } = v.parse(options, given)
      const params = parametersOf(param)
      await withDesk(line, async (desk) => {
        if (id === undefined || id === "list") return await listDrafts(line, desk)
        if (reason !== undefined) return await giveBack(line, desk, id, checked(reason))
        return await release(line, desk, id, params)
      })
    })
  program
    .command("withdraw <id>")
    .addHelpText("beforeAll", examplesOf(withdrawExamples))
    .description("take back a draft, or a message that no relay has yet")
    .requiredOption("--reason <text>", "why; the second officer reads it")
    .action(async (id: string, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const reason = checked(v.parse(v.object({ reason: v.string() }), given).reason)
      await withDesk(line, async (desk) => {
        const { message } = await ask(desk, ops.takeBack, { id, reason }, { signal: io.stop })
        print(line, message)
      })
    })
}

function checked(reason: string): string {
  const read = v.safeParse(lineOfText(), reason)
  if (read.success) return read.output
  throw new Failure("cli/input", `the reason: ${read.issues[0].message}`)
}

async function listDrafts(line: CommandLine, desk: DeskAccess): Promise<void> {
  const { output, io } = line
  const { drafts } = await ask(desk, ops.drafts, {}, { signal: io.stop })
  const page = { palette: output.palette, columns: output.columns, now: io.now() }
  output.data({ drafts }, () =>
    drafts.length === 0
      ? "Nothing waits for release."
      : drafts
          .map((draft) => `${messageWords(draft.message, page)}\n  ${instruction(draft)}`)
          .join("\n\n"),
  )
}

const obstacleWords: Readonly<Record<string, string>> = {
  "own-draft": "This device wrote it: another officer releases it.",
  "same-officer": "Its author is the same officer: another one releases it.",
  "no-permission": "The roster does not let this device release.",
}

function instruction({ message, obstacle, retype }: DraftForm): string {
  if (obstacle !== null) return obstacleWords[obstacle] ?? obstacle
  const params = retype.map((name) => `--param ${name}=…`)
  return `Release: parley release ${message.id.slice(0, 12)} ${params.join(" ")}`
}

async function giveBack(
  line: CommandLine,
  desk: DeskAccess,
  id: string,
  reason: string,
): Promise<void> {
  const { message } = await ask(desk, ops.giveBack, { id, reason }, { signal: line.io.stop })
  print(line, message)
}

/** On a terminal the officer is asked for what was not given; the draft's values are not shown beside the question. */
async function release(
  line: CommandLine,
  desk: DeskAccess,
  id: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const { settings, io, output } = line
  const signal = io.stop
  const params: Record<string, string> = { ...given }
  if (settings.mayAsk) {
    const { drafts } = await ask(desk, ops.drafts, {}, { signal })
    const draft = drafts.find(({ message }) => message.id.startsWith(id.toLowerCase()))
    for (const name of draft?.retype ?? []) {
      if (params[name] !== undefined) continue
      const typed = await io.input.ask(`Type ${name} again: `)
      if (typed !== undefined) params[name] = typed
    }
  }
  const acted = await ask(desk, ops.release, { id, params }, { signal })
  print(line, acted.message)
  if (acted.accepted) return
  output.talk("NOT SENT, HELD: no relay has accepted it yet.")
  throw new Failure("cli/unreachable", `no relay has accepted ${acted.message.id}`)
}
