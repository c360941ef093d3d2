// Two processes of one relay on one Redis: desks at different ones, one killed, deadlines kept by whoever is there.

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { alive, type SignedAlive } from "../../../shared/records/alive.ts"
import { prekey, type SignedPrekey } from "../../../shared/records/prekey.ts"
import { readEntry } from "../../../server/core/journal-entry.ts"
import type { Delivery } from "../../../shared/wire/frames.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { seedOf, type CallSign } from "../../support/practice-line.ts"
import { RedisServer, redisServerVersion } from "../../support/redis-server.ts"
import type { LiveCircuit } from "../relay/live-circuit.ts"
import { RelayOfProcesses } from "./processes.ts"

const isMissing = redisServerVersion === undefined

let relay: RelayOfProcesses
const beating = new Set<NodeJS.Timeout>()

beforeEach(async () => {
  if (isMissing) return
  relay = await RelayOfProcesses.furnish(2, await RedisServer.start())
  await relay.start(0)
  await relay.start(1)
})

afterEach(async () => {
  for (const timer of beating) clearInterval(timer)
  beating.clear()
  if (!isMissing) await relay.dispose()
})

function deliveries(circuit: LiveCircuit): readonly Delivery[] {
  return circuit.framesOf("deliver").flatMap((frame) => frame.deliveries)
}

async function delivered(circuit: LiveCircuit, index: number): Promise<Delivery> {
  return await circuit.until(() => deliveries(circuit).find((each) => each.index === index))
}

/** As a desk does: a heartbeat every second, with its cursor and a proof of life. */
function keepsBeating(circuit: LiveCircuit, of: CallSign, first = 1): void {
  let number = first
  const beat = (): void => {
    number += 1
    const last = deliveries(circuit).at(-1)?.index
    const next = last === undefined ? 0 : last + 1
    circuit.say({ kind: "heartbeat", number, next, sent: 0, alive: [aliveOf(of, number)] })
  }
  beat()
  beating.add(setInterval(beat, 1_000))
}

function aliveOf(of: CallSign, nonce: number): SignedAlive {
  const { practice, state } = relay.founded
  const { device, seed } = practice.devices[of]
  const core = encodeAs(alive, {
    format: 1,
    line: state.line,
    device,
    onWatch: true,
    nonce,
    t: nonce,
  })
  return { core, signature: signIn("Parley-v1 alive", practice.signatures, seed, core) }
}

function prekeyOf(of: CallSign): SignedPrekey {
  const { practice, state } = relay.founded
  const { device, seed } = practice.devices[of]
  const core = encodeAs(prekey, {
    format: 1,
    line: state.line,
    device,
    tier: 2,
    forDevice: undefined,
    counter: 1,
    created: Date.now(),
    useBy: 7_200_000,
    keepUntil: 93_600_000,
    key: nodeClientCrypto().kem.publicKey(seedOf("a shift key")),
  })
  return { core, signature: signIn("Parley-v1 prekey", practice.signatures, seed, core) }
}

describe.skipIf(isMissing)("two processes of one relay (needs redis-server)", () => {
  test("[RDS5] carry a message and its stages between desks at different ones", async () => {
    const [a, b] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    const story = relay.story()
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"] })
    const { index } = await a.submit(1, sent, story.enclosureOf(sent))
    expect((await delivered(b, index)).enclosure.length).toBeGreaterThan(1_000)
    const { index: read } = await b.submit(1, story.says("B1", sent, "received"))
    expect(read).toBe(index + 1)
    const { said } = readEntry(read, (await delivered(a, read)).entry)
    expect(said).toMatchObject({ by: "party", record: { kind: "stage" } })
    // The same record over the other process is the same entry.
    const again = await relay.attach(1, "A1")
    expect(await again.submit(2, sent, story.enclosureOf(sent))).toMatchObject({ index })
  })

  test("[RDS5] tell the devices at one of the prekeys published at the other", async () => {
    const [a, b] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    const published = prekeyOf("B1")
    b.say({ kind: "prekey", prekey: published })
    const pushed = await a.frame("prekeys")
    expect(pushed.prekeys.map(({ signature }) => signature)).toEqual([published.signature])
    const asker = await relay.attach(0, "B2")
    asker.say({ kind: "get-prekeys" })
    expect((await asker.frame("prekeys")).prekeys).toHaveLength(1)
  })

  test("[RDS6] tell each other who was heard, with an age that grows when nobody is", async () => {
    const [a, b] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    keepsBeating(a, "A1")
    keepsBeating(b, "B1")
    const heard = await a.frame("heartbeat", (frame) => frame.heard.length > 0)
    const [sighting] = heard.heard
    expect(sighting?.ageMs).toBeLessThan(3_000)
    await relay.process(1).end("SIGKILL")
    const grown = await a.frame("heartbeat", ({ heard: [seen] }) => (seen?.ageMs ?? 0) > 3_000)
    expect(present(grown.heard[0], "one device").alive.core.length).toBeGreaterThan(0)
  }, 30_000)

  test("[RDS5] lose nothing when one is killed: its desk goes on at the other", async () => {
    const [a, b] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    const story = relay.story()
    const first = story.northSends()
    const before = await a.submit(1, first, story.enclosureOf(first))
    await delivered(b, before.index)
    const began = performance.now()
    await relay.process(1).end("SIGKILL")
    const moved = await relay.attach(0, "B1", before.index + 1)
    const second = story.northSends()
    const { index } = await a.submit(2, second, story.enclosureOf(second))
    await delivered(moved, index)
    expect(deliveries(moved).map((each) => each.index)).toEqual([index])
    const answer = await moved.submit(1, story.says("B1", second, "received"))
    await delivered(a, answer.index)
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  test("[RDS5] record a missed deadline once, whoever sees it first", async () => {
    const [a, b] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    keepsBeating(a, "A1")
    keepsBeating(b, "B1")
    const story = relay.story()
    const sent = Array.from({ length: 6 }, () => story.northSends({ precedence: "FLASH" }))
    for (const [i, each] of sent.entries()) await a.submit(i, each, story.enclosureOf(each))
    const steps = (): readonly string[] =>
      deliveries(b).flatMap(({ index, entry }) => {
        const { said } = readEntry(index, entry)
        return said.by === "relay" && said.relayed.kind === "overdue" ? [said.relayed.step] : []
      })
    await b.until(() => (steps().length >= sent.length ? true : undefined))
    // Whatever the slower process still had to say would stand before this.
    const last = story.northSends()
    const { index } = await a.submit(9, last, story.enclosureOf(last))
    await delivered(b, index)
    expect(new Set(steps()).size).toBe(steps().length)
    expect(steps().length).toBeGreaterThanOrEqual(sent.length)
  }, 30_000)
})
