import { chmodSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../../../client/cli/crypto.ts"
import { homeLayout } from "../../../../client/cli/home/layout.ts"
import {
  enrolledDevice,
  foundHome,
  makeHomeFolder,
  readHome,
  unlockHome,
} from "../../../../client/cli/home/home.ts"
import { failureOf } from "../failing.ts"
import { practiceHome } from "../practice-home.ts"
import { temporaryFolder } from "../temporary-folder.ts"

const crypto = nodeClientCrypto()

describe("a home", () => {
  test("is read, unlocked, and known by its party's roster", async () => {
    const home = await readHome(await practiceHome("b-2"))
    const { side, entry } = enrolledDevice(home, foundHome(home, crypto))
    expect([side, entry.callSign, entry.officer]).toEqual(["B", "B2", "officer-b-2"])
    const vault = await unlockHome(home, crypto, () => Promise.reject(new Error("not asked")))
    expect(vault.protected).toBe(false)
    expect(crypto.signatures.publicKey(vault.bundle.signingSeed)).toEqual(entry.signingKey)
  })

  test("[HOM1] lies behind a closed door, and everything secret in it once more", async () => {
    const folder = await practiceHome("a-1")
    const layout = homeLayout(folder)
    const secret = [layout.folder, layout.vault, layout.device, layout.charter, layout.documents]
    expect(secret.map((path) => statSync(path).mode & 0o077)).toEqual([0, 0, 0, 0, 0])
  })

  test.each(["folder", "vault", "device", "charter"] as const)(
    "[HOM1] whose %s others may read is refused, and the remedy named",
    async (part) => {
      const layout = homeLayout(await practiceHome("a-1"))
      chmodSync(layout[part], part === "folder" ? 0o750 : 0o640)
      const failure = await failureOf(readHome(layout.folder))
      expect(failure.code).toBe("cli/configuration")
      expect(failure.here).toContain(`chmod go-rwx ${layout[part]}`)
    },
  )

  test.each(["vault", "device", "charter"] as const)("without its %s is none", async (part) => {
    const layout = homeLayout(await practiceHome("a-1"))
    rmSync(layout[part])
    await expect(readHome(layout.folder)).rejects.toMatchObject({ code: "cli/missing" })
  })

  test("that is not there is said to be missing, with what makes one", async () => {
    const failure = await failureOf(readHome(join(temporaryFolder(), "nowhere")))
    expect(failure.code).toBe("cli/missing")
    expect(failure.here).toContain("parley enrol")
  })

  test.each([
    ["device", "vault/damaged"],
    ["vault", "vault/damaged"],
    ["charter", "form/malformed"],
  ] as const)("whose %s was overwritten is damaged", async (part, code) => {
    const layout = homeLayout(await practiceHome("a-1"))
    writeFileSync(layout[part], "something else")
    await expect(readHome(layout.folder)).rejects.toMatchObject({ code })
  })

  test("that no roster names waits to be enrolled", async () => {
    const layout = homeLayout(await practiceHome("a-1"))
    for (const name of readdirSync(layout.documents)) rmSync(join(layout.documents, name))
    const home = await readHome(layout.folder)
    const state = foundHome(home, crypto)
    expect(() => enrolledDevice(home, state)).toThrow("no roster")
  })

  test("passes over what an interrupted writer has left", async () => {
    const layout = homeLayout(await practiceHome("a-1"))
    writeFileSync(join(layout.documents, "roster-2.1a2b3c4d.new"), "half of a")
    expect((await readHome(layout.folder)).documents).toHaveLength(2)
  })

  test("is never made where something is", async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, "letters"))
    await expect(makeHomeFolder(folder)).rejects.toMatchObject({ code: "cli/input" })
  })
})
