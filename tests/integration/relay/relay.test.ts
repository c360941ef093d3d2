// A real relay on loopback: what is accepted, what survives, how it stops.

import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { openEmbedded } from "../../../server/journal/embedded.ts"
import { readEntry } from "../../../server/core/journal-entry.ts"
import { RelayProcess } from "../../support/relay-process.ts"
import { RelayHouse } from "./relay-house.ts"

let house: RelayHouse

beforeEach(async () => {
  house = await RelayHouse.open()
})

afterEach(async () => {
  await house.dispose()
})

describe("a record", () => {
  test("[ADM1] [DEL1] [DEL3] is accepted, and delivered to the others with body and own wrap", async () => {
    const [a, b] = [await house.attach("A1"), await house.attach("B1")]
    const story = house.story()
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const accepted = await a.submit(1, sent, story.enclosureOf(sent))
    expect(accepted).toMatchObject({ index: 4, record: sent.hash })
    const delivered = await b.until(() =>
      b.frames
        .flatMap((frame) => (frame.kind === "deliver" ? frame.deliveries : []))
        .find(({ index }) => index === 4),
    )
    expect(delivered.enclosure.length).toBeGreaterThan(1_000)
  })

  test("[DUE1] that nobody receives is overdue on time, for everybody to see", async () => {
    const a = await house.attach("A1")
    const story = house.story()
    const sent = story.northSends({ precedence: "FLASH" })
    const { t } = await a.submit(1, sent, story.enclosureOf(sent))
    let beats = 0
    const beating = setInterval(() => {
      beats += 1
      a.say({ kind: "heartbeat", number: beats, next: 5, sent: 0, alive: [] })
    }, 1_000)
    const entry = await a.until(() =>
      a.frames
        .flatMap((frame) => (frame.kind === "deliver" ? frame.deliveries : []))
        .map(({ index, entry: bytes }) => readEntry(index, bytes))
        .find(({ said }) => said.by === "relay" && said.relayed.kind === "overdue"),
    )
    clearInterval(beating)
    const late = entry.entry.t - (t + 5_000)
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThanOrEqual(250)
  }, 20_000)
})

describe("what survives", () => {
  test("[CIR16] kill -9: all that was accepted is there, at its index", async () => {
    const story = house.story()
    const a = await house.attach("A1")
    const sent = Array.from({ length: 20 }, () => story.northSends())
    const before = new Map<string, number>()
    for (const [i, record] of sent.entries()) {
      const { index } = await a.submit(i, record, story.enclosureOf(record))
      before.set(record.hash, index)
    }
    await house.process.end("SIGKILL")
    await house.start()
    const again = await house.attach("A1")
    for (const [i, record] of sent.entries()) {
      const { index } = await again.submit(i, record, story.enclosureOf(record))
      expect(index).toBe(before.get(record.hash))
    }
  })

  test("[CIR16] kill -9 while records are on their way loses none that were accepted", async () => {
    const story = house.story()
    const a = await house.attach("A1")
    const accepted: { readonly hash: string; readonly index: number }[] = []
    const sending = Array.from({ length: 60 }, (_, i) => {
      const record = story.northSends()
      return a
        .submit(i, record, story.enclosureOf(record))
        .then(({ index }) => accepted.push({ hash: record.hash, index }))
    })
    await Promise.race(sending)
    await house.process.end("SIGKILL")
    await Promise.allSettled(sending)
    const folder = join(house.folder, "data", "journal")
    const journal = await openEmbedded({ folder, onFatal: () => undefined })
    const entries = await journal.read(house.founded.state.line, 0, 256)
    await journal.close()
    const held = entries.map((bytes, index) => readEntry(index, bytes).said)
    expect(accepted.length).toBeGreaterThan(0)
    for (const { hash, index } of accepted) {
      const said = held[index]
      expect(said?.by === "party" ? said.record.hash : undefined).toBe(hash)
    }
  })
})

describe("stopping and starting", () => {
  test("[CIR5] SIGTERM: circuits are sent elsewhere, stopped is the last entry, exit code 0", async () => {
    const a = await house.attach("A1")
    const exit = await house.process.end("SIGTERM")
    expect(exit).toEqual({ code: 0, signal: null })
    expect(await a.ended).toBe(4_009)
    expect(a.failure).toBe("wire/draining")
    const folder = join(house.folder, "data", "journal")
    const journal = await openEmbedded({ folder, onFatal: () => undefined })
    const [last] = await journal.read(house.founded.state.line, 4, 1)
    await journal.close()
    expect(readEntry(4, last ?? new Uint8Array()).said).toMatchObject({
      relayed: { kind: "stopped", reason: "SIGTERM" },
    })
  })

  test("[CIR13] a second relay on the same journal ends with a sentence and code 70", async () => {
    const config = join(house.folder, "relay.json")
    await expect(RelayProcess.start({ config })).rejects.toThrow(/"code":70/)
  })

  test("[CIR14] the pages say that it lives and is ready", async () => {
    const alive = await fetch(house.page("/healthz"))
    expect(await alive.json()).toMatchObject({ status: "alive", journal: "embedded" })
    const ready = await fetch(house.page("/readyz"))
    expect(await ready.json()).toMatchObject({ ready: true, lines: [{ entries: 4, circuits: 0 }] })
  })

  test("[CIR15] the log holds no seed, no body, no whole address and no second line in a line", async () => {
    const story = house.story()
    const a = await house.attach("A1")
    const sent = story.northSends()
    await a.submit(1, sent, story.enclosureOf(sent))
    await house.process.end("SIGTERM")
    const { log } = house.process
    const keys = readFileSync(join(house.folder, "keys.json"), "utf8")
    const seeds = [...keys.matchAll(/"([A-Za-z0-9+/=]{44})"/g)].map((match) => match[1] ?? "")
    expect(seeds).toHaveLength(2)
    for (const seed of seeds) expect(log).not.toContain(seed)
    expect(log).not.toContain("127.0.0.1")
    expect(log).toContain("127.0.0.x")
    const lines: readonly unknown[] = log
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line))
    for (const line of lines) expect(line).toMatchObject({ level: expect.any(String) as unknown })
  })
})
