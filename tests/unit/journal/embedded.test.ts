import { describe, expect, test } from "vitest"

import { hexOf, utf8 } from "../../../shared/encoding/bytes.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { openOver } from "../../../server/journal/embedded.ts"
import type { JournalFailure } from "../../../server/journal/failure.ts"
import type { Append, Journal } from "../../../server/journal/port.ts"
import * as rows from "../../../server/journal/rows.ts"
import { MapStore } from "./map-store.ts"

const line = branded<LineId>("0a".repeat(32))
const other = branded<LineId>("0b".repeat(32))

function appendOf(expected: number, more: Partial<Append> = {}): Append {
  return { line, expected, entries: [utf8("e")], beside: [], nextDue: undefined, ...more }
}

async function opened(store: MapStore): Promise<Journal> {
  return await openOver(store, () => undefined)
}

describe("an embedded journal over a store that fails", () => {
  test("[JRN11] ends the process, and shows nothing of what failed", async () => {
    const store = new MapStore()
    const failures: JournalFailure[] = []
    const journal = await openOver(store, (failure) => failures.push(failure))
    await journal.append(appendOf(0, { beside: [{ key: "row", value: utf8("old") }] }))
    const sizes: number[] = []
    journal.subscribe(line, (size) => sizes.push(size))
    store.failure = new Error("no space left")
    const beside = [{ key: "row", value: utf8("new") }]
    const lost = journal.append(appendOf(1, { beside, nextDue: 1 }))
    await expect(lost).rejects.toMatchObject({ kind: "unwritable" })
    expect(failures.map(({ kind }) => kind)).toEqual(["unwritable"])
    expect([await journal.size(line), await journal.due(9), sizes]).toEqual([1, [], []])
    expect(await journal.beside(line, "row")).toEqual(utf8("old"))
    await expect(journal.write(line, beside)).rejects.toMatchObject({ kind: "unwritable" })
    await expect(journal.append(appendOf(1))).rejects.toMatchObject({ kind: "unwritable" })
  })
})

describe("an embedded journal opened again", () => {
  test("[JRN1] knows its lines, sizes and due times", async () => {
    const store = new MapStore()
    const before = await opened(store)
    await before.append(appendOf(0, { nextDue: 40 }))
    await before.append(appendOf(0, { line: other, entries: [] }))
    const after = await opened(store)
    expect(await after.lines()).toEqual([line, other])
    expect([await after.size(line), await after.due(40), await after.due(39)]).toEqual([
      1,
      [line],
      [],
    ])
    expect(await after.append(appendOf(1))).toEqual({ kind: "appended", size: 2 })
  })

  test("[JRN12] refuses a store that has lost a line, or its layout", async () => {
    const store = new MapStore()
    await (await opened(store)).append(appendOf(0))
    const layout = store.rows.get(hexOf(rows.layoutKey))
    store.rows.delete(hexOf(rows.layoutKey))
    await expect(opened(store)).rejects.toMatchObject({ kind: "damaged" })
    store.rows.set(hexOf(rows.layoutKey), layout ?? { key: rows.layoutKey, value: utf8("") })
    store.rows.delete(hexOf(rows.headKey(line)))
    await expect(opened(store)).rejects.toMatchObject({ kind: "damaged" })
  })

  test("refuses a layout that it does not know, and changes nothing", async () => {
    const store = new MapStore()
    const value = rows.encodeLayout({ format: 2, lines: 0 })
    await store.commit([{ key: rows.layoutKey, value }])
    await expect(opened(store)).rejects.toMatchObject({ kind: "unusable" })
    expect(store.commits).toEqual([1])
  })
})

describe("an entry that is lost", () => {
  test.each([0, 1, 2])("[JRN12] is refused wherever it stood (%i), never skipped", async (lost) => {
    const store = new MapStore()
    const journal = await opened(store)
    await journal.append(appendOf(0, { entries: ["a", "b", "c"].map(utf8) }))
    store.rows.delete(hexOf(rows.entryKey(line, lost)))
    await expect(journal.read(line, 0, 9)).rejects.toMatchObject({ kind: "damaged" })
    await expect(journal.read(line, lost, 1)).rejects.toMatchObject({ kind: "damaged" })
  })
})

describe("what no caller may ask", () => {
  test.each<[string, Partial<Append>]>([
    ["an empty entry", { entries: [new Uint8Array(0)] }],
    ["an entry too large", { entries: [new Uint8Array(limits.entryBytesMax + 1)] }],
    [
      "a row too large",
      { beside: [{ key: "k", value: new Uint8Array(limits.besideBytesMax + 1) }] },
    ],
    ["a key with a space", { beside: [{ key: "a b", value: utf8("v") }] }],
    ["a line that is none", { line: branded<LineId>("0c") }],
  ])("%s is our own mistake, and leaves the journal as it was", async (_, wrong) => {
    const journal = await opened(new MapStore())
    await expect(journal.append(appendOf(0, wrong))).rejects.toMatchObject({ name: "Broken" })
    expect(await journal.append(appendOf(0))).toEqual({ kind: "appended", size: 1 })
    expect(await journal.lines()).toEqual([line])
  })
})
