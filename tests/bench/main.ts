// `npm run bench`: what Parley costs on this machine, each figure beside a floor of the same run. A table for people on
// standard error, one JSON object on standard output. Named suites run alone; `--long` brings the large numbers.

import { cpus } from "node:os"
import process from "node:process"
import { parseArgs } from "node:util"

import { benchEnvelopes } from "./envelopes.ts"
import { benchJournals } from "./journals.ts"
import { benchCrowd } from "./relay/crowd.ts"
import { benchFlood } from "./relay/flood-bench.ts"
import { benchRelay } from "./relay/relay-bench.ts"
import { tableOf, type Row } from "./row.ts"

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

const { values, positionals } = parseArgs({
  options: { long: { type: "boolean", default: false } },
  allowPositionals: true,
})
type Suite = () => readonly Row[] | Promise<readonly Row[]>
const suites: ReadonlyMap<string, Suite> = new Map<string, Suite>([
  ["envelopes", benchEnvelopes],
  ["journals", () => benchJournals([1_000, 10_000, 100_000, ...(values.long ? [1_000_000] : [])])],
  ["relay", () => benchRelay(values.long ? { turns: 5, seconds: 10 } : { turns: 2, seconds: 3 })],
  ["crowd", () => benchCrowd(values.long ? 10_000 : 1_000)],
  ["flood", () => benchFlood(values.long)],
])
const chosen = positionals.length > 0 ? positionals : [...suites.keys()]
const unknown = chosen.filter((name) => !suites.has(name))
if (unknown.length > 0) {
  say(`No suite ${unknown.join(", ")}. There are: ${[...suites.keys()].join(", ")}.`)
  process.exit(64)
}

const machine = {
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? "unknown",
}
say(
  `Measuring on Node ${machine.node}, ${machine.platform}, ${String(machine.cores)} cores of ${machine.cpu}.`,
)
const rows: Row[] = []
for (const name of chosen) {
  say(`  ${name} …`)
  rows.push(...((await suites.get(name)?.()) ?? []))
}
say(`\n${tableOf(rows)}`)
process.stdout.write(`${JSON.stringify({ v: 2, machine, rows })}\n`)
process.exit(0)
