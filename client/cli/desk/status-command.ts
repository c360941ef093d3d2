// `parley status`: the desk at a glance.

import type { Command } from "commander"

import { commandLine } from "../command-line.ts"
import { examplesOf } from "../output/help.ts"
import type { Io } from "../output/io.ts"
import { ask, ops } from "../../runtime/requests/ops.ts"
import { statusWords } from "./status-words.ts"
import { withDesk } from "./with-desk.ts"

/** Two heartbeats and a proof of life, where the desk was opened for this. */
const patienceMs = 4_000

export function registerStatus(program: Command, io: Io): void {
  program
    .command("status")
    .description("clock, both desks, line, keys, tension, what is open, queue")
    .addHelpText(
      "beforeAll",
      examplesOf(
        "Examples:\n  parley --home data/a-1 status\n  parley --home data/a-1 status --json\n",
      ),
    )
    .action(async (_given: unknown, command: Command) => {
      const line = commandLine(command, io)
      const { output } = line
      await withDesk(line, async (desk) => {
        const status = await ask(desk, ops.status, { patienceMs }, { signal: io.stop })
        output.data(status, () =>
          statusWords(status, { palette: output.palette, columns: output.columns, now: io.now() }),
        )
      })
    })
}
