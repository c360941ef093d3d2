// The relay as server/main.ts runs it, on a journal that can be told to kill the process: orders come from the test that
// started it. Run as tests/faults/relay.child.js after `tsc -b tests`.

import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"

import { readConfig } from "../../server/config.ts"
import { openEmbedded } from "../../server/journal/embedded.ts"
import { PresenceHub } from "../../server/presence/memory.ts"
import { processClock } from "../../server/shell/clock.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"
import { makeLog } from "../../server/shell/log.ts"
import { logPager } from "../../server/shell/pager.ts"
import { runRelay } from "../../server/shell/run.ts"
import { FragileJournal, crashPoints, type Doom } from "./fragile-journal.ts"

const { values } = parseArgs({ options: { config: { type: "string", default: "" } } })
const config = readConfig(values.config, process.env)
const log = makeLog(config.logLevel)
let fragile: FragileJournal | undefined

const relay = await runRelay(config, {
  crypto: nodeRelayCrypto(),
  clock: processClock,
  log,
  pager: logPager(log),
  presence: new PresenceHub(() => processClock.mono()).join(),
  software: "parley under test",
  openJournal: async (onFatal) => {
    const folder = join(config.dataFolder, "journal")
    fragile = new FragileJournal(await openEmbedded({ folder, onFatal }))
    return fragile
  },
})

process.on("message", (order) => {
  if (isDoom(order)) fragile?.doom(order)
})
// The test has gone: a relay that nobody can end any more ends itself.
process.on("disconnect", () => process.exit(0))
process.once("SIGTERM", () => {
  relay.drain("SIGTERM")
})
process.stdout.write(`${JSON.stringify({ ready: true, port: relay.port })}\n`)
process.exit(await relay.ended)

function isDoom(order: unknown): order is Doom {
  if (typeof order !== "object" || order === null) return false
  if (!("point" in order) || !("append" in order)) return false
  return crashPoints.some((point) => point === order.point) && typeof order.append === "number"
}
