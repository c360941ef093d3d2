// The files that people carry between machines. Those with a secret are for their owner's eyes; the others anybody may read,
// and none is ever written over.

import { randomBytes } from "node:crypto"
import { mkdir, open, readFile, rename } from "node:fs/promises"
import { dirname } from "node:path"

import { Failure } from "../../runtime/failure.ts"
import { createPrivate, isErrno } from "../home/private-file.ts"

export async function readCarried(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if (!isErrno(error, "ENOENT") && !isErrno(error, "EISDIR")) throw error
    throw new Failure("cli/missing", `there is no file ${path}`)
  }
}

export async function writeSecret(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await createPrivate(path, text)
}

export async function writePublic(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeNew(path, text)
}

/** In one step: a reader sees the old file or the new one. */
export async function replacePublic(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.new`
  await writeNew(temporary, text)
  await rename(temporary, path)
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, "wx")
    try {
      await file.writeFile(text)
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
}
