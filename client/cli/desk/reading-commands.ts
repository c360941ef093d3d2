// `parley ack` and `parley readback`: an officer has read it, and repeats the critical values; the author judges the read-back.

import type { Command } from "commander"
import * as v from "valibot"

import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { table } from "../output/layout.ts"
import { collected, parametersOf } from "../parameters.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { messageHead } from "./message-words.ts"
import { ask, ops, type Acted, type ComparedField } from "../../runtime/requests/ops.ts"
import { print, timeoutOf } from "./send-command.ts"
import { withDesk } from "./with-desk.ts"

export function registerAck(program: Command, io: Io): void {
  program
    .command("ack <serial>")
    .description("an officer has read it; it does not mean agreement")
    .option("--contested", "dispute it: nobody here takes it as read and understood")
    .option("--timeout <time>", "wait so long for the message, should it not be here yet")
    .addHelpText("beforeAll", examplesOf(ackExamples))
    .action(async (serial: string, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { contested, timeout } = v.parse(ackOptions, given)
      const comesWithinMs = timeoutOf(timeout) ?? 0
      await withDesk(line, async (desk) => {
        const asked = { serial, contested, comesWithinMs }
        show(line, await ask(desk, ops.ack, asked, { signal: io.stop }))
      })
    })
}

const ackExamples = `Examples:
  parley --home data/b-1 ack A1-0417
  parley --home data/b-1 ack A1-0418 --timeout 30s     a script that expects it any moment
`
const ackOptions = v.object({
  contested: v.optional(v.boolean(), false),
  timeout: v.optional(v.string()),
})

/** Prints what it was about; a report that no relay has is a failure, because the other side still waits. */
export function show(line: CommandLine, { accepted, message }: Acted): void {
  print(line, message)
  if (accepted || line.io.stop.aborted) return
  throw new Failure(
    "cli/unreachable",
    "no relay has accepted it",
    "It waits in this home and goes out when the line is back and a desk is open here. If it is urgent, telephone.",
  )
}

const examples = `Examples:
  parley --home data/b-1 readback A1-0417 --param count=1 --param impactArea=zone:K-12 --param timeToImpact=6
  parley --home data/a-1 readback A1-0417                      the author sees them side by side
  parley --home data/a-1 readback A1-0417 --confirm
  parley --home data/a-1 readback A1-0417 --differs count timeToImpact
`

const options = v.object({
  param: v.array(v.string()),
  confirm: v.optional(v.boolean(), false),
  differs: v.optional(v.array(v.string()), []),
})

export function registerReadBack(program: Command, io: Io): void {
  program
    .command("readback <serial>")
    .description("repeat the critical values; or, as the author, confirm them or say what differs")
    .option("--param <name=value>", "a critical value as you read it; repeat", collected, [])
    .option("--confirm", "author: all values are equal")
    .option("--differs <field...>", "author: these fields differ")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (serial: string, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { param, confirm, differs } = v.parse(options, given)
      const ways = [param.length > 0, confirm, differs.length > 0].filter(Boolean).length
      if (ways > 1) {
        throw new Failure("cli/usage", "--param, --confirm and --differs exclude each other")
      }
      await withDesk(line, async (desk) => {
        if (confirm || differs.length > 0) return await judge(line, desk, serial, differs)
        return await readBack(line, desk, serial, parametersOf(param))
      })
    })
}

/** Values are typed blind: what was sent is not shown beside the question. */
async function readBack(
  line: CommandLine,
  desk: DeskAccess,
  serial: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const { settings, io } = line
  const signal = io.stop
  const named = await ask(desk, ops.message, { serial }, { signal })
  if (named.direction === "out") return await compare(line, desk, serial, true)
  const params: Record<string, string> = { ...given }
  if (settings.mayAsk) {
    const { fields } = await ask(desk, ops.readBackFields, { serial }, { signal })
    for (const { number, name, form } of fields) {
      if (params[name] !== undefined) continue
      const typed = await io.input.ask(`${String(number)} ${name} (${form}): `)
      if (typed !== undefined) params[name] = typed
    }
  }
  show(line, await ask(desk, ops.readBack, { serial, params }, { signal }))
}

/** `isQuestion`: nothing is decided yet, and the two ways on are shown. */
async function compare(
  line: CommandLine,
  desk: DeskAccess,
  serial: string,
  isQuestion: boolean,
): Promise<void> {
  const { output, io } = line
  const { message, readBack: last } = await ask(
    desk,
    ops.comparison,
    { serial },
    { signal: io.stop },
  )
  const page = { palette: output.palette, columns: output.columns, now: io.now() }
  output.data({ message, readBack: last }, () => {
    if (last === null) return `${messageHead(message, page)}\n  Nobody has read it back yet.`
    const rows = last.fields.map((field) => comparedRow(field, line))
    const verdict = last.fields.every(({ same }) => same)
      ? `All equal. Confirm: parley readback ${serial} --confirm`
      : `They differ. Say so: parley readback ${serial} --differs ${differing(last.fields)}`
    return [
      messageHead(message, page),
      `  read back by ${last.by} in ${last.serial}, answered: ${last.answer}`,
      table([["  ", "FIELD", "WE SENT", "THEY REPEATED"], ...rows]),
      ...(isQuestion ? [`  ${verdict}`] : []),
    ].join("\n")
  })
}

function differing(fields: readonly ComparedField[]): string {
  return fields
    .filter(({ same }) => !same)
    .map(({ field }) => field)
    .join(" ")
}

function comparedRow({ field, said, given, same }: ComparedField, line: CommandLine): string[] {
  const { palette } = line.output
  const mark = same ? palette.good("= same") : palette.alarm("≠ DIFFERENT")
  return [" ", field, said ?? "—", given ?? "—", mark]
}

async function judge(
  line: CommandLine,
  desk: DeskAccess,
  serial: string,
  differs: readonly string[],
): Promise<void> {
  if (line.output.isHuman) await compare(line, desk, serial, false)
  const asked = { serial, differing: [...differs] }
  show(line, await ask(desk, ops.judge, asked, { signal: line.io.stop }))
}
