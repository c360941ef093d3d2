import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import {
  createPrivate,
  readPrivate,
  writePrivate,
} from "../../../../client/cli/home/private-file.ts"
import { temporaryFolder } from "../temporary-folder.ts"

describe("a private file", () => {
  test("is for its owner's eyes, and read back", async () => {
    const folder = temporaryFolder()
    const path = join(folder, "secret")
    await writePrivate(path, "first")
    await writePrivate(path, "second")
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect((await readPrivate(path))?.toString()).toBe("second")
    expect(readdirSync(folder)).toEqual(["secret"])
  })

  test("that is new replaces none", async () => {
    const path = join(temporaryFolder(), "key")
    await createPrivate(path, "the only copy")
    await expect(createPrivate(path, "another")).rejects.toMatchObject({ code: "cli/input" })
    expect((await readPrivate(path))?.toString()).toBe("the only copy")
  })

  test("[HOM1] that others may read is refused", async () => {
    const path = join(temporaryFolder(), "shared")
    writeFileSync(path, "known to others")
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(path, mode)
      await expect(readPrivate(path)).rejects.toMatchObject({ code: "cli/configuration" })
    }
  })

  test("that is not there is nothing", async () => {
    expect(await readPrivate(join(temporaryFolder(), "none"))).toBeUndefined()
  })

  test("that cannot be written leaves nothing behind", async () => {
    const folder = temporaryFolder()
    await expect(writePrivate(join(folder, "no", "folder"), "x")).rejects.toThrow("ENOENT")
    expect(readdirSync(folder)).toEqual([])
  })
})
