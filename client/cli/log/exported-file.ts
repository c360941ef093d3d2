// A file that `parley log export` has written, or somebody else.

import { readFile } from "node:fs/promises"

import { Failure } from "../../runtime/failure.ts"
import { isErrno } from "../home/private-file.ts"

export async function exportedFile(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if (isErrno(error, "ENOENT")) throw new Failure("cli/missing", `there is no file ${path}`)
    throw error
  }
}
