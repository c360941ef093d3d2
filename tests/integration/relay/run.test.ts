// The relay's parts put together in this process, around a journal that fails or hangs: how a relay ends when its disk does.

import { once } from "node:events"
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, test } from "vitest"

import { readConfig } from "../../../server/config.ts"
import { JournalFailure } from "../../../server/journal/failure.ts"
import type { Append, Appended } from "../../../server/journal/port.ts"
import { PresenceHub } from "../../../server/presence/memory.ts"
import { processClock } from "../../../server/shell/clock.ts"
import { nodeRelayCrypto } from "../../../server/shell/crypto.ts"
import { makeLog } from "../../../server/shell/log.ts"
import { runRelay, type RunningRelay } from "../../../server/shell/run.ts"
import { foundLine, relayFiles } from "../../support/founded-line.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { RelayProcess } from "../../support/relay-process.ts"
import { LiveCircuit } from "./live-circuit.ts"

const nowhere = "ws://127.0.0.1:1/circuit"
const founded = foundLine({ foundedAt: Date.now(), urls: { N: nowhere, S: nowhere } })
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Mood = "well" | "failing" | "hanging"

class MoodyJournal extends MemoryJournal {
  mood: Mood = "well"
  isClosed = false

  override async append(append: Append): Promise<Appended> {
    if (this.mood === "failing") throw new JournalFailure("unwritable", "the disk is full")
    if (this.mood === "hanging") await new Promise(() => undefined)
    return await super.append(append)
  }

  override async close(): Promise<void> {
    this.isClosed = true
    await super.close()
  }
}

function written(): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-run-"))
  folders.push(folder)
  const files = relayFiles(founded, "N", { port: 0, data: "data", logLevel: "info" })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  chmodSync(join(folder, "keys.json"), 0o600)
  return join(folder, "relay.json")
}

async function running(journal: MoodyJournal, log: string[]): Promise<RunningRelay> {
  return await runRelay(readConfig(written(), {}), {
    crypto: nodeRelayCrypto(),
    clock: processClock,
    log: makeLog("info", { write: (line) => log.push(line) }),
    pager: { page: () => undefined },
    presence: new PresenceHub(() => processClock.mono()).join(),
    software: "parley test",
    openJournal: () => Promise.resolve(journal),
  })
}

async function attached(relay: RunningRelay): Promise<LiveCircuit> {
  const url = `ws://127.0.0.1:${String(relay.port)}/circuit`
  return await LiveCircuit.attach({ founded, relay: "N", url, as: "A1" })
}

test("[CIR6] a journal that fails: circuits are told, the page says so, the exit code is 70", async () => {
  const journal = new MoodyJournal()
  const log: string[] = []
  const relay = await running(journal, log)
  const circuit = await attached(relay)
  journal.mood = "failing"
  const story = new Story({ ...founded.practice, state: founded.state, line: founded.state.line })
  story.now = Date.now()
  const sent = story.northSends()
  const refused = circuit.submit(1, sent, story.enclosureOf(sent)).catch(() => "no acceptance")
  const page = once(circuit.socket, "close").then(
    async () => await fetch(`http://127.0.0.1:${String(relay.port)}/readyz`).catch(() => undefined),
  )
  expect(await circuit.ended).toBe(1_011)
  expect(circuit.failure).toBe("relay/journal")
  expect(await refused).toBe("no acceptance")
  const status = (await page)?.status ?? "gone"
  expect(["gone", 503]).toContain(status)
  expect(await relay.ended).toBe(70)
  expect(log.join("")).toContain("the journal is lost")
})

test("[CIR5] draining: exit code 0, and the journal is closed", async () => {
  const journal = new MoodyJournal()
  const relay = await running(journal, [])
  const circuit = await attached(relay)
  relay.drain("SIGTERM")
  relay.drain("SIGTERM")
  expect(await circuit.ended).toBe(4_009)
  expect(await relay.ended).toBe(0)
  expect(journal.isClosed).toBe(true)
})

test("[CIR5] a disk that hangs does not keep a relay that is to stop", async () => {
  const journal = new MoodyJournal()
  const relay = await running(journal, [])
  journal.mood = "hanging"
  const began = performance.now()
  relay.drain("SIGTERM")
  expect(await relay.ended).toBe(70)
  expect(performance.now() - began).toBeLessThan(7_000)
}, 10_000)

test("[CIR6] a journal that fails at the very start is the start's failure", async () => {
  const journal = new MoodyJournal()
  journal.mood = "failing"
  await expect(running(journal, [])).rejects.toThrow("the disk is full")
})

test("[CIR13] a configuration that is not there ends with a sentence and code 78", async () => {
  const start = RelayProcess.start({ config: join(tmpdir(), "parley-nowhere", "relay.json") })
  await expect(start).rejects.toThrow(/"code":78[^]*cannot be read/)
})
