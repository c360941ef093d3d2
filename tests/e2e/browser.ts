// A real Chromium, driven by keys and clicks as a person would, against a real practice line. Nothing in the pages knows of it.

import { mkdirSync, mkdtempSync, readlinkSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import { chromium, type BrowserContext, type Page } from "playwright-core"
import { onTestFinished } from "vitest"

/** Where the pictures of a run stand, to be looked at. */
const pictures = join("dist", "pictures")

const executablePath = "/usr/bin/chromium"
/** As root, and without the calls that Chromium makes by itself. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

const viewport = { width: 1_280, height: 900 }

/** What a browser reported that it should not have: broken policies, errors of scripts. */
type Complaints = string[]

export interface Profile {
  readonly folder: string
  readonly context: BrowserContext
  readonly complaints: Complaints
  /** The whole browser at once, as a crash or a cut of the power would. */
  readonly kill: () => Promise<void>
}

/** A browser of its own, with a profile on disk that can be opened again after it was closed. */
export async function openProfile(folder?: string): Promise<Profile> {
  const place = folder ?? newProfileFolder()
  const context = await chromium.launchPersistentContext(place, {
    executablePath,
    args,
    viewport,
    headless: true,
  })
  onTestFinished(async () => {
    await context.close()
  })
  const complaints: Complaints = []
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
  })
  context.on("weberror", (error) => {
    complaints.push(error.error().message)
  })
  return {
    folder: place,
    context,
    complaints,
    async kill() {
      const ended = context.waitForEvent("close")
      for (const pid of browserOf(place)) process.kill(pid, "SIGKILL")
      await ended
    },
  }
}

/** The process that has this profile: Chromium writes host and process id into a link there. */
function browserOf(folder: string): readonly number[] {
  const pid = Number(readlinkSync(join(folder, "SingletonLock")).split("-").at(-1))
  return Number.isSafeInteger(pid) ? [pid] : []
}

/** Gone with the test. */
function newProfileFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-profile-"))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}
