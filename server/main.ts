// The relay as a program: `node dist/server/main.js --config <relay.json>`. One line of JSON on standard output says that it
// listens; everything else goes to the log on standard error. OPERATIONS.md says how to live with it.

import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"

import { readConfig } from "./config.ts"
import { JournalFailure } from "./journal/failure.ts"
import { processClock } from "./shell/clock.ts"
import { nodeRelayCrypto } from "./shell/crypto.ts"
import { makeLog, type Log } from "./shell/log.ts"
import { logPager } from "./shell/pager.ts"
import { exitCodes, runRelay, type RunningRelay } from "./shell/run.ts"
import { SettingsFault, type RelaySettings } from "./shell/settings.ts"
import { storesOf } from "./stores.ts"

/** Of sysexits.h, so that a supervisor can tell what restarting will not cure. */
const exitConfig = 78
const exitUnexpected = 1
const exitInterrupted = 143

function configOf(): RelaySettings {
  const { values } = parseArgs({ options: { config: { type: "string" } } })
  if (values.config === undefined) throw new SettingsFault("say --config <relay.json>")
  return readConfig(values.config, process.env)
}

function softwareName(): string {
  const file = join(import.meta.dirname, "..", "..", "package.json")
  const found: unknown = JSON.parse(readFileSync(file, "utf8"))
  const isNamed = typeof found === "object" && found !== null && "version" in found
  return isNamed && typeof found.version === "string" ? `parley ${found.version}` : "parley"
}

async function start(config: RelaySettings, log: Log): Promise<RunningRelay> {
  return await runRelay(config, {
    crypto: nodeRelayCrypto(),
    clock: processClock,
    log,
    pager: logPager(log),
    software: softwareName().slice(0, 32),
    ...storesOf(config, log),
  })
}

/** The first signal stops in good order, the second at once; in between the journal is whole either way. */
function obeySignals(relay: RunningRelay): void {
  let hasBeenAsked = false
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (hasBeenAsked) process.exit(exitInterrupted)
      hasBeenAsked = true
      relay.drain(signal)
    })
  }
}

async function main(): Promise<number> {
  const config = configOf()
  const log = makeLog(config.logLevel)
  // A broken promise of our own code: the journal is whole, memory may not be. Whoever supervises starts us again.
  const give = (cause: unknown): void => {
    log.fatal({ cause: cause instanceof Error ? cause.stack : String(cause) }, "broken")
    process.exit(exitUnexpected)
  }
  process.on("uncaughtException", give)
  process.on("unhandledRejection", give)
  const relay = await start(config, log)
  obeySignals(relay)
  process.stdout.write(`${JSON.stringify({ ready: true, port: relay.port })}\n`)
  return await relay.ended
}

function codeFor(error: unknown): number {
  if (error instanceof SettingsFault) return exitConfig
  return error instanceof JournalFailure ? exitCodes.journal : exitUnexpected
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `parley relay: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exit(codeFor(error))
  },
)
