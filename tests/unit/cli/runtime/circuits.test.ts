// Against a WebSocket server that a test plays itself, so that it can do what no relay does.

import { once } from "node:events"
import type { IncomingMessage } from "node:http"

import { describe, expect, onTestFinished, test } from "vitest"
import { WebSocketServer, type WebSocket } from "ws"

import { Circuits } from "../../../../client/cli/runtime/circuits.ts"
import type { CircuitEvent } from "../../../../client/sdk/ports.ts"
import { present } from "../../../../shared/assert.ts"
import { branded } from "../../../../shared/encoding/schema.ts"
import type { RelayId } from "../../../../shared/records/names.ts"

const relay = branded<RelayId>("0011223344556677")

/** Events as they come, to be waited for one by one. */
class Ears {
  readonly heard: CircuitEvent[] = []
  #wake: () => void = () => undefined

  readonly tell = (event: CircuitEvent): void => {
    this.heard.push(event)
    this.#wake()
  }

  async next(): Promise<CircuitEvent> {
    for (;;) {
      const event = this.heard.shift()
      if (event !== undefined) return event
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

interface Played {
  readonly url: string
  readonly visitor: () => Promise<WebSocket>
}

async function playedRelay(): Promise<Played> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", path: "/circuit" })
  const visitors: WebSocket[] = []
  server.on("connection", (socket) => visitors.push(socket))
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  await once(server, "listening")
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return {
    url: `ws://127.0.0.1:${String(port)}`,
    visitor: async () => {
      if (visitors.length === 0) await once(server, "connection")
      return present(visitors.shift(), "somebody has come")
    },
  }
}

async function connected(): Promise<{
  readonly circuits: Circuits
  readonly ears: Ears
  readonly visitor: WebSocket
  readonly url: string
}> {
  const played = await playedRelay()
  const ears = new Ears()
  const circuits = new Circuits(ears.tell, new Map())
  onTestFinished(async () => {
    await circuits.close()
  })
  circuits.connect(relay, played.url)
  expect(await ears.next()).toEqual({ kind: "connected", relay })
  return { circuits, ears, visitor: await played.visitor(), url: played.url }
}

describe("the socket of a circuit", () => {
  test("carries bytes both ways, as plain byte strings", async () => {
    const { circuits, ears, visitor } = await connected()
    visitor.send(Buffer.from([1, 2, 3]))
    expect(await ears.next()).toEqual({ kind: "received", relay, bytes: Uint8Array.of(1, 2, 3) })
    const arrived = once(visitor, "message")
    circuits.transmit(relay, Uint8Array.of(4, 5))
    expect(await arrived).toEqual([Buffer.from([4, 5]), true])
  })

  test("asks for no compression", async () => {
    const { visitor } = await connected()
    expect(visitor.extensions).toBe("")
  })

  test("says with which code the relay closed it", async () => {
    const { ears, visitor } = await connected()
    visitor.close(4_009)
    expect(await ears.next()).toEqual({ kind: "disconnected", relay, closeCode: 4_009 })
  })

  test("is closed for a relay that sends text, or more than a frame", async () => {
    const first = await connected()
    first.visitor.send("text")
    expect(await once(first.visitor, "close")).toEqual([4_000, Buffer.alloc(0)])
    const second = await connected()
    second.visitor.send(new Uint8Array(70_000))
    expect(await second.ears.next()).toMatchObject({ kind: "disconnected" })
  })

  test("that the desk has given up says nothing more", async () => {
    const { circuits, ears, visitor, url } = await connected()
    const closed = once(visitor, "close")
    circuits.disconnect(relay)
    await closed
    circuits.connect(relay, url)
    expect(await ears.next()).toEqual({ kind: "connected", relay })
    expect(ears.heard).toEqual([])
  })

  test("to nobody, or to no address, is a circuit that did not come up", async () => {
    const ears = new Ears()
    const circuits = new Circuits(ears.tell, new Map())
    for (const url of ["ws://127.0.0.1:1", "not an address"]) {
      circuits.connect(relay, url)
      expect(await ears.next()).toEqual({ kind: "disconnected", relay, closeCode: 1_006 })
    }
    circuits.transmit(relay, Uint8Array.of(1))
    await circuits.close()
  })

  test("goes to the address that this machine knows better", async () => {
    const { url, visitor } = await playedRelay()
    const ears = new Ears()
    const circuits = new Circuits(ears.tell, new Map([[relay, url]]))
    circuits.connect(relay, "ws://127.0.0.1:1")
    expect(await ears.next()).toEqual({ kind: "connected", relay })
    expect((await visitor()).readyState).toBe(1)
    await circuits.close()
  })
})

test("[CIR17] a ticket is offered beside the subprotocol, and not in the address", async () => {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" })
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate()
    server.close()
  })
  await once(server, "listening")
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const asked = new Promise<IncomingMessage>((resolve) => {
    server.on("connection", (_, request) => {
      resolve(request)
    })
  })
  const ears = new Ears()
  const circuits = new Circuits(ears.tell, new Map())
  onTestFinished(async () => {
    await circuits.close()
  })
  circuits.connect(relay, `ws://127.0.0.1:${String(port)}`, Uint8Array.of(0xab, 0x01))
  expect(await ears.next()).toEqual({ kind: "connected", relay })
  const { headers, url } = await asked
  expect(headers["sec-websocket-protocol"]).toBe("parley.v1,ticket.ab01")
  expect(url).not.toContain("ab01")
})
