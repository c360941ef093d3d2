// Rows beside the journal: the last write counts, ranges are ordered, and only line time makes a row expire.

import { expect, test } from "vitest"

import { limits } from "../../shared/limits.ts"
import { appendOf, entriesOf, freshLine, put, textOf, type Writers } from "./journal-line.ts"

export function besideTests(writers: Writers): void {
  test("[JRN5] keeps the last row of a key, and none that was removed", async () => {
    const line = freshLine()
    const [one, other] = writers()
    expect(await one.beside(line, "a")).toBeUndefined()
    await one.write(line, [put("a", "1"), put("a", "2"), put("b", "3")])
    await other.append(appendOf(line, 0, ["e"], { beside: [put("b", "4"), put("c", "")] }))
    await one.write(line, [{ key: "a", value: undefined }])
    const rows = await other.besideRange(line, "", 10)
    expect(rows.map(([key, value]) => [key, textOf(value)])).toEqual([
      ["b", "4"],
      ["c", ""],
    ])
  })

  test("[JRN5] ranges over the keys of a prefix, in order, page by page", async () => {
    const line = freshLine()
    const [one] = writers()
    const keys = ["a", "a/", "a/~", "a0", "b", "b/1", "b/10", "b/2", "b0", "~"]
    await one.write(
      line,
      keys.toReversed().map((key) => put(key, key)),
    )
    const found = async (...range: [string, number, string?]): Promise<string[]> =>
      (await one.besideRange(line, ...range)).map(([key]) => key)
    expect(await found("", 20)).toEqual(keys)
    expect(await found("b/", 20)).toEqual(["b/1", "b/10", "b/2"])
    expect(await found("b/", 2)).toEqual(["b/1", "b/10"])
    expect(await found("b/", 2, "b/10")).toEqual(["b/2"])
    expect(await found("b/", 9, "a")).toEqual(["b/1", "b/10", "b/2"])
    expect(await found("b/", 9, "c")).toEqual([])
    expect(await found("", 9, "b0")).toEqual(["~"])
  })

  test("[JRN5] holds rows as large as allowed", async () => {
    const line = freshLine()
    const [one] = writers()
    const value = new Uint8Array(limits.besideBytesMax).fill(7)
    await one.write(line, [{ key: "k".repeat(limits.besideKeyCharsMax), value }])
    const [row] = await one.besideRange(line, "k", 1)
    // Compared at once: a difference among millions of bytes is nothing to print.
    expect(Buffer.from(row?.[1] ?? []).equals(value)).toBe(true)
  })

  test("[JRN6] sweeps what was to be kept until before now, and nothing else", async () => {
    const line = freshLine()
    const [one] = writers()
    const beside = [
      put("for-ever", "f"),
      put("past", "p", 9),
      put("now", "n", 10),
      put("later", "l", 11),
    ]
    await one.append(appendOf(line, 0, ["e"], { beside }))
    expect(await one.sweep(line, 10)).toBe(1)
    const keys = (await one.besideRange(line, "", 10)).map(([key]) => key)
    expect(keys).toEqual(["for-ever", "later", "now"])
    expect(await one.sweep(line, 10)).toBe(0)
    expect(await entriesOf(one, line)).toEqual(["e"])
  })

  test("[JRN6] goes by the newest write of a key", async () => {
    const line = freshLine()
    const [one] = writers()
    await one.write(line, [put("longer", "1", 5), put("stays", "1", 5), put("shorter", "1", 50)])
    await one.write(line, [put("longer", "2", 50), put("stays", "2"), put("shorter", "2", 5)])
    expect(await one.sweep(line, 10)).toBe(1)
    expect((await one.besideRange(line, "", 10)).map(([key]) => key)).toEqual(["longer", "stays"])
    expect(await one.sweep(line, 100)).toBe(1)
    expect((await one.besideRange(line, "", 10)).map(([key]) => key)).toEqual(["stays"])
  })

  test("[JRN6] never takes a row that is rewritten while it runs", async () => {
    const line = freshLine()
    const [one, other] = writers()
    const keys = Array.from({ length: 40 }, (_, i) => `row/${String(i)}`)
    await one.write(
      line,
      keys.map((key) => put(key, "old", 5)),
    )
    const sweeping = one.sweep(line, 10)
    await Promise.all(keys.map((key) => other.write(line, [put(key, "new")])))
    await sweeping
    const rows = await one.besideRange(line, "row/", 100)
    expect(rows.map(([, value]) => textOf(value))).toEqual(keys.map(() => "new"))
  })

  test("[JRN6] takes a bounded number at a time", async () => {
    const line = freshLine()
    const [one] = writers()
    const rows = Array.from({ length: limits.sweepRowsMax + 5 }, (_, i) =>
      put(`k${String(i)}`, "", 5),
    )
    await one.write(line, rows)
    expect(await one.sweep(line, 10)).toBe(limits.sweepRowsMax)
    expect(await one.sweep(line, 10)).toBe(5)
  })
}
