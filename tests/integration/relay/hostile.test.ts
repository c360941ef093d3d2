// Whatever a stranger or a broken client sends to a real relay ends its own circuit, with a code that says why, and the next
// client is served at once.

import { connect } from "node:net"
import { once } from "node:events"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { hello } from "../../../shared/wire/handshake.ts"
import { sealedBytesMax } from "../../../shared/wire/channel.ts"
import { largeEnvelope } from "./large-envelope.ts"
import { endOf, LiveCircuit, plainSocket } from "./live-circuit.ts"
import { closeCodeAfter, frameOf, rawSocket } from "./raw-socket.ts"
import { allowedOrigin, RelayHouse } from "./relay-house.ts"

let house: RelayHouse

/** A house for each group: an address may shake hands fifty times a minute, and all of these come from one. */
function useHouse(): void {
  beforeAll(async () => {
    house = await RelayHouse.open()
  })
  afterEach(serveNext)
  afterAll(async () => {
    await house.dispose()
  })
}

/** Whoever comes next is served at once: the relay has not stopped, hung, or shut anybody out. */
async function serveNext(): Promise<void> {
  const began = performance.now()
  const next = await house.attach("B2")
  const waited = performance.now() - began
  next.say({ kind: "goodbye" })
  const code = await next.ended
  if (waited > 1_000 || code !== 1_000) {
    throw new Error(`the next client waited ${String(waited)} ms and ended with ${String(code)}`)
  }
}

async function openedSocket(): Promise<ReturnType<typeof plainSocket>> {
  const socket = plainSocket(house.url)
  await once(socket, "open")
  return socket
}

function greeting(change: { readonly version?: number; readonly line?: string } = {}): Uint8Array {
  const { practice, state } = house.founded
  return encodeAs(hello, {
    version: change.version ?? 1,
    relay: practice.relays.N.relay,
    line: change.line === undefined ? state.line : practice.line,
    nonce: new Uint8Array(32),
    ephemeral: new Uint8Array(1_216),
  })
}

describe("messages", () => {
  useHouse()

  test.each<readonly [string, string | Uint8Array, number]>([
    ["text", "hello", 4_000],
    ["an empty message", new Uint8Array(), 4_000],
    ["bytes of no meaning", new Uint8Array(100).fill(255), 4_000],
    ["a hello cut short", new Uint8Array([133, 1]), 4_000],
    ["more than a frame holds", new Uint8Array(sealedBytesMax + 1), 1_009],
    ["a hundred times that", new Uint8Array(100 * sealedBytesMax), 1_009],
  ])("[CIR7] %s", async (_, message, code) => {
    const socket = await openedSocket()
    const ended = endOf(socket)
    socket.send(message)
    expect(await ended).toBe(code)
  })

  test.each([
    ["another version", { version: 9 }, 4_002],
    ["another line", { line: "other" }, 4_020],
    ["a key that nobody can seal to", {}, 4_003],
  ] as const)("[CIR7] a hello with %s", async (_, change, code) => {
    const socket = await openedSocket()
    const ended = endOf(socket)
    socket.send(greeting(change))
    expect(await ended).toBe(code)
  })
})

describe("frames", () => {
  useHouse()

  test.each<readonly [string, readonly number[][], number]>([
    ["a compressed frame", [frameOf(0xc2, [1, 2, 3])], 1_002],
    ["a frame with reserved bits", [frameOf(0xa2, [1])], 1_002],
    ["a frame of an unknown kind", [frameOf(0x83, [1])], 1_002],
    ["an unmasked frame", [[0x82, 1, 1]], 1_002],
    ["a continuation of nothing", [frameOf(0x80, [1])], 1_002],
    ["a long control frame", [[0x89, 0xfe, 0, 126, 0, 0, 0, 0]], 1_002],
    [
      "a message in a hundred pieces",
      [frameOf(0x02, [1]), ...Array.from({ length: 100 }, () => frameOf(0x00, [1]))],
      1_008,
    ],
  ])("[CIR7] %s", async (_, frames, code) => {
    expect(await closeCodeAfter(await rawSocket(house.port), ...frames)).toBe(code)
  })

  test("[CIR7] after the handshake, a frame that was altered on the way", async () => {
    const circuit = await house.attach("A1")
    circuit.socket.send(new Uint8Array(2_048 + 16))
    expect(await circuit.ended).toBe(4_004)
    expect(circuit.failure).toBe("wire/channel")
  })

  test("[CIR1] a frame out of turn", async () => {
    const circuit = await LiveCircuit.open(house.calling("A1"))
    circuit.say({ kind: "get-prekeys" })
    expect(await circuit.ended).toBe(4_005)
    expect(circuit.failure).toBe("wire/unexpected")
  })

  test("[CIR2] a second circuit of one device", async () => {
    const first = await house.attach("A1")
    const second = await house.attach("A1")
    expect(await first.ended).toBe(4_010)
    expect(first.failure).toBe("wire/replaced")
    second.close()
  })
})

describe("origins", () => {
  useHouse()

  test.each([
    "https://evil.example",
    "null",
    `${allowedOrigin}.evil.example`,
    `${allowedOrigin}:444`,
    "http://desk.example",
    "",
  ])("[CIR8] %s is refused before there is a circuit", async (origin) => {
    expect(await endOf(plainSocket(house.url, { headers: { origin } }))).toBe(403)
  })

  test("[CIR8] the desk's own is let in, and so is a program without one", async () => {
    const socket = plainSocket(house.url, { origin: allowedOrigin })
    await once(socket, "open")
    const without = await openedSocket()
    expect([socket.readyState, without.readyState]).toEqual([socket.OPEN, without.OPEN])
    socket.terminate()
    without.terminate()
  })

  test.each(["/", "/circuit/", "/circuit?x=1", "/other"])(
    "[CIR8] there is no circuit at %s",
    async (path) => {
      const url = house.url.replace("/circuit", path)
      expect(await endOf(plainSocket(url))).toBe(404)
    },
  )
})

describe("silence", () => {
  useHouse()

  test("[CIR9] a socket that never says who it is ends within six seconds", async () => {
    const began = performance.now()
    const socket = await openedSocket()
    expect(await endOf(socket)).toBe(4_006)
    expect(performance.now() - began).toBeLessThan(6_000)
  }, 10_000)

  test("[CIR9] so does a connection that never asks for anything", async () => {
    const began = performance.now()
    const socket = connect(house.port, "127.0.0.1")
    socket.write("GET /circuit HTTP/1.1\r\nHost: x\r\n")
    socket.resume()
    await once(socket, "close")
    expect(performance.now() - began).toBeLessThan(7_000)
  }, 10_000)

  test("[CIR3] and a circuit that falls silent", async () => {
    const circuit = await house.attach("A1")
    expect(await circuit.ended).toBe(4_006)
    expect(circuit.failure).toBe("wire/silent")
  }, 10_000)
})

describe("floods", () => {
  useHouse()

  test("[CIR10] of frames end the circuit", async () => {
    const circuit = await house.attach("A1")
    for (let i = 0; i < 400; i += 1) circuit.say({ kind: "get-prekeys" })
    expect(await circuit.ended).toBe(4_007)
    expect(circuit.failure).toBe("wire/flood")
  })

  test("[CIR10] of pings too", async () => {
    const circuit = await house.attach("A1")
    const ended = circuit.ended.then((code) => ({ code }))
    let answer: unknown
    for (let i = 0; i < 1_000 && answer === undefined; i += 1) {
      circuit.socket.ping()
      const next: unknown = await Promise.race([ended, once(circuit.socket, "pong")])
      if (!Array.isArray(next)) answer = next
    }
    expect(answer).toEqual({ code: 4_007 })
  })
})

describe("a reader that does not read", () => {
  useHouse()

  test("[CIR10] is cut off before it costs memory, and catches up when it comes back", async () => {
    const story = house.story()
    const author = await house.attach("A1")
    const { record, enclosure: large } = largeEnvelope(story)
    const { index } = await author.submit(1, record, large)
    const slow = await house.attach("B1")
    slow.socket.pause()
    const { message } = record.core
    let asked = 0
    const ask = (): void => {
      asked += 1
      slow.say({ kind: "get-body", number: asked, message })
    }
    for (let i = 0; i < 150; i += 1) ask()
    // Below the bound on messages, above what buffers of the kernel take.
    const asking = setInterval(ask, 25)
    await house.process.until("wire/slow")
    clearInterval(asking)
    slow.close()
    const again = await house.attach("B1", index)
    await again.frame("deliver", ({ deliveries }) => deliveries[0]?.index === index)
    expect(again.failure).toBeUndefined()
  }, 30_000)
})

function ticketOf(circuit: LiveCircuit): Uint8Array {
  const [first] = circuit.frames
  if (first?.kind !== "ticket") throw new Error("the first frame is the ticket")
  return first.ticket
}

/** Last, and in a house of its own: afterwards the address has to wait. */
describe("handshakes", () => {
  test("[CIR9, CIR17, CIR18] more than fifty a minute from one address are refused, unless they bring a ticket", async () => {
    const own = await RelayHouse.open()
    const known = await own.attach("A1")
    const ticket = ticketOf(known)
    const began = performance.now()
    const admitted = await knockedUntilRefused(own)
    const refilled = ((performance.now() - began) / 60_000) * 50
    expect(admitted).toBeGreaterThanOrEqual(49)
    expect(admitted).toBeLessThanOrEqual(49 + refilled + 1)
    // From the same address, which has to wait, whoever has a ticket is heard, time and again.
    for (let i = 0; i < 5; i += 1) {
      await knockedUntilRefused(own)
      const again = await LiveCircuit.open(own.calling("A1"), ticket)
      expect(again.socket.protocol).toBe("parley.v1")
      expect(ticketOf(again)).not.toEqual(ticket)
      again.close()
    }
    // One that was altered is none: had it counted, twenty and more would be let in.
    const altered = ticket.with(30, (ticket[30] ?? 0) ^ 1)
    expect(await knockedUntilRefused(own, altered)).toBeLessThan(15)
    await own.dispose()
  })
})

async function knock(own: RelayHouse, ticket?: Uint8Array): Promise<number> {
  const socket = plainSocket(own.url, {}, ticket)
  const ended = endOf(socket)
  socket.on("open", () => {
    socket.close(1_000)
  })
  return await ended
}

/** How many of these were let in before one was not. */
async function knockedUntilRefused(own: RelayHouse, ticket?: Uint8Array): Promise<number> {
  for (let admitted = 0; ; admitted += 1) {
    const code = await knock(own, ticket)
    if (code === 429) return admitted
    if (code !== 1_000) throw new Error(`a knock ended with ${String(code)}`)
  }
}
