// Waiting for a journal that somebody else keeps and that cannot be reached now.

import { setTimeout as pause } from "node:timers/promises"

import { limits } from "../../shared/limits.ts"
import { JournalFailure } from "../journal/failure.ts"

/** Asks until the journal can be reached. What is asked so must do no harm when it is done twice. */
export async function insist<T>(question: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await question()
    } catch (error) {
      if (!isUnreachable(error)) throw error
      await pause(limits.tickMs, undefined, { ref: false })
    }
  }
}

export function isUnreachable(error: unknown): boolean {
  return error instanceof JournalFailure && error.kind === "unreachable"
}
