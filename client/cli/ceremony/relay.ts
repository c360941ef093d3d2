// `parley relay`: a relay's keys, its entry for the charter, and the configuration that `parley serve` starts it with.

import { join } from "node:path"
import type { Command } from "commander"
import * as v from "valibot"

import { foundLine, readCharter, readDocument } from "../../sdk/ceremony/founding-document.ts"
import { makeRelay, readRelay, relayText } from "../../sdk/ceremony/relay-entry.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { collected } from "../parameters.ts"
import { circuitAddress } from "../../runtime/relay-address.ts"
import { readCarried, writePublic, writeSecret } from "./carried-file.ts"
import { addLine, keyFileText, lineFileText, newRelayFile, relayLayout } from "./relay-files.ts"

const initOptions = v.object({
  url: v.pipe(
    v.string(),
    v.check((url) => circuitAddress(url) !== undefined, "a ws:// or wss:// address expected"),
  ),
  listen: v.pipe(v.string(), v.regex(/^.+:\d{1,5}$/u, "host:port expected")),
  origin: v.optional(lineOfText()),
})

const lineOptions = v.object({ charter: v.string(), roster: v.array(v.string()) })

const examples = `Examples:
  parley relay init relay --url wss://relay.north.example/circuit --listen 0.0.0.0:7410
  parley relay add-line relay --charter line.charter --roster north-1.roster --roster south-1.roster
  parley serve --config relay/relay.json
`

export function registerRelay(program: Command, io: Io): void {
  const group = program
    .command("relay")
    .description("set up a relay: its keys, its entry for the charter, its configuration")
    .addHelpText("beforeAll", examplesOf(examples))
  group
    .command("init <folder>")
    .description("make a relay's keys and configuration, and the entry that the charter needs")
    .requiredOption("--url <address>", "where desks connect, ws:// or wss://")
    .option("--listen <host:port>", "where the relay listens on its machine", "127.0.0.1:7410")
    .option("--origin <name>", "the name of its log; by default from the address")
    .action(async (folder: string, options: unknown, command: Command) => {
      await init(folder, options, commandLine(command, io))
    })
  group
    .command("add-line <folder>")
    .description("let the relay carry a line: its signed charter and the parties' first rosters")
    .requiredOption("--charter <file>", "the charter that both roots have signed")
    .option("--roster <file>", "a roster; repeat for each, both parties' at least", collected, [])
    .action(async (folder: string, options: unknown, command: Command) => {
      await addLineTo(folder, options, commandLine(command, io))
    })
}

async function init(folder: string, options: unknown, line: CommandLine): Promise<void> {
  const read = v.safeParse(initOptions, options)
  if (!read.success) {
    const [issue] = read.issues
    throw new Failure("cli/usage", `--${v.getDotPath(issue) ?? ""}: ${issue.message}`)
  }
  const { url, listen, origin } = read.output
  const made = makeRelay(nodeClientCrypto(), { url, origin: origin ?? new URL(url).host })
  const layout = relayLayout(folder)
  await writeSecret(layout.keys, keyFileText(made))
  await writePublic(layout.config, newRelayFile(made.entry, listen))
  await writePublic(layout.entry, relayText(made.entry))
  const { relay } = made.entry
  line.output.data({ relay, url, config: layout.config, entry: layout.entry }, () =>
    [
      `Relay ${relay}, to be reached at ${url}.`,
      `Give ${layout.entry} to whoever proposes the charter. ${layout.keys} stays on this machine.`,
      `When the charter is signed: parley relay add-line ${folder} --charter … --roster … --roster …`,
    ].join("\n"),
  )
}

async function addLineTo(folder: string, options: unknown, line: CommandLine): Promise<void> {
  const { charter: charterPath, roster } = v.parse(lineOptions, options)
  const layout = relayLayout(folder)
  const charter = unwrap(readCharter(await readCarried(charterPath)))
  const texts = await Promise.all(roster.map(readCarried))
  const documents = texts.map((text) => unwrap(readDocument(text)))
  const state = unwrap(foundLine(charter, documents, nodeClientCrypto().signatures))
  if (state.parties.A.rosters.length === 0 || state.parties.B.rosters.length === 0) {
    throw new Failure("cli/usage", "give the rosters of both parties with --roster")
  }
  const own = unwrap(readRelay(await readCarried(layout.entry), "A"))
  if (!charter.core.relays.some(({ relay }) => relay === own.relay)) {
    throw new Failure("who/relay", `the charter does not name relay ${own.relay}`)
  }
  const path = join(folder, `line-${state.line.slice(0, 16)}.json`)
  await writePublic(path, lineFileText(charter, documents))
  await addLine(layout, path)
  line.output.data({ line: state.line, file: path, config: layout.config }, () =>
    [
      `The relay carries line ${state.line.slice(0, 16)} from its next start.`,
      `Start it with: parley serve --config ${layout.config}`,
    ].join("\n"),
  )
}
