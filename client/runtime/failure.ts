// What cannot go on says what happened, what it means and what to do. Thrown, because a request may be ten calls deep in
// questions and answers; caught once, where it was asked: in the command line's main.ts, in the desk's worker.

import { errors, type ErrorCode } from "../../shared/errors.ts"
import type { Refusal } from "../../shared/result.ts"

/** Failures on this machine: they never travel, so they are not in the table of errors.ts. */
const own = {
  "cli/usage":
    "The command was not understood. Nothing was done. The help of the command shows examples.",
  "cli/input":
    "What was given is not what is asked for. Nothing was done. Change it and run the command again.",
  "cli/missing": "Something that the command needs is not there. Nothing was done.",
  "cli/no-input": "The command would have to ask. Nothing was done. Give the answer as an option.",
  "cli/not-held":
    "No message of that serial is held in this home. Nothing was done. `parley log show` lists what is held.",
  "cli/timeout":
    "The time given is over. What was sent stays sent; the line goes on asking for it.",
  "cli/unreachable":
    "No relay could be reached. What was released waits in this home and goes out when the line is back.",
  "cli/refused": "The rules of the line do not allow it. Nothing was sent.",
  "cli/verification":
    "What was checked does not prove what it says. Keep the file as evidence; do not act on it.",
  "cli/again": "It cannot be done just now. Try again in a moment.",
  "cli/configuration": "The configuration is not usable. Nothing was started.",
  "cli/interrupted": "Stopped. What was released stays released.",
  "cli/failed": "The operation failed.",
  "cli/internal":
    "This program made a mistake. What was stored is safe. Report it with the lines above.",
} as const

export type OwnCode = keyof typeof own
export type FailureCode = ErrorCode | OwnCode

export class Failure extends Error {
  override readonly name = "Failure"
  readonly code: FailureCode
  /** What it means and what to do, in whole sentences. */
  readonly here: string

  constructor(code: FailureCode, detail: string, here: string = sentenceOf(code)) {
    super(detail)
    this.code = code
    this.here = here
  }
}

/** A refusal of the desk or a relay, as a command's failure. */
export function failureOf({ code, detail }: Refusal): Failure {
  return new Failure(code, detail)
}

/** The value, or the refusal as a failure. */
export function unwrap<T>(result: { readonly ok: true; readonly value: T } | Refusal): T {
  if (!result.ok) throw failureOf(result)
  return result.value
}

export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(own, code) || Object.hasOwn(errors, code)
}

export function isOwn(code: FailureCode): code is OwnCode {
  return Object.hasOwn(own, code)
}

function sentenceOf(code: FailureCode): string {
  return isOwn(code) ? own[code] : errors[code].here
}
