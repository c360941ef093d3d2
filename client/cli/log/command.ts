// `parley log`: what happened on the line, shown, checked, carried away, and proven piece by piece.

import { writeFile } from "node:fs/promises"
import type { Command } from "commander"
import * as v from "valibot"

import { commandLine, type CommandLine } from "../command-line.ts"
import { withDesk } from "../desk/with-desk.ts"
import { Failure } from "../../runtime/failure.ts"
import { isErrno } from "../home/private-file.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { exportOf } from "../../runtime/log/desk-copy.ts"
import { homeCopy } from "./own-copy.ts"
import { proveMessage } from "./prove.ts"
import { reconcileLogs } from "./reconcile.ts"
import { showLog } from "./show.ts"
import { verifyLog } from "./verify.ts"

const examples = `Examples:
  parley --home data/a-1 log show
  parley --home data/a-1 log show --jsonl --from 2026-11-22T14:00:00Z
  parley --home data/a-1 log verify
  parley --home data/a-1 log export line.parley
  parley log verify line.parley                    needs no home and no relay
  parley log reconcile a.parley b.parley            one file of each party
  parley --home data/a-1 log prove A1-0417 --json
`

export function registerLog(program: Command, io: Io): void {
  const group = program
    .command("log")
    .description("what happened on the line: show, verify, export, reconcile, prove")
    .addHelpText("beforeAll", examplesOf(examples))
  group
    .command("show")
    .description("every fact once, with its place in each journal")
    .option("--from <time>", "not before this instant")
    .option("--to <time>", "not after this instant")
    .action(async (given: unknown, command: Command) => {
      const { from, to } = v.parse(showOptions, given)
      await showLog(commandLine(command, io), { from, to })
    })
  group
    .command("verify [file]")
    .description("check an exported file, or this home's own copy")
    .action(async (file: string | undefined, _given: unknown, command: Command) => {
      await verifyLog(commandLine(command, io), file)
    })
  group
    .command("export <file>")
    .description("everything in one file that proves itself")
    .option("--force", "replace the file if it is there")
    .action(async (file: string, given: unknown, command: Command) => {
      const { force } = v.parse(exportOptions, given)
      await exportLog(commandLine(command, io), file, force)
    })
  group
    .command("reconcile <first> <second>")
    .description("two exported files, one of each party, as one statement of facts")
    .action(async (first: string, second: string, _given: unknown, command: Command) => {
      await reconcileLogs(commandLine(command, io), { first, second })
    })
  group
    .command("prove <serial>")
    .description("that a message stands in each journal, for other tools to check")
    .option("--out <name>", "write <name>-<relay>.tlog-proof and <name>-<relay>.entry")
    .action(async (serial: string, given: unknown, command: Command) => {
      const { out } = v.parse(proveOptions, given)
      await proveMessage(commandLine(command, io), serial, out)
    })
}

const showOptions = v.object({ from: v.optional(v.string()), to: v.optional(v.string()) })
const exportOptions = v.object({ force: v.optional(v.boolean(), false) })
const proveOptions = v.object({ out: v.optional(v.string()) })

async function exportLog(line: CommandLine, path: string, isForced: boolean): Promise<void> {
  await withDesk(line, async (desk) => {
    const copy = await homeCopy(line, desk)
    const file = exportOf(copy)
    try {
      await writeFile(path, file, { flag: isForced ? "w" : "wx" })
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error
      throw new Failure(
        "cli/input",
        `${path} exists already`,
        "Nothing was written. Name another file, or say --force to replace it.",
      )
    }
    const journals = copy.journals.map(({ form, entries }) => ({
      relay: form.relay,
      name: form.name,
      epoch: form.epoch,
      entries: entries.length,
      of: form.size,
    }))
    line.output.data({ file: path, bytes: file.length, line: copy.line, journals }, () =>
      [
        `${path}: ${String(file.length)} bytes`,
        ...journals.map(
          ({ name, entries, of }) =>
            `  ${name}: ${String(entries)} entries under a signed head${entries < of ? `, ${String(of - entries)} more are not covered by one yet` : ""}`,
        ),
      ].join("\n"),
    )
  })
}
