// What every command is given: the world, the settings that the global options made of it, and where its results go.

import type { Command } from "commander"

import type { Io } from "./output/io.ts"
import { Output } from "./output/output.ts"
import { settingsOf, type Settings } from "./output/settings.ts"

export interface CommandLine {
  readonly io: Io
  readonly settings: Settings
  readonly output: Output
}

/** Inside a command's action; `command` is the last argument that commander hands over. */
export function commandLine(command: Command, io: Io): CommandLine {
  const settings = settingsOf(command.optsWithGlobals(), io)
  return { io, settings, output: new Output(io, settings) }
}
