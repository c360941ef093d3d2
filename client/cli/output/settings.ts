// The global options, resolved once against the environment and the terminal.

import * as v from "valibot"

import { Failure } from "../../runtime/failure.ts"
import type { Io } from "./io.ts"

/** `human` on a terminal, or where asked for by --text; JSON elsewhere. */
type Format = "human" | "json"

export interface Settings {
  /** The folder of one device's keys and records; undefined where the command line did not name one. */
  readonly home: string | undefined
  readonly format: Format
  /** Asked for JSON by option: then errors are JSON as well. */
  readonly isMachine: boolean
  /** Asked for one JSON object: what goes on is gathered, not streamed. */
  readonly isOneObject: boolean
  readonly isColoured: boolean
  /** False: a question is a failure that names the option. */
  readonly mayAsk: boolean
  readonly volume: "quiet" | "usual" | "verbose"
  readonly passphraseFile: string | undefined
}

const options = v.object({
  home: v.optional(v.string()),
  json: v.optional(v.boolean(), false),
  jsonl: v.optional(v.boolean(), false),
  text: v.optional(v.boolean(), false),
  input: v.optional(v.boolean(), true),
  color: v.optional(v.boolean(), true),
  quiet: v.optional(v.boolean(), false),
  verbose: v.optional(v.boolean(), false),
  passphraseFile: v.optional(v.string()),
})

export function settingsOf(given: unknown, io: Io): Settings {
  const read = v.safeParse(options, given)
  if (!read.success) throw new Failure("cli/usage", read.issues[0].message)
  const { home, json, jsonl, text, input, color, quiet, verbose, passphraseFile } = read.output
  const isMachine = json || jsonl
  if (isMachine && text) throw new Failure("cli/usage", "--text and --json contradict each other")
  return {
    home: home ?? io.env["PARLEY_HOME"],
    format: formatOf(isMachine, text || io.out.isTerminal),
    isMachine,
    isOneObject: json && !jsonl,
    isColoured: color && mayColour(io),
    mayAsk: input && canAsk(io),
    volume: volumeOf(quiet, verbose),
    passphraseFile,
  }
}

function formatOf(isMachine: boolean, isForPeople: boolean): Format {
  return isMachine || !isForPeople ? "json" : "human"
}

function volumeOf(quiet: boolean, verbose: boolean): Settings["volume"] {
  if (quiet) return "quiet"
  return verbose ? "verbose" : "usual"
}

function canAsk({ input, err }: Io): boolean {
  return input.isTerminal && err.isTerminal
}

/** no-color.org: set and not empty, whatever it says. */
function mayColour({ out, env }: Io): boolean {
  const refused = env["NO_COLOR"]
  if (refused !== undefined && refused !== "") return false
  return out.isTerminal && env["TERM"] !== "dumb"
}
