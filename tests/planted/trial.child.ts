// Schedules of the simulation, one after another, in the tree that this program was built from. Prints a line of JSON for each:
// `node dist/tests/planted/trial.child.js [--until I7] 12 45 78` ends with the first schedule in which that invariant broke.

import process from "node:process"
import { parseArgs } from "node:util"

import type { Violation } from "../simulation/checker/violation.ts"
import { runSchedule } from "../simulation/schedule.ts"
import type { Trial } from "./trial.ts"

const { values, positionals } = parseArgs({
  options: { until: { type: "string" } },
  allowPositionals: true,
})

// What breaks where nobody waits for it is a relay's program.
let broke: Violation | undefined
process.on("unhandledRejection", (error) => {
  const what = error instanceof Error ? String(error.stack) : "not an error"
  broke ??= { code: "I15", detail: `a relay broke: ${what}`, at: 0 }
})

for (const seed of positionals.map(Number)) {
  const outcome = await runSchedule({ seed })
  const violations = broke === undefined ? [...outcome.violations] : [...outcome.violations, broke]
  broke = undefined
  const trial: Trial = { seed, violations }
  process.stdout.write(`${JSON.stringify(trial)}\n`)
  if (violations.some(({ code }) => code === values.until)) break
}
