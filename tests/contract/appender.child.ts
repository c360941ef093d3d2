// Appends to a few lines without pause and prints each answer, until somebody kills it. Run by embedded.test.ts.

import process from "node:process"

import { openEmbedded } from "../../server/journal/embedded.ts"
import type { Journal } from "../../server/journal/port.ts"
import type { LineId } from "../../shared/records/names.ts"
import { countBytes, entryText, lineIds, readCount } from "./appender-script.ts"

const journal = await openEmbedded({
  folder: process.argv[2] ?? "",
  onFatal() {
    process.exit(70)
  },
})
await Promise.all(
  lineIds.flatMap((line) => [appendForEver(journal, line), noteForEver(journal, line)]),
)

async function appendForEver(to: Journal, line: LineId): Promise<never> {
  let size = await to.size(line)
  for (;;) {
    const from = size
    const next = from + 1 + (from % 3)
    const entries = Array.from({ length: next - from }, (_, i) =>
      new TextEncoder().encode(entryText(line, from + i)),
    )
    const beside = [
      { key: "size", value: countBytes(next) },
      { key: `body/${String(from)}`, value: countBytes(from), keepUntil: from },
    ]
    const result = await to.append({ line, expected: from, entries, beside, nextDue: next })
    size = result.size
    // A pipe is written at once on Linux: what the parent reads was answered before the kill.
    process.stdout.write(`size ${line} ${String(size)}\n`)
    if (size % 50 === 0) await to.sweep(line, size - 20)
  }
}

async function noteForEver(to: Journal, line: LineId): Promise<never> {
  let count = readCount(await to.beside(line, "note"))
  for (;;) {
    count += 1
    await to.write(line, [{ key: "note", value: countBytes(count) }])
    process.stdout.write(`note ${line} ${String(count)}\n`)
  }
}
