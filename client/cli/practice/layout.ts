// Where a practice line keeps everything, and what is called how.

import { existsSync } from "node:fs"
import { homedir } from "node:os"
import { dirname, join, resolve } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

import type { Side } from "../../../shared/records/charter.ts"

export interface PracticeLayout {
  readonly folder: string
  /** Written last: a folder without it was never finished. */
  readonly marker: string
  readonly setting: string
}

export const sides: readonly Side[] = ["A", "B"]

/** The invented parties, by what they are called in the charter. */
export const partyNames: Readonly<Record<Side, string>> = { A: "North", B: "South" }

export const partyFolderName: Readonly<Record<Side, string>> = { A: "party-a", B: "party-b" }
export const relayFolderName: Readonly<Record<Side, string>> = { A: "relay-a", B: "relay-b" }

/** Two devices each, and the officers who hold them. */
export const homeNames: Readonly<Record<Side, readonly string[]>> = {
  A: ["a-1", "a-2"],
  B: ["b-1", "b-2"],
}

/** A1 for a-1. */
export function callSignOf(homeName: string): string {
  return homeName.replace("-", "").toUpperCase()
}

/** Party A's relay on the first port, party B's on the fourth after it; between them is room for desk and admin hosts. */
export const portOffset: Readonly<Record<Side, number>> = { A: 0, B: 4 }
/** Each party's desk host, right behind party A's relay; the admin host will take the third. */
export const deskOffset: Readonly<Record<Side, number>> = { A: 1, B: 2 }
export const usualPort = 7_410
export const loopback = "127.0.0.1"

export function practiceLayout(folder: string): PracticeLayout {
  const root = resolve(folder)
  return {
    folder: root,
    marker: join(root, "practice.json"),
    setting: join(root, ".setting-up"),
  }
}

/** The checkout this program runs from; undefined for an installed package. */
export function checkoutRoot(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (folder !== dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) {
      return existsSync(join(folder, "tsconfig.json")) ? folder : undefined
    }
    folder = dirname(folder)
  }
  return undefined
}

/** PARLEY_DATA; else `data` beside the sources; else where this user's programs keep their data. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>): string {
  const named = env["PARLEY_DATA"]
  if (named !== undefined && named !== "") return resolve(named)
  const checkout = checkoutRoot()
  return checkout === undefined ? join(userData(env), "parley") : join(checkout, "data")
}

function userData(env: Readonly<Record<string, string | undefined>>): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support")
  if (process.platform === "win32")
    return env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local")
  const named = env["XDG_DATA_HOME"]
  return named === undefined || named === "" ? join(homedir(), ".local", "share") : named
}
