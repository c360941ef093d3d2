// The shell with a wire that only writes down what it was told, and a store that can fail.

import { describe, expect, test } from "vitest"

import {
  DeskRuntime,
  type DeskView,
  type Surroundings,
} from "../../../client/runtime/desk-runtime.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import type { CircuitEvent, Effect } from "../../../client/sdk/ports.ts"
import { keys } from "../../../client/sdk/store-layout.ts"
import { present } from "../../../shared/assert.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { foundedOf, practiceHome } from "../cli/practice-home.ts"
import { MemoryStore } from "./memory-store.ts"

interface Desk {
  readonly runtime: DeskRuntime
  readonly store: MemoryStore
  /** Everything that left the desk, in order. */
  readonly log: string[]
  readonly relay: RelayId
  readonly tell: (event: CircuitEvent) => void
}

async function desk(stopped?: string): Promise<Desk> {
  const store = new MemoryStore()
  const log: string[] = []
  let tell: ((event: CircuitEvent) => void) | undefined
  const surroundings: Surroundings = {
    crypto: nodeClientCrypto(),
    clocks: () => ({ wall: Date.now(), mono: Math.floor(performance.now()) }),
    transport: (listener) => {
      tell = listener
      return {
        connect: () => log.push("connect"),
        transmit: (_relay, bytes) => log.push(`transmit ${String(bytes[0])}`),
        disconnect: () => log.push("disconnect"),
        close: () => Promise.resolve(void log.push("close")),
      }
    },
  }
  store.onWritten = (writes) => log.push(`store ${writes.map(({ key }) => key).join(" ")}`)
  const founded = { ...(await foundedOf(await practiceHome("a-1"))), stopped }
  const runtime = await DeskRuntime.open(founded, store, surroundings)
  const relay = runtime.act(({ parts }) => present([...parts.links.keys()][0], "a relay"))
  return { runtime, store, log, relay, tell: present(tell, "the desk has a wire") }
}

const letter = {
  precedence: "FLASH",
  owes: ["read"],
  references: [],
  payload: utf8("a statement"),
} as const

function queue(...effects: readonly Effect[]): (view: DeskView) => void {
  return ({ parts }) => {
    for (const effect of effects) parts.out.push(effect)
  }
}

const store = (key: string): Effect => ({ kind: "store", writes: [{ key, value: utf8(key) }] })

describe("effects", () => {
  test("[RUN1] are performed in order, each row durable before what comes after it", async () => {
    const { runtime, log, relay } = await desk()
    runtime.onNotice((notice) => log.push(`notice ${notice.kind}`))
    const transmit = (byte: number): Effect => ({
      kind: "transmit",
      relay,
      bytes: Uint8Array.of(byte),
    })
    const notice: Effect = { kind: "notice", notice: { kind: "circuit-up", relay } }
    runtime.act(queue(store("a"), transmit(1), store("b"), notice, store("c"), transmit(2)))
    await runtime.settled()
    expect(log).toEqual(["store a", "transmit 1", "store b c", "notice circuit-up", "transmit 2"])
  })

  test("[RUN1] of a later act wait for those of an earlier one", async () => {
    const { runtime, log, relay } = await desk()
    runtime.act(queue(store("a"), { kind: "transmit", relay, bytes: Uint8Array.of(1) }))
    runtime.act(queue(store("b"), { kind: "transmit", relay, bytes: Uint8Array.of(2) }))
    await runtime.settled()
    expect(log.filter((entry) => entry.startsWith("transmit"))).toEqual([
      "transmit 1",
      "transmit 2",
    ])
    expect(log.indexOf("transmit 1")).toBeLessThan(log.indexOf("transmit 2"))
  })

  test("begin when the desk is started", async () => {
    const { runtime, log } = await desk()
    expect(log).toEqual([])
    runtime.start()
    await runtime.settled()
    expect(log).toEqual(["connect", "connect"])
    await runtime.stop()
  })
})

describe("an act", () => {
  test("is stored before it is settled, and there at the next start", async () => {
    const { runtime, store: rows } = await desk()
    const sent = runtime.act(({ acts, now }) => acts.send(letter, now))
    expect(sent.ok).toBe(true)
    await runtime.settled()
    expect([...rows.rows.keys()].some((key) => key.startsWith(keys.outgoings))).toBe(true)
    expect(runtime.isAttached()).toBe(false)
  })

  test("[HOM2] is refused where this device must sign nothing", async () => {
    const { runtime } = await desk("put back from a copy")
    const sent = runtime.act(({ acts, now }) => acts.send(letter, now))
    expect(sent).toEqual({ ok: false, code: "chain/fork", detail: "put back from a copy" })
  })
})

describe("a fact", () => {
  test("[RUN3] is found by whoever waits for it, when an event has made it true", async () => {
    const { runtime, relay, tell } = await desk()
    runtime.start()
    const phase = runtime.until((parts) =>
      parts.links.get(relay)?.circuit.phase === "greeting" ? "greeting" : undefined,
    )
    await runtime.settled()
    tell({ kind: "connected", relay })
    expect(await phase).toBe("greeting")
    await runtime.stop()
  })

  test("that never comes is waited for no longer than asked", async () => {
    const { runtime } = await desk()
    expect(await runtime.until(() => undefined, { timeoutMs: 1 })).toBeUndefined()
  })
})

describe("a store that fails", () => {
  test("[RUN2] ends the desk: nothing leaves it any more, and whoever waits is told", async () => {
    const { runtime, store: rows, log, relay } = await desk()
    const waiting = runtime.until(() => undefined)
    rows.failure = new Error("no space left on device")
    runtime.act(queue(store("a"), { kind: "transmit", relay, bytes: Uint8Array.of(1) }))
    const said = { code: "cli/failed", message: "no space left on device" }
    await expect(waiting).rejects.toMatchObject(said)
    await expect(runtime.settled()).rejects.toMatchObject(said)
    expect(log).toEqual(["disconnect", "disconnect"])
    expect(() => runtime.act(() => undefined)).toThrow("no space left on device")
    await runtime.stop()
    expect(rows.isClosed).toBe(true)
  })
})

describe("a desk that stops", () => {
  test("closes its circuits and its store, once", async () => {
    const { runtime, store: rows, log } = await desk()
    runtime.start()
    await runtime.settled()
    await Promise.all([runtime.stop(), runtime.stop()])
    expect(log).toEqual(["connect", "connect", "disconnect", "disconnect", "close"])
    expect(rows.isClosed).toBe(true)
    expect(() => runtime.act(() => undefined)).toThrow("closed")
  })

  test("tells whoever still waits", async () => {
    const { runtime } = await desk()
    const waiting = runtime.until(() => undefined)
    await Promise.all([
      runtime.stop(),
      expect(waiting).rejects.toMatchObject({ code: "cli/again" }),
    ])
  })
})
