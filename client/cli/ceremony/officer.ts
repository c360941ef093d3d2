// `parley officer`: who may speak for a party, and from which device. Nothing here reaches a relay by itself: a roster counts
// because the party's root has signed it.

import type { Command } from "commander"

import { commandLine } from "../command-line.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { collected } from "../parameters.ts"
import { approve } from "./officer-approval.ts"
import { invite } from "./officer-invitation.ts"
import { listOfficers } from "./officer-list.ts"
import { revoke } from "./officer-removal.ts"
import { roles } from "./roster-words.ts"

const examples = `Examples:
  parley officer invite north --officer lindqvist --call-sign A1 --role duty --out A1.invitation
  parley officer list north
  parley officer approve north A1.request --key custodian-1.key --key custodian-2.key
  parley officer revoke north A1 --reason "console lost" --key custodian-1.key --key custodian-2.key
`

export function registerOfficer(program: Command, io: Io): void {
  const group = program
    .command("officer")
    .description("who may speak for a party: invite, list, approve, revoke")
    .addHelpText("beforeAll", examplesOf(examples))
  group
    .command("invite <party-folder>")
    .description("write an invitation for one device of one officer")
    .requiredOption("--officer <id>", "the officer, by an id of the party's own choosing")
    .requiredOption("--call-sign <sign>", "the device's call sign, never used before, such as A1")
    .option("--role <role>", `one of ${roles.join(", ")}`, "duty")
    .option("--permission <name>", "a permission; repeat for each; all by default", collected, [])
    .option("--days <n>", "how long the invitation may be answered", "7")
    .requiredOption("--out <file>", "where to write the invitation; it holds a secret")
    .action(async (folder: string, options: unknown, command: Command) => {
      await invite(folder, options, commandLine(command, io))
    })
  group
    .command("list <party-folder>")
    .description("the devices of the newest roster, and the invitations that are out")
    .action(async (folder: string, _options: unknown, command: Command) => {
      await listOfficers(folder, commandLine(command, io))
    })
  registerChanges(group, io)
}

function registerChanges(group: Command, io: Io): void {
  group
    .command("approve <party-folder> <request>")
    .description("compare eight words with the officer, and sign the next roster")
    .option("--words <words>", "the words as the officer has read them, where nobody can be asked")
    .option("--key <file>", "a custodian's key; repeat for each", collected, [])
    .option("--device-days <n>", "how long the device may be used", "365")
    .option("--roster-days <n>", "when the roster is to be renewed", "30")
    .action(async (folder: string, request: string, options: unknown, command: Command) => {
      await approve({ folder, request }, options, commandLine(command, io))
    })
  group
    .command("revoke <party-folder> <call-sign>")
    .description("sign the next roster without a device")
    .requiredOption("--reason <text>", "why, for both parties to read")
    .option("--key <file>", "a custodian's key; repeat for each", collected, [])
    .option("--roster-days <n>", "when the roster is to be renewed", "30")
    .option("--yes", "sign without being asked")
    .action(async (folder: string, callSign: string, options: unknown, command: Command) => {
      await revoke({ folder, callSign }, options, commandLine(command, io))
    })
}
