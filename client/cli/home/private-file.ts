// Files that only their owner may read. Written whole or not at all: a temporary file, synced, renamed, the folder synced; a
// process that dies in between leaves the old file and perhaps a temporary one, never half of the new.

import { randomBytes } from "node:crypto"
import { open, readFile, rename, rm, stat } from "node:fs/promises"
import { dirname } from "node:path"
import process from "node:process"

import { Failure } from "../../runtime/failure.ts"

const ownerOnly = 0o600
const othersBits = 0o077

/** Replaces what stands there. */
export async function writePrivate(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.new`
  try {
    const file = await open(temporary, "wx", ownerOnly)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** A new file; refuses to replace one, because what would be lost is a key or somebody's only copy. */
export async function createPrivate(path: string, content: Uint8Array | string): Promise<void> {
  try {
    const file = await open(path, "wx", ownerOnly)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isErrno(error, "EEXIST")) throw error
    throw new Failure(
      "cli/input",
      `${path} exists already`,
      "Nothing was changed. Name another file, or move this one away if it is not needed.",
    )
  }
  await syncFolder(dirname(path))
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder to sync it, and does not need to.
  if (process.platform === "win32") return
  const handle = await open(folder, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The bytes of a file with secrets; undefined where there is none. Refuses a file that others may read: it may be known already. */
export async function readPrivate(path: string): Promise<Buffer | undefined> {
  try {
    await refuseShared(path)
    return await readFile(path)
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined
    throw error
  }
}

/** Windows keeps no such bits; there the folder has to be closed to others. */
export async function refuseShared(path: string): Promise<void> {
  if (process.platform === "win32") return
  const { mode, uid } = await stat(path)
  if (uid !== process.getuid?.()) {
    throw new Failure(
      "cli/configuration",
      `${path} belongs to another user`,
      "Nothing was opened. Run the command as the user whose keys these are.",
    )
  }
  if ((mode & othersBits) === 0) return
  throw new Failure(
    "cli/configuration",
    `others may read ${path} (mode ${(mode & 0o777).toString(8)})`,
    `Nothing was opened. If nobody else can have read it, close it with: chmod go-rwx ${path}. Else enrol this device again.`,
  )
}

export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code
}
