// `parley line`: the agreement between two parties, from the first proposal to the documents that their roots have signed.

import type { Command } from "commander"

import { commandLine } from "../command-line.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { collected } from "../parameters.ts"
import { amendLine } from "./line-amendment.ts"
import { showDocument, verifyDocuments } from "./line-checking.ts"
import { proposeLine } from "./line-proposal.ts"
import { publishToLine } from "./line-publishing.ts"
import { signDocument } from "./line-signing.ts"

const examples = `Examples:
  parley line propose --root-a north.root --root-b south.root --relay-a north.relay --relay-b south.relay \\
    --mode exercise --language-a en --language-b ar --telephone-a "+00 1" --telephone-b "+00 2" --out line.charter
  parley line show line.charter
  parley line show charter-1.charter --party north         what it changes
  parley line sign line.charter --key custodian-1.key --key custodian-2.key
  parley line amend north --deadline FLASH.read=50s --telephone-a "+00 3" --out charter-1.charter
  parley line sign charter-1.charter --party north --key custodian-1.key --key custodian-2.key
  parley line verify line.charter north/rosters/roster-1.roster
  parley --home console-1 line publish north/rosters/roster-2.roster
`

export function registerLine(program: Command, io: Io): void {
  const group = program
    .command("line")
    .description("the agreement of two parties: propose, amend, show, sign, verify, publish")
    .addHelpText("beforeAll", examplesOf(examples))
  registerPropose(group, io)
  registerAmend(group, io)
  group
    .command("show <document>")
    .description("what a charter or roster says, in sentences")
    .option("--party <folder>", "your party's folder: to say what an amended charter changes")
    .action(async (path: string, options: unknown, command: Command) => {
      await showDocument(path, options, commandLine(command, io))
    })
  group
    .command("sign <document>")
    .description("add custodians' signatures to a charter, roster or change of root")
    .requiredOption("--key <file>", "a custodian's key; repeat for each", collected, [])
    .option("--party <folder>", "your party's folder: what stands before it, and who has to sign")
    .option("--yes", "sign without being asked")
    .action(async (path: string, options: unknown, command: Command) => {
      await signDocument(path, options, commandLine(command, io))
    })
  group
    .command("verify <charter> [documents...]")
    .description("whether these documents found a line, each following from those before")
    .action(async (charter: string, documents: string[], _options: unknown, command: Command) => {
      await verifyDocuments(charter, documents, commandLine(command, io))
    })
  group
    .command("publish <document>")
    .description("put a signed roster, charter or change of root on the line, from a device of it")
    .option("--timeout <duration>", "how long to wait for a relay", "30s")
    .action(async (path: string, options: unknown, command: Command) => {
      await publishToLine(path, options, commandLine(command, io))
    })
}

function registerPropose(group: Command, io: Io): void {
  group
    .command("propose")
    .description("write a first charter for both parties to read and sign")
    .requiredOption("--root-a <file>", "the root of party A")
    .requiredOption("--root-b <file>", "the root of party B")
    .option("--relay-a <file>", "a relay that party A runs; repeat for each", collected, [])
    .option("--relay-b <file>", "a relay that party B runs; repeat for each", collected, [])
    .requiredOption("--mode <mode>", "exercise or live; it can never be changed")
    .requiredOption("--language-a <language>", "the language of party A: en, ar or ru")
    .requiredOption("--language-b <language>", "the language of party B")
    .requiredOption("--telephone-a <number>", "where party A's desk can be called")
    .requiredOption("--telephone-b <number>", "where party B's desk can be called")
    .option(
      "--preauthorised-a <codes>",
      "what one officer of A may send in FLASH, such as NT-04,NT-05",
    )
    .option("--preauthorised-b <codes>", "the same for B")
    .option("--life <duration>", "how long a message is delivered", "24h")
    .option("--line-check <duration>", "how often the line is checked", "1h")
    .option("--compress <factor>", "all deadlines divided by this, for drills", "1")
    .requiredOption("--out <file>", "where to write the charter")
    .action(async (options: unknown, command: Command) => {
      await proposeLine(options, commandLine(command, io))
    })
}

function registerAmend(group: Command, io: Io): void {
  group
    .command("amend <party-folder>")
    .description("write the next charter, with some terms changed, for both parties to sign")
    .option(
      "--deadline <PRECEDENCE.TERM=TIME>",
      "a deadline, with its ladder, such as FLASH.read=50s; repeat for each",
      collected,
      [],
    )
    .option("--language-a <language>", "the language of party A: en, ar or ru")
    .option("--language-b <language>", "the language of party B")
    .option("--telephone-a <number>", "where party A's desk can be called")
    .option("--telephone-b <number>", "where party B's desk can be called")
    .option("--preauthorised-a <codes>", "what one officer of A may send in FLASH, or none")
    .option("--preauthorised-b <codes>", "the same for B")
    .option("--life <duration>", "how long a message is delivered")
    .option("--line-check <duration>", "how often the line is checked")
    .option("--catalogue", "take the statements of this program")
    .requiredOption("--out <file>", "where to write the charter")
    .action(async (folder: string, options: unknown, command: Command) => {
      await amendLine(folder, options, commandLine(command, io))
    })
}
