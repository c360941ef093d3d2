// `parley practice`, which is what `npm start` runs: an exercise line on this machine alone, set up on the first start and
// carried on with at every later one.

import { readFile } from "node:fs/promises"
import { once } from "node:events"
import { join } from "node:path"
import type { Command } from "commander"
import * as v from "valibot"

import { lineIdOf } from "../../../shared/line/agreement.ts"
import type { Side } from "../../../shared/records/charter.ts"
import { readCharter, type CharterRecord } from "../../sdk/ceremony/founding-document.ts"
import { relayLayout, setPlace } from "../ceremony/relay-files.ts"
import { announce, type Practice, type Running } from "./announcement.ts"
import { deskBundle, DeskHost } from "../host/desk-host.ts"
import { RelaxedCustodian } from "./custodian.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { writeAddresses } from "../home/addresses.ts"
import { homeLayout } from "../home/layout.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { KeptRelay } from "./kept-relay.ts"
import {
  dataFolder,
  deskOffset,
  homeNames,
  loopback,
  partyNames,
  portOffset,
  practiceLayout,
  relayFolderName,
  sides,
  type PracticeLayout,
} from "./layout.ts"
import { capitals, foundPractice } from "./founding.ts"
import { firstPort, refuseTaken } from "./ports.ts"

const options = v.object({
  compress: v.optional(v.pipe(v.string(), v.toNumber(), v.minValue(1), v.maxValue(10_000))),
})
const marker = v.object({ v: v.literal(1), compress: v.number() })

const examples = `Examples:
  parley practice
  PARLEY_PORT=8000 PARLEY_DATA=drill parley practice --compress 20
`

export function registerPractice(program: Command, io: Io): void {
  program
    .command("practice")
    .description("an exercise line between two invented parties, on this machine alone")
    .option("--compress <factor>", "all deadlines divided by this, for a new line only")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (given: unknown, command: Command) => {
      const read = v.safeParse(options, given)
      if (!read.success) {
        throw new Failure("cli/usage", `--compress: ${read.issues[0].message}`)
      }
      await practise(read.output.compress, commandLine(command, io))
    })
}

async function practise(compress: number | undefined, line: CommandLine): Promise<void> {
  const { io, output } = line
  const layout = practiceLayout(dataFolder(io.env))
  const port = firstPort(io.env)
  await refuseTaken(port)
  const wish = { port, compress: compress ?? 1, now: io.now() }
  const isNew = await foundPractice(layout, wish)
  if (!isNew) await refuseOtherPace(layout, compress)
  const charter = await charterOf(layout)
  const running = await addressed(layout, charter, port)
  const desks = await Promise.all(
    running.map(async (each) => await hosted(layout, { running, charter }, each, line)),
  )
  const relays = running.map(
    ({ side, log }) =>
      new KeptRelay(
        {
          name: `party ${side}`,
          config: relayLayout(relayFolder(layout, side)).config,
          log,
        },
        (text) => {
          output.talk(text)
        },
      ),
  )
  try {
    await Promise.all(
      relays.map(async (relay) => {
        await relay.start()
      }),
    )
    const pids = relays.map(({ pid }) => pid)
    announce(line, { layout, charter, running, pids, isNew, homes: homesOf(layout) })
    if (!io.stop.aborted) await once(io.stop, "abort")
    output.talk("Stopping the relays in good order.")
  } finally {
    await Promise.all([
      ...relays.map(async (relay) => {
        await relay.stop()
      }),
      ...desks.map(async (desk) => {
        await desk.close()
      }),
    ])
  }
}

/** The desk host of one party. It enrols whoever asks on this machine: the line is an exercise, and its keys lie open anyway. */
async function hosted(
  layout: PracticeLayout,
  { running, charter }: Pick<Practice, "running" | "charter">,
  { side, desk }: Running,
  { io }: CommandLine,
): Promise<DeskHost> {
  const relays = Object.fromEntries(running.map(({ relay, url }) => [relay, url]))
  return await DeskHost.listen(
    {
      party: partyNames[side],
      line: lineIdOf(charter.signed.core),
      relays,
      zones: capitals,
      bundle: deskBundle(),
      practice: new RelaxedCustodian(layout, side, () => io.now()),
    },
    { host: loopback, port: Number(new URL(desk).port) },
  )
}

function relayFolder(layout: PracticeLayout, side: Side): string {
  return join(layout.folder, relayFolderName[side])
}

/** Deadlines stand in the charter, which both roots have signed: they cannot change with a start. */
async function refuseOtherPace(
  layout: PracticeLayout,
  compress: number | undefined,
): Promise<void> {
  const text = await readFile(layout.marker, "utf8")
  const known = v.safeParse(v.pipe(v.string(), v.parseJson(), marker), text)
  if (!known.success) {
    throw new Failure("cli/configuration", `${layout.marker} is not what setting up wrote`)
  }
  if (compress === undefined || compress === known.output.compress) return
  throw new Failure(
    "cli/configuration",
    `the line in ${layout.folder} has its deadlines divided by ${String(known.output.compress)}`,
    "Nothing was started. Deadlines are part of the charter. Name another folder with PARLEY_DATA, or leave --compress away.",
  )
}

async function charterOf(layout: PracticeLayout): Promise<CharterRecord> {
  const [name = ""] = homeNames.A
  const path = homeLayout(join(layout.folder, name)).charter
  return unwrap(readCharter(await readFile(path, "utf8")))
}

/** Lets the relays listen on the ports of this start, and tells every home where they are. */
async function addressed(
  layout: PracticeLayout,
  charter: CharterRecord,
  port: number,
): Promise<readonly Running[]> {
  const running = sides.flatMap((side) => {
    const entry = charter.core.relays.find(({ operator }) => operator === side)
    if (entry === undefined) return []
    const host = `${loopback}:${String(port + portOffset[side])}`
    const log = join(relayFolder(layout, side), "relay.log")
    const { relay } = entry
    const desk = `http://${loopback}:${String(port + deskOffset[side])}`
    const url = `ws://${host}/circuit`
    return [{ side, relay, url, health: `http://${host}/readyz`, log, desk }]
  })
  const links = running.map((each) => ({ label: partyNames[each.side], url: each.desk }))
  for (const { side } of running) {
    await setPlace(relayLayout(relayFolder(layout, side)), port + portOffset[side], links)
  }
  const addresses = new Map(running.map(({ relay, url }) => [relay, url]))
  for (const path of homesOf(layout).values()) await writeAddresses(homeLayout(path), addresses)
  return running
}

function homesOf(layout: PracticeLayout): ReadonlyMap<string, string> {
  const names = sides.flatMap((side) => homeNames[side])
  return new Map(names.map((name) => [name, join(layout.folder, name)]))
}
