// The operator's log: one JSON object a line on standard error. Ids, numbers and codes; never content, never a whole address.
// Whatever is not printable ASCII is escaped, so that no text from outside can forge a line or turn one around on a terminal.

import { pino, type DestinationStream, type Logger } from "pino"

export type Log = Logger

export const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const
export type LogLevel = (typeof logLevels)[number]

export function makeLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: asciiOnly },
  }
  // Written at once: the last line before a process ends is the one that is wanted.
  return pino(options, destination ?? pino.destination({ dest: 2, sync: true }))
}

function asciiOnly(line: string): string {
  return line.replaceAll(
    /[^\n -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}
