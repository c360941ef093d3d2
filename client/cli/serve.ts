// `parley serve`: one relay in the foreground, as a service manager wants it. Its log is on standard error, its exit code is
// this command's.

import { existsSync } from "node:fs"
import process from "node:process"
import type { Command } from "commander"
import * as v from "valibot"

import { commandLine } from "./command-line.ts"
import { Failure } from "../runtime/failure.ts"
import { examplesOf } from "./output/help.ts"
import type { Io } from "./output/io.ts"
import { endingOf, spawnRelay } from "./relay-process.ts"

const options = v.object({ config: v.string() })

export function registerServe(program: Command, io: Io): void {
  program
    .command("serve")
    .description("run a relay in the foreground")
    .requiredOption("--config <file>", "the relay's configuration: see `parley relay init`")
    .addHelpText("beforeAll", examplesOf("Examples:\n  parley serve --config relay/relay.json\n"))
    .action(async (given: unknown, command: Command) => {
      const { config } = v.parse(options, given)
      if (!existsSync(config)) throw new Failure("cli/missing", `there is no file ${config}`)
      commandLine(command, io).output.detail(`starting the relay of ${config}`)
      const child = spawnRelay(config, { stdout: "inherit", stderr: "inherit" })
      const ended = endingOf(child)
      const stop = (): void => {
        child.stdin?.end()
      }
      io.stop.addEventListener("abort", stop, { once: true })
      const { code } = await ended
      // A relay that was told to stop and did has succeeded: a service manager must not see the 130 of an interrupted command.
      process.exit(code)
    })
}
