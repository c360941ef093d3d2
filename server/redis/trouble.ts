// What Redis answers when it cannot do what it is asked just now, and what that means for whoever asked.

import { ErrorReply } from "redis"

import { JournalFailure } from "../journal/failure.ts"

/** Why a server cannot be used, in words for the operator. It may be usable again without anything being restarted here. */
export class RedisTrouble extends Error {
  override readonly name = "RedisTrouble"
}

/** First words of answers that pass, or that an operator makes pass: nothing of the command was carried out. */
const passing: ReadonlySet<string> = new Set([
  "READONLY",
  "LOADING",
  "MASTERDOWN",
  "OOM",
  "MISCONF",
  "NOREPLICAS",
  "CLUSTERDOWN",
  "TRYAGAIN",
  "MOVED",
  "ASK",
  "BUSY",
  "NOPERM",
  "NOAUTH",
  "WRONGPASS",
])

export function isScriptMissing(error: unknown): boolean {
  return error instanceof ErrorReply && error.message.startsWith("NOSCRIPT")
}

/** The server has answered, and the answer is no. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ErrorReply)) return false
  return passing.has(error.message.split(" ", 1)[0] ?? "") || isForbidden(error)
}

/** What NOPERM is called inside a script. */
function isForbidden({ message }: ErrorReply): boolean {
  return message.startsWith("ERR The user executing the script")
}

export function wordsOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  return said.slice(0, 200)
}

/** Any other refusal of a command is a fault of this program or of what is stored, and no waiting cures it. */
export function failureOf(error: unknown): JournalFailure {
  if (error instanceof JournalFailure) return error
  if (error instanceof ErrorReply && !isPassing(error)) {
    const isOther = error.message.startsWith("WRONGTYPE")
    const sentence = `Redis refused a command: ${wordsOf(error)}.`
    return new JournalFailure(isOther ? "damaged" : "unusable", sentence, error)
  }
  return unreachable(wordsOf(error), error)
}

export function unreachable(why: string, cause?: unknown): JournalFailure {
  const sentence = `Redis cannot be used now: ${why}. What became of a write is not known.`
  return new JournalFailure("unreachable", sentence, cause)
}
