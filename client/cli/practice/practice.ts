// `parley practice`, which is what `npm start` runs: an exercise line on this machine alone, set up on the first start and
// carried on with at every later one.

import { readFile } from "node:fs/promises"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import type { Command } from "commander"
import * as v from "valibot"

import { lineIdOf } from "../../../shared/line/agreement.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { readCharter, type CharterRecord } from "../../sdk/ceremony/founding-document.ts"
import { relayLayout, setListenPort } from "../ceremony/relay-files.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { writeAddresses } from "../home/addresses.ts"
import { homeLayout } from "../home/layout.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { foundPractice } from "./founding.ts"
import { KeptRelay } from "./kept-relay.ts"
import {
  checkoutRoot,
  dataFolder,
  homeNames,
  loopback,
  partyNames,
  portOffset,
  practiceLayout,
  relayFolderName,
  sides,
  type PracticeLayout,
} from "./layout.ts"
import { nextSteps } from "./next-steps.ts"
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

/** A relay of the line, with the addresses of this start. */
interface Running {
  readonly side: Side
  readonly relay: RelayId
  readonly url: string
  readonly health: string
  readonly log: string
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
    announce(line, { layout, charter, running, pids, isNew })
    if (!io.stop.aborted) await once(io.stop, "abort")
    output.talk("Stopping the relays in good order.")
  } finally {
    await Promise.all(
      relays.map(async (relay) => {
        await relay.stop()
      }),
    )
  }
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
    return [{ side, relay, url: `ws://${host}/circuit`, health: `http://${host}/readyz`, log }]
  })
  for (const { side } of running) {
    await setListenPort(relayLayout(relayFolder(layout, side)), port + portOffset[side])
  }
  const addresses = new Map(running.map(({ relay, url }) => [relay, url]))
  for (const path of homesOf(layout).values()) await writeAddresses(homeLayout(path), addresses)
  return running
}

function homesOf(layout: PracticeLayout): ReadonlyMap<string, string> {
  const names = sides.flatMap((side) => homeNames[side])
  return new Map(names.map((name) => [name, join(layout.folder, name)]))
}

interface Practice {
  readonly layout: PracticeLayout
  readonly charter: CharterRecord
  readonly running: readonly Running[]
  readonly pids: readonly (number | undefined)[]
  readonly isNew: boolean
}

/** For people what to type next; for a program one line of JSON, and nothing else, on standard output. */
function announce({ io, output }: CommandLine, practice: Practice): void {
  const { layout, charter, running, pids, isNew } = practice
  const homes = homesOf(layout)
  if (!output.isHuman) {
    const relays = running.map(({ side, relay, url, health, log }, i) => ({
      party: side,
      relay,
      url,
      health,
      log,
      pid: pids[i],
    }))
    const value = {
      ready: true,
      v: 1,
      isNew,
      data: layout.folder,
      line: lineIdOf(charter.signed.core),
      relays,
      homes: Object.fromEntries(homes),
    }
    output.raw(`${JSON.stringify(value)}\n`)
    return
  }
  const checkout = checkoutRoot()
  const place = {
    folder: checkout ?? process.cwd(),
    isCheckout: checkout !== undefined,
    now: io.now(),
  }
  output.raw(
    `${[
      `${isNew ? "A new practice line" : "The practice line"} between ${partyNames.A} and ${partyNames.B}: an exercise, both invented.`,
      `Everything is in ${layout.folder}. Nothing there has a passphrase: whoever copies it is both parties.`,
      ...running.map(
        ({ side, url, log }) => `The relay of party ${side} is at ${url}; its log: ${log}`,
      ),
      "",
      nextSteps(homes, place),
      "",
      "Ctrl-C stops the relays. The next start carries on with the same data.",
    ].join("\n")}\n`,
  )
}
