// `parley watch`: follows the line, one line an event, nothing ever overwritten. Takes the watch where asked to.

import type { Command } from "commander"
import * as v from "valibot"

import { vocabularies } from "../../../shared/catalogue/vocabularies.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { clockTime, instantOrSpan } from "../../runtime/times.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { Follower } from "./follower.ts"
import { officerMs, tell } from "./countersign-commands.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { timeoutOf } from "./send-command.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley --home data/b-1 watch
  parley --home data/b-1 watch --take duty --until 8h
  parley --home data/b-1 watch --jsonl --exec ./ring.sh     each event as JSON on its input
  parley --home data/b-1 watch take --until 06:00Z
  parley --home data/b-2 watch relieve B1 --until 06:00Z    B1's officer agrees with countersign
  parley --home data/b-1 watch leave
`

const roles = ["duty", "supervisor", "translator", "principal"] as const
const role = v.picklist(roles, `a role is one of ${vocabularies.ROLE.join(", ")}`)
const watchOptions = v.object({
  exec: v.optional(v.string()),
  take: v.optional(role),
  until: v.optional(v.string()),
})
const takeOptions = v.object({
  role: v.optional(role),
  until: v.pipe(
    v.optional(v.string(), ""),
    v.nonEmpty("--until is missing: nobody is on watch for ever"),
  ),
})

const relieveOptions = v.object({ ...takeOptions.entries, timeout: v.optional(v.string()) })

export function registerWatch(program: Command, io: Io): void {
  const group = program
    .command("watch")
    .description("follow the line; take or leave the watch")
    .option("--exec <command>", "run this for each event, the event as JSON on its input")
    .option("--take <role>", `take the watch as ${roles.join(", ")}`)
    .option("--until <time>", "with --take: until when, as 8h, 06:00Z or 2026-11-22T06:00:00Z")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (given: unknown, command: Command) => {
      await follow(commandLine(command, io), parsed(watchOptions, given))
    })
  group
    .command("take")
    .description("take the watch: from now on this officer is responsible")
    .option("--role <role>", `${roles.join(", ")}; as in the roster without it`)
    .option("--until <time>", "8h, 06:00Z or 2026-11-22T06:00:00Z")
    .action(async (_given: unknown, command: Command) => {
      const line = commandLine(command, io)
      // `watch` has an --until of its own and takes this one for it.
      const { role: as, until } = parsed(takeOptions, command.optsWithGlobals())
      await withDesk(line, async (desk) => {
        await take(line, desk, as, until)
      })
    })
  group
    .command("relieve <callSign>")
    .description("take the watch over from another console of ours, whose officer agrees")
    .option("--role <role>", `${roles.join(", ")}; as in the roster without it`)
    .option("--until <time>", "8h, 06:00Z or 2026-11-22T06:00:00Z")
    .option("--timeout <time>", "how long to wait for the other officer; two minutes without it")
    .action(async (outgoing: string, _given: unknown, command: Command) => {
      await relieve(commandLine(command, io), outgoing, command)
    })
  group
    .command("leave")
    .description("leave the watch")
    .action(async (_given: unknown, command: Command) => {
      const line = commandLine(command, io)
      await withDesk(line, async (desk) => {
        const { ourDesk } = await ask(desk, ops.leaveWatch, {}, { signal: io.stop })
        line.output.data({ ourDesk }, () => `${ourDesk.callSign} has left the watch.`)
      })
    })
}

async function relieve(line: CommandLine, outgoing: string, command: Command): Promise<void> {
  const { role: as, until: text, timeout } = parsed(relieveOptions, command.optsWithGlobals())
  const until = instantIn(text, line.io)
  const timeoutMs = timeoutOf(timeout) ?? officerMs
  const what = { kind: "handover", outgoing, role: as ?? null, until } as const
  await withDesk(line, async (desk) => {
    tell(line, await ask(desk, ops.propose, { what, timeoutMs }, { signal: line.io.stop }))
  })
}

function instantIn(text: string, io: Io): number {
  const until = instantOrSpan(text, io.now())
  if (until !== undefined) return until
  throw new Failure(
    "cli/input",
    `"${text}" is no time. Type it as 8h, 06:00Z or 2026-11-22T06:00:00Z`,
  )
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, given: unknown): T {
  const read = v.safeParse(schema, given)
  if (read.success) return read.output
  throw new Failure("cli/usage", read.issues[0].message)
}

async function take(
  line: CommandLine,
  desk: DeskAccess,
  as: (typeof roles)[number] | undefined,
  untilText: string,
): Promise<void> {
  const { io, output } = line
  const until = instantIn(untilText, io)
  const asked = { role: as ?? null, until }
  const { ourDesk } = await ask(desk, ops.takeWatch, asked, { signal: io.stop })
  const own = ourDesk.devices.find((device) => device.this)?.watch
  output.data({ event: "watch", ourDesk }, () =>
    own === null || own === undefined
      ? ""
      : `${ourDesk.callSign} has the watch as ${own.role} until ${clockTime(Date.parse(own.until), io.now())}.`,
  )
}

async function follow(
  line: CommandLine,
  { exec, take: as, until }: v.InferOutput<typeof watchOptions>,
): Promise<void> {
  if (as !== undefined && until === undefined) {
    throw new Failure("cli/usage", "--take needs --until: nobody is on watch for ever")
  }
  await withDesk(line, async (desk) => {
    if (as !== undefined && until !== undefined) await take(line, desk, as, until)
    await new Follower(line, desk, exec).run()
  })
}
