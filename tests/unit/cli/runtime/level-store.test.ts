import { ClassicLevel } from "classic-level"
import { describe, expect, test } from "vitest"

import { openLevelStore } from "../../../../client/cli/runtime/level-store.ts"
import type { Store } from "../../../../client/sdk/ports.ts"
import { utf8 } from "../../../../shared/encoding/bytes.ts"
import { temporaryFolder } from "../temporary-folder.ts"

async function opened(folder: string): Promise<Store> {
  const store = await openLevelStore(folder)
  if (store === undefined) throw new Error(`${folder} is open elsewhere`)
  return store
}

describe("rows on disk", () => {
  test("are read back, in the order of their keys, also after a new start", async () => {
    const folder = temporaryFolder()
    const store = await opened(folder)
    await store.write([
      { key: "entry/2", value: utf8("two") },
      { key: "entry/1", value: utf8("one") },
      { key: "entry-other", value: utf8("not in the range") },
    ])
    await store.close()
    const again = await opened(folder)
    expect(await again.range("entry/")).toEqual([
      { key: "entry/1", value: utf8("one") },
      { key: "entry/2", value: utf8("two") },
    ])
    expect(await again.read("entry/3")).toBeUndefined()
    await again.close()
  })

  test("of one batch: the last word on a key counts, and an absent value deletes", async () => {
    const store = await opened(temporaryFolder())
    await store.write([{ key: "a", value: utf8("here") }])
    await store.write([
      { key: "a", value: undefined },
      { key: "b", value: utf8("first") },
      { key: "b", value: utf8("last") },
    ])
    expect([await store.read("a"), await store.read("b")]).toEqual([undefined, utf8("last")])
    await store.close()
  })

  test("[HOM5] are one process's at a time", async () => {
    const folder = temporaryFolder()
    const store = await opened(folder)
    expect(await openLevelStore(folder)).toBeUndefined()
    await store.close()
    await (await opened(folder)).close()
  })

  test.each([
    ["a changed byte", (value: Uint8Array) => value.map((byte) => byte ^ 1)],
    ["a value cut short", (value: Uint8Array) => value.subarray(0, 4)],
    ["nothing", () => new Uint8Array(0)],
  ])("[RUN5] with %s are refused", async (_what, damage) => {
    const folder = temporaryFolder()
    await writeThenDamage(folder, "row", damage)
    const store = await opened(folder)
    await expect(store.read("row")).rejects.toMatchObject({ code: "vault/damaged" })
    await expect(store.range("ro")).rejects.toMatchObject({ code: "vault/damaged" })
    await store.close()
  })

  test("[RUN5] moved to another key are refused", async () => {
    const folder = temporaryFolder()
    await writeThenDamage(folder, "other", (value) => value)
    const store = await opened(folder)
    await expect(store.read("other")).rejects.toMatchObject({ code: "vault/damaged" })
    await store.close()
  })
})

/** Writes `row`, and puts what the disk holds for it, changed, under `key`. */
async function writeThenDamage(
  folder: string,
  key: string,
  damage: (value: Uint8Array) => Uint8Array,
): Promise<void> {
  const store = await opened(folder)
  await store.write([{ key: "row", value: utf8("said") }])
  await store.close()
  const raw = new ClassicLevel<string, Uint8Array>(folder, { valueEncoding: "view" })
  const value = new Uint8Array((await raw.get("row")) ?? [])
  await raw.put(key, damage(value))
  await raw.close()
}
