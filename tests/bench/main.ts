// `npm run bench`: what Parley costs on this machine, each figure beside a floor of the same run. A table for people on
// standard error, one JSON object on standard output.

import { cpus } from "node:os"
import process from "node:process"

import { benchEnvelopes } from "./envelopes.ts"
import { benchJournals } from "./journals.ts"
import { benchRoundTrips } from "./round-trip.ts"
import { tableOf, type Row } from "./row.ts"

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

const machine = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
}
say(
  `Measuring on Node ${machine.node}, ${machine.platform}, ${String(machine.cores)} cores. About a minute.`,
)
const rows: Row[] = []
for (const [name, suite] of [
  ["envelopes", benchEnvelopes],
  ["journals", () => benchJournals([1_000, 10_000, 100_000])],
  ["round trips", benchRoundTrips],
] as const) {
  say(`  ${name} …`)
  rows.push(...(await suite()))
}
say(`\n${tableOf(rows)}`)
process.stdout.write(`${JSON.stringify({ v: 1, machine, rows })}\n`)
