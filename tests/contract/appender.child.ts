// Appends to a few lines without pause and prints each answer, until somebody kills it. An append whose answer stays away is
// looked for in the journal, as a relay does. Run by the tests of the journals.

import process from "node:process"
import { setTimeout as after } from "node:timers/promises"

import { openEmbedded } from "../../server/journal/embedded.ts"
import { JournalFailure } from "../../server/journal/failure.ts"
import type { Journal } from "../../server/journal/port.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import { openRedis } from "../support/redis-journal.ts"
import { countBytes, entryText, lineIds, readCount } from "./appender-script.ts"

const where = process.argv[2] ?? ""
const onFatal = (): void => {
  process.exit(70)
}
const journal = where.startsWith("redis")
  ? await openRedis(where, Number(process.argv[3]), limits.redisDeadlineMs)
  : await openEmbedded({ folder: where, onFatal })
// The test has gone: a child that nobody can end any more ends itself.
process.stdin.resume().on("end", () => process.exit(0))
await Promise.all(
  lineIds.flatMap((line) => [appendForEver(journal, line), noteForEver(journal, line)]),
)

async function appendForEver(to: Journal, line: LineId): Promise<never> {
  for (;;) {
    const from = await insist(() => to.size(line))
    const next = from + 1 + (from % 3)
    const entries = Array.from({ length: next - from }, (_, i) =>
      new TextEncoder().encode(entryText(line, from + i)),
    )
    const beside = [
      { key: "size", value: countBytes(next) },
      { key: `body/${String(from)}`, value: countBytes(from), keepUntil: from },
    ]
    const append = { line, expected: from, entries, beside, nextDue: next }
    const result = await to.append(append).catch(unlessUnreachable)
    if (result === undefined) continue
    const { size } = result
    // A pipe is written at once on Linux: what the parent reads was answered before the kill.
    process.stdout.write(`size ${line} ${String(size)}\n`)
    if (size % 50 === 0) await insist(() => to.sweep(line, size - 20))
  }
}

async function noteForEver(to: Journal, line: LineId): Promise<never> {
  let count = readCount(await insist(() => to.beside(line, "note")))
  for (;;) {
    count += 1
    const value = countBytes(count)
    await insist(() => to.write(line, [{ key: "note", value }]))
    process.stdout.write(`note ${line} ${String(count)}\n`)
  }
}

async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    const answer = await ask().then((value) => ({ value }), unlessUnreachable)
    if (answer !== undefined) return answer.value
    await after(20)
  }
}

function unlessUnreachable(error: unknown): undefined {
  if (error instanceof JournalFailure && error.kind === "unreachable") return undefined
  throw error
}
