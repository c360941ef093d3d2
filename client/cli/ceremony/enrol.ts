// `parley enrol`: this machine becomes a device of an officer. Keys are made here and never leave.

import { join } from "node:path"
import type { Command } from "commander"
import * as v from "valibot"

import { lineIdOf, partyIdOf } from "../../../shared/line/agreement.ts"
import { foundLine, readDocument } from "../../sdk/ceremony/founding-document.ts"
import { answerInvitation, requestText, type Answer } from "../../sdk/ceremony/enrolment.ts"
import { charterOfInvitation, readInvitation } from "../../sdk/ceremony/invitation.ts"
import { commandLine, type CommandLine } from "../command-line.ts"
import { nodeClientCrypto } from "../crypto.ts"
import { Failure, unwrap } from "../../runtime/failure.ts"
import { lineOfText } from "../line-of-text.ts"
import { enrolledDevice, foundHome, keepDocument, readHome } from "../home/home.ts"
import { newHome } from "../home/new-home.ts"
import { newPassphraseFor } from "../home/passphrase.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { isoTime } from "../../runtime/times.ts"
import { readCarried, writePublic } from "./carried-file.ts"
import { fingerprintJson, fingerprintLines } from "./fingerprint-lines.ts"
import { signatoriesOfCharter } from "./signatures.ts"

const enrolOptions = v.object({
  label: lineOfText(),
  request: v.optional(v.string()),
  unprotected: v.optional(v.boolean(), false),
})
type EnrolOptions = v.InferOutput<typeof enrolOptions>

const examples = `Examples:
  parley --home console-1 enrol A1.invitation --label "Console 1, operations room"
  parley --home console-1 enrol finish roster-1.roster
`

export function registerEnrol(program: Command, io: Io): void {
  const group = program
    .command("enrol [invitation]")
    .description("make this machine a device of an officer, by the custodian's invitation")
    .option("--label <text>", "what the console is called in the roster", "console")
    .option("--request <file>", "where to write the request; by default in the home")
    .option("--unprotected", "keys without a passphrase: for exercises only")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (path: string | undefined, options: unknown, command: Command) => {
      if (path === undefined) throw new Failure("cli/usage", "name the invitation to answer")
      const read = v.safeParse(enrolOptions, options)
      if (!read.success) throw new Failure("cli/usage", `--label: ${read.issues[0].message}`)
      await enrol(path, read.output, commandLine(command, io))
    })
  group
    .command("finish <documents...>")
    .description("take in the roster that names this device, and any document that follows")
    .action(async (paths: string[], _options: unknown, command: Command) => {
      await finish(paths, commandLine(command, io))
    })
}

async function enrol(path: string, options: EnrolOptions, line: CommandLine): Promise<void> {
  const crypto = nodeClientCrypto()
  const folder = homeOf(line)
  const invitation = unwrap(readInvitation(await readCarried(path)))
  const charter = unwrap(charterOfInvitation(invitation))
  unwrap(foundLine(charter, [], crypto.signatures))
  const answer = unwrap(answerInvitation(crypto, invitation, options.label, line.io.now()))
  const { party, officer, role, callSign } = invitation
  const device = { device: answer.device, party, officer, callSign, role, label: options.label }
  const passphrase = options.unprotected
    ? undefined
    : await newPassphraseFor(line, `the home ${folder}`)()
  await newHome(folder, { bundle: answer.bundle, charter, documents: [], device, passphrase })
  const request = options.request ?? join(folder, `${callSign}.request`)
  await writePublic(request, requestText(answer.request))
  const value = {
    home: folder,
    request,
    officer,
    callSign,
    words: answer.words.join(" "),
    line: lineIdOf(charter.signed.core),
    parties: signatoriesOfCharter(charter).map((each) => ({
      label: each.document.label,
      isOwn: each.party === party,
      fingerprint: fingerprintJson(each.party),
    })),
  }
  const own = [charter.core.rootA, charter.core.rootB].map(partyIdOf).find((id) => id === party)
  line.output.data(value, () =>
    enrolWords(
      { answer, request, folder, callSign },
      own === undefined ? [] : fingerprintLines(own),
    ),
  )
}

function enrolWords(
  made: {
    readonly answer: Answer
    readonly request: string
    readonly folder: string
    readonly callSign: string
  },
  fingerprint: readonly string[],
): string {
  return [
    `${made.callSign}: the keys are made and stay in ${made.folder}.`,
    "",
    "Read these words to your custodian, on a number you already know:",
    `  ${made.answer.words.join(" ")}`,
    "",
    "The custodian reads your party's fingerprint to you; it has to be:",
    ...fingerprint.map((row) => `  ${row}`),
    "",
    `Send ${made.request} to the custodian. With the roster that comes back:`,
    `  parley --home ${made.folder} enrol finish <roster>`,
  ].join("\n")
}

async function finish(paths: readonly string[], line: CommandLine): Promise<void> {
  const folder = homeOf(line)
  const home = await readHome(folder)
  const texts = await Promise.all(paths.map(readCarried))
  const documents = texts.map((text) => unwrap(readDocument(text)))
  const together = { ...home, documents: [...home.documents, ...documents] }
  const state = foundHome(together, nodeClientCrypto())
  const { side, entry } = enrolledDevice(together, state)
  // Kept only now: documents that do not fit leave the home as it was.
  for (const document of documents) await keepDocument(home.layout, document)
  const { callSign, officer, role, notAfter } = entry
  const until = isoTime(notAfter)
  line.output.data({ home: folder, callSign, officer, role, side, until, line: state.line }, () =>
    [
      `This is ${callSign}, ${role}, officer ${officer}, party ${side}, until ${until}.`,
      `Follow the line with: parley --home ${folder} watch`,
    ].join("\n"),
  )
}

function homeOf({ settings }: CommandLine): string {
  if (settings.home !== undefined) return settings.home
  throw new Failure("cli/usage", "say where this device lives: --home <folder> or PARLEY_HOME")
}
