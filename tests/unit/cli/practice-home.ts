// The homes of a practice line on which nothing runs: its relays are at ports where nobody listens.

import { mkdtempSync, rmSync } from "node:fs"
import { cp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import { readHome, foundHome, enrolledDevice, unlockHome } from "../../../client/cli/home/home.ts"
import { foundPractice } from "../../../client/cli/practice/founding.ts"
import { practiceLayout } from "../../../client/cli/practice/layout.ts"
import type { Founded } from "../../../client/runtime/desk-runtime.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { temporaryFolder } from "./temporary-folder.ts"

let template: Promise<string> | undefined

/** Founded once for a file of tests: every test gets a copy. */
async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "parley-template-"))
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true })
  })
  await foundPractice(practiceLayout(folder), { port: 1, compress: 1, now: Date.now() })
  return folder
}

/** The folder of a practice line that was never started. */
export async function practiceFolder(): Promise<string> {
  template ??= makeTemplate()
  const folder = temporaryFolder()
  // Not `cpSync`: on newer Nodes it opens the folders that it makes to everybody.
  await cp(await template, folder, { recursive: true })
  return folder
}

export async function practiceHome(name: "a-1" | "a-2" | "b-1" | "b-2"): Promise<string> {
  return join(await practiceFolder(), name)
}

/** What a desk is opened with, keys unlocked. */
export async function foundedOf(folder: string): Promise<Founded> {
  const crypto = nodeClientCrypto()
  const home = await readHome(folder)
  const state = foundHome(home, crypto)
  const { side, entry } = enrolledDevice(home, state)
  const { bundle } = await unlockHome(home, crypto, () => Promise.resolve(""))
  const { device, officer, callSign } = entry
  const { signingSeed, witnessSeed, fallbackSeed } = bundle
  const seeds = { signingSeed, witnessSeed, fallbackSeed }
  return {
    identity: { line: state.line, device, side, officer, callSign, ...seeds },
    state,
    documents: [home.charter, ...home.documents],
    stopped: undefined,
  }
}
