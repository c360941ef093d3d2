// Any sequence of operations gives the same answers as the reference, and leaves the same behind.

import * as fc from "fast-check"
import { expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Append, BesideWrite, Journal } from "../../server/journal/port.ts"
import { MemoryJournal } from "../support/memory-journal.ts"
import { freshLine, type Writers } from "./journal-line.ts"

type Operation =
  | {
      readonly kind: "append"
      readonly which: number
      readonly off: number
      readonly append: Omit<Append, "line" | "expected">
    }
  | { readonly kind: "write"; readonly which: number; readonly beside: readonly BesideWrite[] }
  | { readonly kind: "sweep"; readonly which: number; readonly now: number }

const times = fc.nat({ max: 20 })
const which = fc.nat({ max: 2 })
const row: fc.Arbitrary<BesideWrite> = fc
  .record({
    key: fc.stringMatching(/^[ab/]{1,3}$/),
    value: fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined }),
    until: fc.option(times, { nil: undefined }),
  })
  .map(({ key, value, until }) => ({
    key,
    value,
    ...(until === undefined ? {} : { keepUntil: until }),
  }))
const beside = fc.array(row, { maxLength: 4 })
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      which,
      off: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: -1, max: 1 })),
      append: fc.record({
        entries: fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 3 }),
        beside,
        nextDue: fc.option(times, { nil: undefined }),
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("write" as const), which, beside }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sweep" as const), which, now: times }) },
)

export function modelTest(writers: Writers): void {
  test("does in any order what the reference does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (operations) => {
        const lines = [freshLine(), freshLine(), freshLine()]
        const model = new MemoryJournal()
        for (const [i, one] of operations.entries()) {
          const journal = present(writers()[i % 2], "a writer")
          const line = present(lines[one.which], "a line")
          expect(await perform(journal, line, one)).toEqual(await perform(model, line, one))
        }
        for (const journal of writers()) {
          expect(await everything(journal, lines)).toEqual(await everything(model, lines))
        }
      }),
      { numRuns: 60 },
    )
  }, 240_000)
}

async function perform(journal: Journal, line: LineId, one: Operation): Promise<unknown> {
  if (one.kind === "sweep") return await journal.sweep(line, one.now)
  if (one.kind === "append") {
    const expected = Math.max(0, (await journal.size(line)) + one.off)
    return await journal.append({ line, expected, ...one.append })
  }
  await journal.write(line, one.beside)
  return "written"
}

async function everything(journal: Journal, lines: readonly LineId[]): Promise<unknown> {
  const known = (found: readonly LineId[]): readonly LineId[] =>
    found.filter((line) => lines.includes(line))
  return {
    listed: known(await journal.lines()),
    due: await Promise.all([0, 5, 10, 20].map(async (now) => known(await journal.due(now)))),
    contents: await Promise.all(
      lines.map(async (line) => ({
        size: await journal.size(line),
        entries: await journal.read(line, 0, 200),
        rows: await journal.besideRange(line, "", 200),
        a: await journal.beside(line, "a"),
      })),
    ),
  }
}
