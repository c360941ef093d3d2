import { describe, expect, test } from "vitest"

import { homeLayout, type HomeLayout } from "../../../../client/cli/home/layout.ts"
import { countOpening } from "../../../../client/cli/home/openings.ts"
import { writePrivate } from "../../../../client/cli/home/private-file.ts"
import { MemoryStore } from "../../runtime/memory-store.ts"
import { temporaryFolder } from "../temporary-folder.ts"

const row = "home/openings"

async function openedTwice(): Promise<{
  readonly layout: HomeLayout
  readonly store: MemoryStore
}> {
  const layout = homeLayout(temporaryFolder())
  const store = new MemoryStore()
  expect(await countOpening(layout, store)).toBeUndefined()
  expect(await countOpening(layout, store)).toBeUndefined()
  return { layout, store }
}

describe("a store", () => {
  test("that is the one used last is opened as often as one likes", async () => {
    const { layout, store } = await openedTwice()
    expect(await countOpening(layout, store)).toBeUndefined()
  })

  test("[HOM2] that was put back from a copy is noticed, every time from then on", async () => {
    const { layout, store } = await openedTwice()
    const copy = new Map(store.rows)
    await countOpening(layout, store)
    await countOpening(layout, store)
    store.rows.clear()
    for (const [key, value] of copy) store.rows.set(key, value)
    expect(await countOpening(layout, store)).toContain("put back from a copy")
    expect(await countOpening(layout, store)).toContain("put back from a copy")
  })

  test("[HOM2] that is new in a home that was used is noticed", async () => {
    const { layout } = await openedTwice()
    expect(await countOpening(layout, new MemoryStore())).toContain("enrol this device again")
  })

  test("[HOM2] that knows more than its home is noticed: the home was put back", async () => {
    const { layout, store } = await openedTwice()
    await writePrivate(layout.openings, "1")
    expect(await countOpening(layout, store)).toContain("put back from a copy")
  })

  test("that was not counted, because the process died between the two, is fine", async () => {
    const { layout, store } = await openedTwice()
    await writePrivate(layout.openings, "3")
    expect(await countOpening(layout, store)).toBeUndefined()
    expect(Buffer.from(store.rows.get(row) ?? []).toString()).toBe("4")
  })
})
