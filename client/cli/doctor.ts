// `parley doctor`: what could keep this desk from working, looked at one by one, without its keys and while it is at work.

import type { Command } from "commander"

import { commandLine } from "./command-line.ts"
import { homeFindings } from "./doctor/home-check.ts"
import { machineFindings } from "./doctor/machine-check.ts"
import { relayFindings } from "./doctor/relay-check.ts"
import { marks, type Finding } from "./doctor/finding.ts"
import { Failure } from "../runtime/failure.ts"
import { readHome, type Home } from "./home/home.ts"
import { examplesOf } from "./output/help.ts"
import type { Io } from "./output/io.ts"
import { wrapped } from "./output/layout.ts"

const examples = `Examples:
  parley --home data/a-1 doctor
  parley --home data/a-1 doctor --json
`

export function registerDoctor(program: Command, io: Io): void {
  program
    .command("doctor")
    .description("look for what could keep this desk from working")
    .addHelpText("beforeAll", examplesOf(examples))
    .action(async (_options: unknown, command: Command) => {
      const { settings, output } = commandLine(command, io)
      const findings = await examine(settings.home, io)
      const bad = findings.filter(({ state }) => state === "bad").length
      output.data({ healthy: bad === 0, checks: findings.map((each) => ({ ...each })) }, () =>
        findings.map((finding) => inWords(finding, output.columns)).join("\n"),
      )
      if (bad === 0) return
      throw new Failure(
        "cli/configuration",
        `${String(bad)} of ${String(findings.length)} checks failed`,
        "Nothing was changed. Each failed check above says what to do.",
      )
    })
}

async function examine(folder: string | undefined, io: Io): Promise<readonly Finding[]> {
  const machine = await machineFindings(folder ?? ".")
  if (folder === undefined) {
    const remedy = "Name a home with --home or PARLEY_HOME to have it looked at too."
    return [...machine, { check: "home", state: "warn", says: "no home was named", remedy }]
  }
  let home: Home
  try {
    home = await readHome(folder)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const broken: Finding = { check: "home", state: "bad", says: error.message, remedy: error.here }
    return [...machine, broken]
  }
  return [...machine, ...homeFindings(home, io.now()), ...(await relayFindings(home))]
}

function inWords({ check, state, says, remedy }: Finding, columns: number): string {
  const first = `${marks[state]} ${check}: ${says}`
  return remedy === undefined ? first : `${first}\n${wrapped(remedy, columns, "  ")}`
}
