// Appending and reading: durable, in order, whole, and one writer at each index.

import { expect, test } from "vitest"

import { compareText } from "../../shared/encoding/bytes.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Appended, Journal } from "../../server/journal/port.ts"
import { appendOf, entriesOf, freshLine, put, textOf, type Writers } from "./journal-line.ts"

export function appendTests(writers: Writers): void {
  test("[JRN1] has what it answered for, through either handle", async () => {
    const [one, other] = writers()
    const line = freshLine()
    expect(await one.size(line)).toBe(0)
    expect(await one.append(appendOf(line, 0, ["a", "b"]))).toEqual({ kind: "appended", size: 2 })
    expect(await other.size(line)).toBe(2)
    expect(await other.append(appendOf(line, 2, ["c"]))).toEqual({ kind: "appended", size: 3 })
    expect(await entriesOf(one, line)).toEqual(["a", "b", "c"])
  })

  test("[JRN2] writes nothing of an append that expected another size", async () => {
    const [one, other] = writers()
    const line = freshLine()
    await one.append(appendOf(line, 0, ["a"], { beside: [put("row", "old")], nextDue: 70 }))
    for (const expected of [0, 2]) {
      const late = appendOf(line, expected, ["x"], { beside: [put("row", "new")], nextDue: 7 })
      expect(await other.append(late)).toEqual({ kind: "conflict", size: 1 })
    }
    expect(await entriesOf(one, line)).toEqual(["a"])
    expect(textOf(await one.beside(line, "row"))).toBe("old")
    expect(await one.due(7)).not.toContain(line)
  })

  test("[JRN2] lets one of many writers through at each index, and loses none of them", async () => {
    const line = freshLine()
    const [one, other] = writers()
    const words = Array.from({ length: 24 }, (_, i) => `word ${String(i)}`)
    await Promise.all(words.map((word, i) => insist(i % 2 === 0 ? one : other, line, word)))
    expect((await entriesOf(one, line)).toSorted(compareText)).toEqual(words.toSorted(compareText))
  })

  test("[JRN2] says a size in a conflict that can be read", async () => {
    const line = freshLine()
    const [one, other] = writers()
    const results = await Promise.all([
      one.append(appendOf(line, 0, ["a"])),
      other.append(appendOf(line, 0, ["b"])).then(async (result) => ({
        ...result,
        read: (await entriesOf(other, line)).length,
      })),
    ])
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(["appended", "conflict"])
    expect(results[1].read).toBe(1)
  })

  test("[JRN3] makes entries, rows and due time readable together", async () => {
    const line = freshLine()
    const [one] = writers()
    const whole = appendOf(line, 0, ["a"], { beside: [put("row", "r")], nextDue: 5 })
    const torn: unknown[] = []
    const state = { isAnswered: false }
    const answer = async (): Promise<void> => {
      await one.append(whole)
      state.isAnswered = true
    }
    const answered = answer()
    while (!state.isAnswered) {
      const size = await one.size(line)
      const [row, due] = await Promise.all([one.beside(line, "row"), one.due(5)])
      if (size === 1 && (row === undefined || !due.includes(line))) torn.push({ row, due })
    }
    await answered
    expect(torn).toEqual([])
    expect(await one.size(line)).toBe(1)
  })

  test("[JRN3] writes rows and due time with no entry under the same condition", async () => {
    const line = freshLine()
    const [one] = writers()
    await one.append(appendOf(line, 0, ["a"], { nextDue: 3 }))
    const none = appendOf(line, 1, [], { beside: [put("row", "r")], nextDue: 9 })
    expect(await one.append(none)).toEqual({ kind: "appended", size: 1 })
    expect(await one.append({ ...none, expected: 0 })).toEqual({ kind: "conflict", size: 1 })
    expect(await one.due(3)).not.toContain(line)
    expect(textOf(await one.beside(line, "row"))).toBe("r")
  })

  test("[JRN4] reads in order, from anywhere, up to a limit", async () => {
    const line = freshLine()
    const [one] = writers()
    const words = Array.from({ length: 300 }, (_, i) => String(i))
    await one.append(appendOf(line, 0, words))
    expect(await entriesOf(one, line, 300)).toEqual(words)
    expect((await one.read(line, 254, 4)).map(textOf)).toEqual(["254", "255", "256", "257"])
    expect((await one.read(line, 299, 10)).map(textOf)).toEqual(["299"])
    expect(await one.read(line, 300, 10)).toEqual([])
    expect(await one.read(line, 900, 10)).toEqual([])
    expect(await one.read(freshLine(), 0, 10)).toEqual([])
  })

  test("[JRN4] reads no more bytes at once than allowed, and at least one entry", async () => {
    const line = freshLine()
    const [one] = writers()
    const large = "x".repeat(limits.entryBytesMax)
    const fitting = Math.floor(limits.readBytesMax / limits.entryBytesMax)
    await one.append(appendOf(line, 0, Array<string>(fitting + 3).fill(large)))
    expect(await one.read(line, 0, 100)).toHaveLength(fitting)
    expect(await one.read(line, fitting, 100)).toHaveLength(3)
  })

  test("[JRN4] keeps lines apart", async () => {
    const lines = [freshLine(), freshLine()] as const
    const [one] = writers()
    await Promise.all(lines.map((line, i) => one.append(appendOf(line, 0, [String(i)]))))
    expect(await entriesOf(one, lines[0])).toEqual(["0"])
    expect(await entriesOf(one, lines[1])).toEqual(["1"])
  })

  test("lists the lines that were ever appended to", async () => {
    const [one, other] = writers()
    const [asked, noted, empty, full] = [freshLine(), freshLine(), freshLine(), freshLine()]
    await one.size(asked)
    await one.write(noted, [put("row", "r")])
    await one.append(appendOf(full, 0, ["a"]))
    await one.append(appendOf(empty, 0, []))
    const lines = await other.lines()
    expect(lines).toEqual(lines.toSorted())
    expect(lines.filter((line) => [asked, noted, empty, full].includes(line))).toEqual([
      empty,
      full,
    ])
  })
}

/** What a relay does: fold to the head, decide, append, and start again where somebody was faster. */
async function insist(journal: Journal, line: LineId, word: string): Promise<void> {
  let result: Appended = { kind: "conflict", size: await journal.size(line) }
  while (result.kind === "conflict") {
    result = await journal.append(appendOf(line, result.size, [word]))
  }
}
