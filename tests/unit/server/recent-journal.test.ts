import { describe, expect, test } from "vitest"

import { branded } from "../../../shared/encoding/schema.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { RecentJournal } from "../../../server/shell/recent-journal.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"

const line = branded<LineId>("11".repeat(32))

/** A journal that counts what it is asked for. */
class CountedJournal extends MemoryJournal {
  asked = 0

  override async read(of: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    this.asked += 1
    return await super.read(of, from, limit)
  }

  override async beside(of: LineId, key: string): Promise<Uint8Array | undefined> {
    this.asked += 1
    return await super.beside(of, key)
  }
}

interface Pair {
  readonly counted: CountedJournal
  readonly recent: RecentJournal
}

function pair(bytesMax?: number): Pair {
  const counted = new CountedJournal()
  return { counted, recent: new RecentJournal(counted, bytesMax) }
}

function bytes(first: number, length = 10): Uint8Array {
  return new Uint8Array(length).fill(first)
}

async function append({ recent }: Pair, expected: number, count = 1): Promise<void> {
  const entries = Array.from({ length: count }, (_, i) => bytes(expected + i))
  const beside = [{ key: `body/${String(expected)}`, value: bytes(100), keepUntil: 1 }]
  await recent.append({ line, expected, entries, beside, nextDue: undefined })
}

describe("what was just written", () => {
  test("[JRN14] is read again without asking, over several appends, exactly as it was", async () => {
    const both = pair()
    await append(both, 0, 2)
    await append(both, 2)
    expect(await both.recent.read(line, 1, 2)).toEqual([bytes(1), bytes(2)])
    expect(await both.recent.beside(line, "body/2")).toEqual(bytes(100))
    expect(both.counted.asked).toBe(0)
  })

  test("[JRN14] is asked for where another process may have written more", async () => {
    const both = pair()
    await append(both, 0)
    const entries = [bytes(7)]
    await both.counted.append({ line, expected: 1, entries, beside: [], nextDue: undefined })
    await append(both, 2)
    expect(await both.recent.read(line, 0, 9)).toEqual([bytes(0), bytes(7), bytes(2)])
    expect(await both.recent.read(line, 0, 3)).toHaveLength(3)
    expect(both.counted.asked).toBe(2)
  })

  test("[JRN14] is not what a conflict would have written", async () => {
    const both = pair()
    await both.counted.append({
      line,
      expected: 0,
      entries: [bytes(7)],
      beside: [],
      nextDue: undefined,
    })
    await append(both, 0)
    expect(await both.recent.read(line, 0, 1)).toEqual([bytes(7)])
    expect(await both.recent.beside(line, "body/0")).toBeUndefined()
  })

  test("[JRN14] gives way to newer, and to a sweep", async () => {
    const both = pair(60)
    for (const at of [0, 1, 2]) await append(both, at)
    expect(await both.recent.read(line, 1, 2)).toHaveLength(2)
    expect(both.counted.asked).toBe(0)
    await append(both, 3)
    await both.recent.read(line, 0, 1)
    expect(both.counted.asked).toBe(1)
    await both.recent.sweep(line, 5)
    expect(await both.recent.beside(line, "body/3")).toBeUndefined()
    expect(await both.recent.read(line, 3, 1)).toEqual([bytes(3)])
  })
})
