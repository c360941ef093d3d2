// Where passphrases come from: a file or descriptor that the caller names, or a person at the terminal. Never an argument,
// which every user of the machine can read, and never the environment, which every child inherits.

import { readFile, stat } from "node:fs/promises"
import process from "node:process"

import type { CommandLine } from "../command-line.ts"
import { Failure } from "../../runtime/failure.ts"
import type { PassphraseSource } from "./home.ts"
import { isErrno } from "./private-file.ts"

const shortest = 12
const othersBits = 0o077

/**
 * Asks for the passphrase that locks `what`. Where a command needs several, `place` says which line of the passphrase file is
 * meant; a file of one line is for all of them.
 */
export function passphraseOf(
  line: Pick<CommandLine, "io" | "settings">,
  what: string,
  place = 1,
): PassphraseSource {
  return async () => {
    const { settings, io } = line
    if (settings.passphraseFile !== undefined) {
      return await readPassphrase(settings.passphraseFile, place)
    }
    if (!settings.mayAsk) throw cannotAsk(`${what} is locked by a passphrase`)
    const typed = await io.input.ask(`Passphrase of ${what}: `, true)
    if (typed === undefined) throw new Failure("cli/interrupted", "no passphrase was given")
    return typed
  }
}

/** A new passphrase, typed twice. Nobody can reset it, so it is not taken from a single look. */
export function newPassphraseFor(
  line: Pick<CommandLine, "io" | "settings">,
  what: string,
  place = 1,
): PassphraseSource {
  return async () => {
    const { settings, io } = line
    if (settings.passphraseFile !== undefined) {
      return longEnough(await readPassphrase(settings.passphraseFile, place))
    }
    if (!settings.mayAsk) throw cannotAsk(`${what} needs a passphrase`)
    const first = await io.input.ask(`New passphrase of ${what} (nobody can reset it): `, true)
    const second = await io.input.ask("The same again: ", true)
    if (first === undefined || second === undefined) {
      throw new Failure("cli/interrupted", "no passphrase was given")
    }
    if (first === second) return longEnough(first)
    throw new Failure("cli/input", "the two passphrases are not the same")
  }
}

function longEnough(passphrase: string): string {
  if (passphrase.length >= shortest) return passphrase
  throw new Failure(
    "cli/input",
    `a passphrase has at least ${String(shortest)} characters`,
    "Nothing was made. Six words drawn at random are good, and easy to type.",
  )
}

function cannotAsk(why: string): Failure {
  return new Failure(
    "cli/no-input",
    why,
    "Nothing was done. Give it with --passphrase-file <file>, or /dev/fd/3 for an open descriptor.",
  )
}

/** A line of the file. A descriptor under /dev/fd is a file too. */
async function readPassphrase(path: string, place: number): Promise<string> {
  try {
    await refuseReadable(path)
    const lines = (await readFile(path, "utf8")).split(/\r?\n/u).filter((text) => text !== "")
    const line = lines.length > 1 ? lines[place - 1] : lines[0]
    if (line !== undefined) return line
    throw new Failure("cli/input", `${path} has no passphrase on line ${String(place)}`)
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error
    throw new Failure("cli/missing", `there is no passphrase file ${path}`)
  }
}

async function refuseReadable(path: string): Promise<void> {
  const about = await stat(path)
  const isShared = about.isFile() && (about.mode & othersBits) !== 0
  if (!isShared || process.platform === "win32") return
  throw new Failure(
    "cli/configuration",
    `others may read the passphrase file ${path}`,
    `Nothing was done. Close it with: chmod go-rwx ${path}`,
  )
}
