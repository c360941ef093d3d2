// The machine: a version of Node that this program knows, and room on the disk.

import { existsSync } from "node:fs"
import { statfs } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import process from "node:process"

import type { Finding } from "./finding.ts"

const nodeLeast: readonly [major: number, minor: number] = [20, 19]
const mib = 1024 * 1024
const roomLeast = 100 * mib
const roomEnough = 1024 * mib

export async function machineFindings(folder: string): Promise<readonly Finding[]> {
  return [nodeFinding(process.versions.node), await diskFinding(folder)]
}

export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  const [needMajor, needMinor] = nodeLeast
  const isKnown = major > needMajor || (major === needMajor && minor >= needMinor)
  const says = `Node ${version}`
  if (isKnown) return { check: "node", state: "good", says }
  const remedy = `Install Node ${nodeLeast.join(".")} or newer.`
  return { check: "node", state: "bad", says, remedy }
}

/** Of the disk the folder is on, or will be. */
async function diskFinding(folder: string): Promise<Finding> {
  let path = resolve(folder)
  while (!existsSync(path)) path = dirname(path)
  const { bavail, bsize } = await statfs(path)
  return roomFinding(bavail * bsize)
}

export function roomFinding(bytes: number): Finding {
  const says = `${String(Math.floor(bytes / mib))} MiB free`
  if (bytes >= roomEnough) return { check: "disk", state: "good", says }
  const remedy =
    "Make room. A desk that cannot write stops, because it must not say what it could not keep."
  return { check: "disk", state: bytes < roomLeast ? "bad" : "warn", says, remedy }
}
