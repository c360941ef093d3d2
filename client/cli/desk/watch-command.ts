// `parley watch`: follows the line, one line an event, nothing ever overwritten. Takes the watch where asked to.

import type { Command } from "commander"
import * as v from "valibot"

import { vocabularies } from "../../../shared/catalogue/vocabularies.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure } from "../failure.ts"
import type { Io } from "../output/io.ts"
import { clockTime, instantOrSpan } from "../output/times.ts"
import type { DeskAccess } from "../runtime/open-desk.ts"
import { Follower } from "./follower.ts"
import { ask, ops } from "./ops.ts"
import { withDesk } from "./with-desk.ts"

const examples = `Examples:
  parley --home data/b-1 watch
  parley --home data/b-1 watch --take duty --until 8h
  parley --home data/b-1 watch --jsonl --exec ./ring.sh     each event as JSON on its input
  parley --home data/b-1 watch take --until 06:00Z
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
  until: v.string("--until is missing: nobody is on watch for ever"),
})

export function registerWatch(program: Command, io: Io): void {
  const group = program
    .command("watch")
    .description("follow the line; take or leave the watch")
    .option("--exec <command>", "run this for each event, the event as JSON on its input")
    .option("--take <role>", `take the watch as ${roles.join(", ")}`)
    .option("--until <time>", "with --take: until when, as 8h, 06:00Z or 2026-11-22T06:00:00Z")
    .addHelpText("before", examples)
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
  const until = instantOrSpan(untilText, io.now())
  if (until === undefined) {
    throw new Failure(
      "cli/input",
      `"${untilText}" is no time. Type it as 8h, 06:00Z or 2026-11-22T06:00:00Z`,
    )
  }
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
