// Runs schedules and says what came of them: `node dist/tests/simulation/run.js --seed 7 [--schedules 100] [--verbose]
// [--real]`, the last with the real cryptography.
// One seed, one history: a schedule that failed is run again by its seed, bit for bit.

import process from "node:process"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

import { runSchedule } from "./schedule.ts"
import { Counts, type FaultKind, type HostileKind } from "./world/faults.ts"

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      schedules: { type: "string", default: "1" },
      verbose: { type: "boolean", default: false },
      real: { type: "boolean", default: false },
    },
  })
  const first = Number(values.seed)
  const faults = new Counts<FaultKind>()
  const manipulations = new Counts<HostileKind>()
  let failed = 0
  let messages = 0
  let entries = 0
  const print = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  // What breaks where nobody waits for it is a relay's program; the schedule that runs it says so.
  let broke: unknown
  process.on("unhandledRejection", (error) => {
    broke ??= error
  })
  for (let seed = first; seed < first + Number(values.schedules); seed += 1) {
    const cryptography = values.real ? "real" : "simulated"
    const outcome = await runSchedule({ seed, cryptography, ...(values.verbose ? { print } : {}) })
    faults.join(outcome.faults)
    manipulations.join(outcome.manipulations)
    messages += outcome.messages
    entries += outcome.entries
    for (const { code, detail, at } of outcome.violations) {
      print(`seed ${String(seed)}: ${code} at ${String(at)} ms: ${detail}`)
    }
    if (broke !== undefined)
      print(
        `seed ${String(seed)}: I15: a relay broke: ${broke instanceof Error ? String(broke.stack) : "not an error"}`,
      )
    if (outcome.violations.length > 0 || broke !== undefined) failed += 1
    broke = undefined
    if (values.schedules === "1") print(`digest ${outcome.digest}`)
  }
  print(
    JSON.stringify({
      failed,
      messages,
      entries,
      faults: faults.toObject(),
      manipulations: manipulations.toObject(),
    }),
  )
  process.exitCode = failed > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
