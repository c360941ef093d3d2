// Somebody on the wire between desks and a relay, who has broken TLS and reads every frame: WebSocket messages both ways, as they
// are when the masks are off, and the requests that opened the sockets.

import { once } from "node:events"

import { WebSocket, WebSocketServer, type RawData } from "ws"

export class Tap {
  readonly #server: WebSocketServer
  readonly #captured: Buffer[] = []

  private constructor(server: WebSocketServer, relay: string) {
    this.#server = server
    server.on("connection", (client, request) => {
      const { url, rawHeaders } = request
      this.#captured.push(Buffer.from([url, ...rawHeaders].join("\n")))
      this.#join(client, new WebSocket(relay, { perMessageDeflate: false }))
    })
  }

  /** Listens on a port of its own and passes everything on to the relay at this address. */
  static async before(relay: string): Promise<Tap> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false })
    await once(server, "listening")
    return new Tap(server, relay)
  }

  get url(): string {
    const address = this.#server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    return `ws://127.0.0.1:${String(port)}/circuit`
  }

  get captured(): Buffer {
    return Buffer.concat(this.#captured)
  }

  #join(client: WebSocket, relay: WebSocket): void {
    // What a desk says before the relay's end is open waits here.
    const early: RawData[] = []
    client.on("message", (data) => {
      this.#captured.push(bytesOf(data))
      if (relay.readyState === WebSocket.OPEN) relay.send(data)
      else early.push(data)
    })
    relay.on("open", () => {
      for (const data of early.splice(0)) relay.send(data)
    })
    relay.on("message", (data) => {
      this.#captured.push(bytesOf(data))
      client.send(data)
    })
    for (const [one, other] of [
      [client, relay],
      [relay, client],
    ] as const) {
      one.on("error", () => {
        other.terminate()
      })
      one.on("close", () => {
        other.terminate()
      })
    }
  }

  async close(): Promise<void> {
    for (const client of this.#server.clients) client.terminate()
    this.#server.close()
    await once(this.#server, "close")
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
