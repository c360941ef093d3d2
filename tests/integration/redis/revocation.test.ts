// The end of a device's word reaches every process of a relay: three on one Redis, one of them behind a wire that is cut. The
// removed device is at all of them in turn, and keeps knocking.

import { setTimeout as after } from "node:timers/promises"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { errors } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { RedisServer, redisServerVersion } from "../../support/redis-server.ts"
import { TcpWire } from "../../support/tcp-wire.ts"
import { endOf, LiveCircuit, plainSocket } from "../relay/live-circuit.ts"
import { RelayOfProcesses } from "./processes.ts"

const isMissing = redisServerVersion === undefined
/** Behind the wire. */
const apart = 2

let relay: RelayOfProcesses
let wire: TcpWire

beforeEach(async () => {
  if (isMissing) return
  const redis = await RedisServer.start()
  wire = await TcpWire.to(redis.port)
  relay = await RelayOfProcesses.furnish(3, redis)
  const ownWay = { PARLEY_REDIS_URL: `redis://127.0.0.1:${String(wire.port)}` }
  await Promise.all([relay.start(0), relay.start(1), relay.start(apart, ownWay)])
})

afterEach(async () => {
  if (isMissing) return
  await relay.dispose()
  await wire.close()
})

/** A2 is suspended by two officers of its party, or left out of its party's next roster. */
function ends(how: string): Parsed {
  const story = relay.story()
  if (how === "suspended") return story.suspends(["A1", "A2"], "A2")
  const { practice, rosters } = relay.founded
  const previous = rosters.A
  if (previous.kind !== "roster") throw new Error("no roster")
  const { device } = practice.devices.A2
  const now = Date.now()
  return nextRoster(practice, previous, {
    issued: now,
    devices: previous.core.devices.filter((each) => each.device !== device),
    removed: [...previous.core.removed, { device, effective: now, reason: "practice" }],
  })
}

function indexes(circuit: LiveCircuit): readonly number[] {
  return circuit
    .framesOf("deliver")
    .flatMap(({ deliveries }) => deliveries.map(({ index }) => index))
}

/** Ended by the relay, told why, and within so many milliseconds of now. */
async function endsWithin(circuit: LiveCircuit, ms: number): Promise<void> {
  const began = performance.now()
  expect(await circuit.ended).toBe(errors["who/suspended"].close)
  expect(circuit.failure).toBe("who/suspended")
  expect(performance.now() - began).toBeLessThan(ms)
}

interface Said {
  readonly at: number
  readonly later: number
}

/** The end, and a message after it, through a process that is whole. */
async function endAndSayMore(a1: LiveCircuit, b1: LiveCircuit, end: Parsed): Promise<Said> {
  const { index: at } = await a1.submit(1, end)
  const story = relay.story()
  const sent = story.southSends()
  const { index: later } = await b1.submit(1, sent, story.enclosureOf(sent))
  return { at, later }
}

describe.skipIf(isMissing)("a device whose word ends (needs redis-server)", () => {
  test.each(["suspended", "removed"])(
    "[RDS13] %s over one process, loses its circuit at another, and gets none at any",
    async (how) => {
      const [a1, b1] = [await relay.attach(0, "A1"), await relay.attach(apart, "B1")]
      const a2 = await relay.attach(1, "A2")
      const { at } = await endAndSayMore(a1, b1, ends(how))
      await endsWithin(a2, 3_000)
      expect(indexes(a2).filter((index) => index > at)).toEqual([])
      const codes: (string | undefined)[] = []
      for (const which of [0, 1, apart]) codes.push((await knock(which)).code)
      expect(codes).toEqual(["who/suspended", "who/suspended", "who/suspended"])
    },
  )

  test("[RDS13] loses its circuit at a process that was cut off for a moment", async () => {
    const [a1, b1] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    const a2 = await relay.attach(apart, "A2")
    wire.cut("there", "back")
    const { at } = await endAndSayMore(a1, b1, ends("suspended"))
    await after(limits.redisDeadlineMs / 2)
    expect(a2.failure).toBeUndefined()
    wire.mend()
    await endsWithin(a2, 3_000)
    expect(indexes(a2).filter((index) => index >= at)).toEqual([])
  })

  test("[RDS13, RDS14] is served by nobody while a process is cut off, nor when it comes back", async () => {
    const [a1, b1] = [await relay.attach(0, "A1"), await relay.attach(1, "B1")]
    const a2 = await relay.attach(apart, "A2")
    wire.cut("there", "back")
    const cutAt = performance.now()
    const { at, later } = await endAndSayMore(a1, b1, ends("suspended"))
    const { faults } = await relay.says(apart, ({ ready }) => !ready)
    expect(faults.join()).toMatch(/the journal cannot be reached/)
    await a2.ended
    expect(a2.failure).toBe("relay/journal")
    expect(performance.now() - cutAt).toBeLessThan(limits.lineDeadMs)
    expect(await endOf(plainSocket(relay.urlOf(apart)))).toBe(503)
    expect(indexes(a2).filter((index) => index >= at)).toEqual([])

    // From before the wire is whole until the process is ready it is asked again and again.
    wire.mend()
    const knocks: Knock[] = []
    const ready = relay.says(apart, (page) => page.ready).then(() => true)
    while (!(await Promise.race([ready, after(5, false)]))) knocks.push(await knock(apart))
    knocks.push(await knock(apart))
    expect(knocks.filter(({ isAttached }) => isAttached)).toEqual([])
    expect(knocks.at(-1)?.code).toBe("who/suspended")
    // Whoever may come finds there what was said meanwhile.
    const again = await relay.attach(apart, "B2", at)
    await again.until(() => (indexes(again).includes(later) ? true : undefined))
  }, 30_000)
})

interface Knock {
  /** What the relay said under the circuit's key; undefined where it said nothing, or had no reason to. */
  readonly code: string | undefined
  readonly isAttached: boolean
}

/** A2 tries to come in, and goes again. */
async function knock(which: number): Promise<Knock> {
  const url = relay.urlOf(which)
  const calling = { founded: relay.founded, relay: "N", url, as: "A2" } as const
  const circuit = await LiveCircuit.open(calling).catch(() => undefined)
  if (circuit === undefined) return { code: undefined, isAttached: false }
  if (circuit.failure === undefined) {
    circuit.say({ kind: "attach", epoch: 1, next: 0, software: "knocking" })
    await circuit.frame("attached").catch(() => undefined)
  }
  const isAttached = circuit.framesOf("attached").length > 0
  circuit.close()
  return { code: circuit.failure, isAttached }
}
