// The whole command line: global options, help, and every command. Each command registers itself; nothing is done here.

import { Command } from "commander"

import { software } from "../sdk/pump.ts"
import { registerCatalogue } from "./catalogue/command.ts"
import { registerEnrol } from "./ceremony/enrol.ts"
import { registerLine } from "./ceremony/line.ts"
import { registerOfficer } from "./ceremony/officer.ts"
import { registerParty } from "./ceremony/party.ts"
import { registerRelay } from "./ceremony/relay.ts"
import { registerCompletion } from "./completion.ts"
import { registerAnswers } from "./desk/answer-commands.ts"
import { registerCountersign } from "./desk/countersign-commands.ts"
import { registerLineCheck } from "./desk/line-check-command.ts"
import { registerAck, registerReadBack } from "./desk/reading-commands.ts"
import { registerRelease } from "./desk/release-command.ts"
import { registerSend } from "./desk/send-command.ts"
import { registerStatus } from "./desk/status-command.ts"
import { registerTension } from "./desk/tension-command.ts"
import { registerWatch } from "./desk/watch-command.ts"
import { registerDoctor } from "./doctor.ts"
import { Failure } from "../runtime/failure.ts"
import { registerLog } from "./log/command.ts"
import { everyCommandsOptions, optionDescription } from "./output/help.ts"
import type { Io } from "./output/io.ts"
import { registerPractice } from "./practice/practice.ts"
import { registerServe } from "./serve.ts"
import { registerZones } from "./zones.ts"
import { topics } from "./topics.ts"

const firstExamples = `Examples:
  parley practice                          a line to try everything on, on this machine alone
  parley --home data/a-1 watch             follow the line
  parley --home data/a-1 send NT-05 --precedence FLASH --param count=1 … --wait ack
  parley --home data/b-1 ack A1-0001
  parley catalogue show NT-05              what a statement asks for
`

export function buildProgram(io: Io): Command {
  const program = new Command("parley")
    .description("A crisis line between two parties: sealed statements, acknowledged by people.")
    .version(software.replace("/", " "), "-V, --version")
    .option("--home <folder>", "the device's home (or PARLEY_HOME)")
    .option("--json", 'one JSON object on stdout, with "v":1')
    .option("--jsonl", "the same, one object a line, for what goes on")
    .option("--text", "words for people, also where the output is no terminal")
    .option("--no-input", "never ask; a question is a failure that names the option")
    .option("--no-color", "no colours (so do NO_COLOR and TERM=dumb)")
    .option("-q, --quiet", "only results and errors")
    .option("-v, --verbose", "say more of what is going on")
    .option("--passphrase-file <file>", "read the passphrase of the home from a file")
    .addHelpText("before", firstExamples)
    .addHelpText("afterAll", everyCommandsOptions)
    .helpCommand(false)
    .configureHelp({ optionDescription })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.out.write(text)
      },
      writeErr: (text) => {
        io.err.write(text)
      },
      // Complaints are written once, by complain().
      outputError: () => undefined,
      getOutHelpWidth: () => io.out.columns,
      getErrHelpWidth: () => io.err.columns,
    })
  for (const register of commands) register(program, io)
  registerHelp(program, io)
  return program
}

const commands: readonly ((program: Command, io: Io) => void)[] = [
  registerPractice,
  registerSend,
  registerRelease,
  registerAck,
  registerReadBack,
  registerAnswers,
  registerWatch,
  registerCountersign,
  registerLineCheck,
  registerTension,
  registerStatus,
  registerLog,
  registerCatalogue,
  registerParty,
  registerRelay,
  registerLine,
  registerOfficer,
  registerEnrol,
  registerServe,
  registerZones,
  registerDoctor,
  registerCompletion,
]

function registerHelp(program: Command, io: Io): void {
  const names = Object.keys(topics)
  program
    .command("help [topic]")
    .description(`help on a command, or on one of ${names.join(", ")}`)
    .action((name: string | undefined) => {
      const topic = name === undefined ? undefined : topics[name]
      if (topic !== undefined) {
        io.out.write(`${name ?? ""}: ${topic.title}\n\n${topic.text}\n`)
        return
      }
      const command = program.commands.find((each) => each.name() === name)
      if (name !== undefined && command === undefined) {
        const known = [...names, ...program.commands.map((each) => each.name())].join(", ")
        throw new Failure("cli/usage", `there is no help on ${name}. There is on: ${known}`)
      }
      ;(command ?? program).outputHelp()
    })
}
