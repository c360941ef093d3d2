// `parley send`: one statement, by one officer where that is enough, and waiting for what becomes of it.

import type { Command } from "commander"
import * as v from "valibot"

import { precedences } from "../../../shared/records/names.ts"
import { typeNamed } from "../catalogue/command.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { durationOf } from "../../runtime/times.ts"
import { collected, parametersOf } from "../parameters.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import type { MessageForm } from "../../runtime/requests/message-form.ts"
import { messageWords } from "./message-words.ts"
import { ask, goals, ops, type Acted, type Goal } from "../../runtime/requests/ops.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley catalogue show NT-05                     what it asks for
  parley --home data/a-1 send NT-05 --precedence FLASH \\
    --param object=cruise-missile --param count=1 --param launchPosition=28.5312,71.9034+-500 \\
    --param at=2026-11-22T14:05:00Z --param bearing=045 --param impactArea=zone:K-12 \\
    --param timeToImpact=6 --param armed=no --param selfDestruct=failed \\
    --wait ack --timeout 60s
  parley --home data/a-1 send QY-02 … --remark -  the remark comes from the input
`

const options = v.object({
  param: v.array(v.string()),
  precedence: v.optional(v.string()),
  ref: v.optional(v.string()),
  remark: v.optional(v.string()),
  wait: v.optional(v.picklist(goals, `--wait takes ${goals.join(", ")}`)),
  timeout: v.optional(v.string()),
  overTheirRelay: v.optional(v.boolean(), false),
})
export type SendOptions = v.InferOutput<typeof options>

/** The options that every command has that sends a statement. */
export function sendingOptions(command: Command): Command {
  return command
    .option("--param <name=value>", "a parameter; repeat for each", collected, [])
    .option("--precedence <precedence>", precedences.join(", "))
    .option("--remark <text>", "free text, shown apart and never translated; - reads the input")
    .option("--wait <goal>", `wait until it is: ${goals.join(", ")}`)
    .option("--timeout <time>", "how long to wait, as 30s or 5m; the charter's time without it")
    .option("--over-their-relay", "let their relay carry a release request, if ours is dead")
}

export function registerSend(program: Command, io: Io): void {
  sendingOptions(program.command("send <code>").description("say something by the catalogue"))
    .option("--ref <serial>", "the message it is about: short for --param ref=…")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (code: string, given: unknown, command: Command) => {
      const line = commandLine(command, io)
      await sendStatement(line, code, sendOptionsOf(given))
    })
}

export function sendOptionsOf(given: unknown): SendOptions {
  const read = v.safeParse(options, given)
  if (read.success) return read.output
  throw new Failure("cli/usage", read.issues[0].message)
}

export async function sendStatement(
  line: CommandLine,
  code: string,
  given: SendOptions,
): Promise<void> {
  const type = typeNamed(code)
  if (type.code === "AK-01") {
    throw new Failure("cli/refused", "AK-01 is said by `parley ack <serial>`")
  }
  const params = { ...refOf(given), ...parametersOf(given.param) }
  const precedence = precedenceOf(given.precedence)
  const timeoutMs = timeoutOf(given.timeout)
  const remark = await remarkOf(line, given.remark)
  await withDesk(line, async (desk) => {
    const deadline = timeoutMs === undefined ? undefined : line.io.now() + timeoutMs
    const mailElsewhere = given.overTheirRelay
    const said = { code: type.code, params, precedence, remark, mailElsewhere }
    const signal = signalOf(line, timeoutMs)
    const acted = await ask(desk, ops.say, said, { signal })
    await follow(line, desk, acted, { goal: given.wait, deadline })
  })
}

function refOf({ ref }: SendOptions): Readonly<Record<string, string>> {
  return ref === undefined ? {} : { ref }
}

function precedenceOf(text: string | undefined): MessageForm["precedence"] | null {
  if (text === undefined) return null
  const named = precedences.find((known) => known === text.toUpperCase())
  if (named !== undefined) return named
  throw new Failure("cli/input", `${text} is no precedence. There is ${precedences.join(", ")}`)
}

export function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const timeout = durationOf(text)
  if (timeout !== undefined) return timeout
  throw new Failure("cli/input", `--timeout ${text} is no time. Type it as 500ms, 30s, 5m or 2h`)
}

async function remarkOf({ io }: CommandLine, remark: string | undefined): Promise<string | null> {
  if (remark === undefined) return null
  return remark === "-" ? await io.input.read() : remark
}

function signalOf({ io }: CommandLine, timeoutMs: number | undefined): AbortSignal {
  return timeoutMs === undefined
    ? io.stop
    : AbortSignal.any([io.stop, AbortSignal.timeout(timeoutMs)])
}

/** What became of it is printed whatever it was; the exit code says whether it was what was waited for. */
async function follow(
  line: CommandLine,
  desk: DeskAccess,
  acted: Acted,
  wish: { readonly goal: Goal | undefined; readonly deadline: number | undefined },
): Promise<void> {
  const { goal, deadline } = wish
  if (acted.message.state === "awaiting-release") tellRequested(line, acted)
  else if (goal === undefined) tellAccepted(line, acted)
  else await waitFor(line, desk, acted, { goal, deadline })
}

function tellRequested(line: CommandLine, { accepted, message }: Acted): void {
  print(line, message)
  const id = message.id.slice(0, 12)
  line.output.talk(
    `Waits for the second officer: \`parley release ${id}\` at another device of this desk.`,
  )
  if (!accepted) {
    line.output.talk(
      "No relay of our own party has the request: it goes out when one answers and a desk is open here. Their relay may carry it, sealed, if you withdraw it and send it again with --over-their-relay.",
    )
  }
}

function tellAccepted(line: CommandLine, { accepted, message }: Acted): void {
  print(line, message)
  if (!accepted && !line.io.stop.aborted) throw notSent(message)
}

async function waitFor(
  line: CommandLine,
  desk: DeskAccess,
  { accepted, message }: Acted,
  { goal, deadline }: { readonly goal: Goal; readonly deadline: number | undefined },
): Promise<void> {
  const { output, io } = line
  if (!accepted) output.talk(notSent(message).message)
  const timeoutMs = deadline === undefined ? null : Math.max(0, deadline - io.now())
  const { id } = message
  const waited = await ask(desk, ops.wait, { id, goal, timeoutMs }, { signal: io.stop })
  print(line, waited.message)
  if (!waited.reached && !io.stop.aborted) throw notReached(waited.message, goal)
}

function notSent({ id }: MessageForm): Failure {
  return new Failure(
    "cli/unreachable",
    `NOT SENT, HELD: no relay has accepted ${id}`,
    "It waits in this home and goes out when the line is back and a desk is open here. Use the telephone numbers of the charter: `parley status` shows them. `parley withdraw` takes it back.",
  )
}

const goalWords: Readonly<Record<Goal, string>> = {
  accepted: "accepted by a relay",
  received: "received by a device of theirs",
  ack: "acknowledged by an officer of theirs",
  readback: "read back",
  answer: "answered",
}

function notReached({ id, serial, state }: MessageForm, goal: Goal): Failure {
  return new Failure(
    "cli/timeout",
    `${serial ?? id} was not ${goalWords[goal]} in time: ${state}`,
    "It stays sent, and the line goes on asking for it. `parley status` shows what is open.",
  )
}

export function print({ output, io }: CommandLine, message: MessageForm): void {
  output.data(message, () =>
    messageWords(message, { palette: output.palette, columns: output.columns, now: io.now() }),
  )
}
