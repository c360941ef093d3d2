// How a command says that it cannot go on: what happened, what it means, what to do. On stderr, as words or as JSON.

import { CommanderError } from "commander"
import * as v from "valibot"

import { exitCodes, exitOf } from "../exit-codes.ts"
import { Failure } from "../../runtime/failure.ts"
import type { Io } from "./io.ts"
import { wrapped } from "./layout.ts"
import { paletteOf } from "./palette.ts"

/** How errors are to be written: known before the options are, because reading them may be what failed. */
export interface Manner {
  readonly isMachine: boolean
  readonly isColoured: boolean
  readonly isVerbose: boolean
}

export function mannerOf(argv: readonly string[], io: Io): Manner {
  const end = argv.indexOf("--")
  const given = new Set(end < 0 ? argv : argv.slice(0, end))
  const refused = io.env["NO_COLOR"] ?? ""
  return {
    isMachine: given.has("--json") || given.has("--jsonl"),
    isColoured:
      io.err.isTerminal && !given.has("--no-color") && refused === "" && io.env["TERM"] !== "dumb",
    isVerbose: given.has("-v") || given.has("--verbose"),
  }
}

/** Writes the complaint and gives the exit code. */
export function complain(error: unknown, manner: Manner, io: Io): number {
  if (error instanceof CommanderError && isHelp(error)) {
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
  }
  const failure = failureIn(error, manner)
  if (manner.isMachine) {
    const { code, here, message: detail } = failure
    io.err.write(`${JSON.stringify({ v: 1, error: { code, here, detail } })}\n`)
  } else {
    const { alarm } = paletteOf(manner.isColoured)
    io.err.write(
      `${alarm("✕")} ${failure.message}\n${wrapped(failure.here, io.err.columns, "  ")}\n`,
    )
  }
  return exitCodes[exitOf(failure.code)]
}

/** Help and version come as errors as well; a group without a command shows its help, which says what is missing. */
function isHelp({ exitCode, code }: CommanderError): boolean {
  return exitCode === 0 || code === "commander.help"
}

function failureIn(error: unknown, manner: Manner): Failure {
  if (error instanceof CommanderError) {
    return new Failure("cli/usage", error.message.replace(/^error: /u, ""))
  }
  return error instanceof Failure ? error : unexpected(error, manner)
}

function unexpected(error: unknown, manner: Manner): Failure {
  if (v.isValiError(error)) return new Failure("cli/usage", error.message)
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const short = error instanceof Error ? error.message : String(error)
  return new Failure("cli/internal", manner.isVerbose ? stack : short)
}
