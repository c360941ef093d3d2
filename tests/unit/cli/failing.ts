// The failure of a command or a part of one, to be looked at.

import { Failure } from "../../../client/runtime/failure.ts"

export async function failureOf(doing: Promise<unknown>): Promise<Failure> {
  try {
    await doing
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error("nothing has failed")
}
