// `parley party`: a party's root is made, and its fingerprint compared with the other party by voice.

import type { Command } from "commander"
import * as v from "valibot"

import type { Root } from "../../../shared/records/root.ts"
import { limits } from "../../../shared/limits.ts"
import { makeRoots, readRoot, rootOf, type PartyRoot } from "../../sdk/ceremony/party-root.ts"
import { usualCost, type Protection } from "../../sdk/vault.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { newPassphraseFor } from "../home/passphrase.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { collected } from "../parameters.ts"
import { readCarried } from "./carried-file.ts"
import { fingerprintJson, fingerprintLines } from "./fingerprint-lines.ts"
import { partyFolder } from "./party-folder.ts"
import { writeRoots } from "./root-files.ts"
import { rotateRoot } from "./root-rotation.ts"

const count = (most: number): v.GenericSchema<string, number> =>
  v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(1), v.maxValue(most))

const initOptions = v.object({
  label: lineOfText(),
  custodians: count(limits.rootKeysMax),
  threshold: count(limits.rootKeysMax),
  changes: count(9),
  unprotected: v.optional(v.boolean(), false),
})
type InitOptions = v.InferOutput<typeof initOptions>

export function registerParty(program: Command, io: Io): void {
  const group = program
    .command("party")
    .description("a party's root: the custodians' keys, the fingerprint to compare, the next root")
    .addHelpText(
      "beforeAll",
      examplesOf(`Examples:
  parley party init north --label "North" --custodians 3 --threshold 2
  parley party show north
  parley party show south.root --json
  parley party rotate north --key north/custodian-1.key --key north/custodian-2.key \\
    --key north/next-roots/1/custodian-1.key --key north/next-roots/1/custodian-2.key
`),
    )
  group
    .command("init <folder>")
    .description("make the root of a party: custodians' keys, and the roots that may follow")
    .requiredOption("--label <name>", "what the party is called")
    .option("--custodians <n>", "how many people hold a key", "3")
    .option("--threshold <k>", "how many of them must sign", "2")
    .option("--changes <n>", "how often the root can be changed later", "3")
    .option("--unprotected", "keys without a passphrase: for exercises only")
    .action(async (folder: string, options: unknown, command: Command) => {
      const read = v.safeParse(initOptions, options)
      if (!read.success) throw new Failure("cli/usage", usageOf(read.issues[0]))
      await init(folder, read.output, commandLine(command, io))
    })
  group
    .command("show <path>")
    .description("label, custodians and fingerprint of a root file, or of a party's folder")
    .action(async (path: string, _options: unknown, command: Command) => {
      const { output } = commandLine(command, io)
      const known = await readPartyRoot(path)
      output.data(rootJson(known), () => rootWords(known))
    })
  group
    .command("rotate <folder>")
    .description("change to the next root: enough custodians of both sign")
    .option("--key <file>", "a custodian's key, of either root; repeat for each", collected, [])
    .option("--change <file>", "the change prepared by init; by default in next-roots/")
    .option("--yes", "sign without being asked")
    .action(async (folder: string, options: unknown, command: Command) => {
      await rotateRoot(folder, options, commandLine(command, io))
    })
}

function usageOf(issue: v.BaseIssue<unknown>): string {
  return `--${v.getDotPath(issue) ?? ""}: ${issue.message}`
}

async function init(folder: string, options: InitOptions, line: CommandLine): Promise<void> {
  const { label, custodians, threshold, changes } = options
  if (threshold > custodians) {
    throw new Failure(
      "cli/usage",
      `--threshold ${String(threshold)}: there are only ${String(custodians)} custodians to sign`,
    )
  }
  const crypto = nodeClientCrypto()
  const created = line.io.now()
  const made = makeRoots(crypto, { label, custodians, threshold, successors: changes, created })
  const [first] = made
  if (first === undefined) throw new Failure("cli/internal", "no root was made")
  const { party } = unwrap(rootOf(first.bytes))
  const protections = await protectionsOf(options, line)
  if (!options.unprotected) {
    line.output.talk("Making the keys. Each is locked by itself, which takes a moment.")
  }
  await writeRoots(folder, party, made, protections)
  const known = { party, document: first.document, bytes: first.bytes }
  line.output.data({ ...rootJson(known), folder }, () =>
    [rootWords(known), "", ...whatNext(folder, options)].join("\n"),
  )
}

async function protectionsOf(
  options: InitOptions,
  line: CommandLine,
): Promise<readonly Protection[]> {
  const protections: Protection[] = []
  for (let number = 1; number <= options.custodians; number += 1) {
    if (options.unprotected) {
      protections.push({ kind: "none" })
      continue
    }
    const whose = `custodian ${String(number)}`
    const passphrase = await newPassphraseFor(line, whose, number)()
    protections.push({ kind: "passphrase", passphrase, cost: usualCost })
  }
  return protections
}

function whatNext(folder: string, { custodians, unprotected }: InitOptions): readonly string[] {
  const root = partyFolder(folder).root
  const keys =
    custodians === 1 ? "custodian-1.key" : `custodian-1.key to custodian-${String(custodians)}.key`
  return [
    `Give ${root} to the other party, and compare the fingerprint by voice, in both directions.`,
    `Move ${keys} to whoever holds them, each to a medium of its own.`,
    `Move next-roots/ to another place than these: it is what helps when these are stolen.`,
    ...(unprotected ? ["The keys have no passphrase: whoever copies them is the party."] : []),
  ]
}

async function readPartyRoot(path: string): Promise<PartyRoot> {
  const { root } = partyFolder(path)
  try {
    return unwrap(readRoot(await readCarried(path)))
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "cli/missing") throw error
    return unwrap(readRoot(await readCarried(root)))
  }
}

function rootJson({ party, document }: PartyRoot): {
  readonly party: string
  readonly label: string
  readonly threshold: number
  readonly custodians: number
  readonly fingerprint: ReturnType<typeof fingerprintJson>
} {
  const { label, threshold, keys } = document
  return {
    party,
    label,
    threshold,
    custodians: keys.length,
    fingerprint: fingerprintJson(party),
  }
}

function rootWords({ party, document }: PartyRoot): string {
  const compare =
    "Compare all of it by voice or on paper, on a number you already know. Different languages: the digits."
  return [
    `${document.label}: ${thresholdWords(document)}`,
    "",
    ...fingerprintLines(party).map((row) => `  ${row}`),
    "",
    compare,
  ].join("\n")
}

function thresholdWords({ threshold, keys }: Root): string {
  return `${String(threshold)} of ${String(keys.length)} custodians sign`
}
