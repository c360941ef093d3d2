// The door for circuits: path, origin, how often somebody knocks. All of it is decided before a WebSocket exists, and refused
// in plain HTTP with the code as the body.

import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer, type WebSocket } from "ws"

import type { ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import { sealedBytesMax } from "../../shared/wire/channel.ts"
import { subprotocol, ticketIn } from "../../shared/wire/ticket.ts"
import { clientAddress, countedAs, shortened } from "./addresses.ts"
import type { Arriving } from "./circuit-sockets.ts"
import type { Clock } from "./clock.ts"
import { Knocks } from "./knocks.ts"
import type { Log } from "./log.ts"

export interface DoorPorts {
  readonly origins: ReadonlySet<string>
  readonly proxies: ReadonlySet<string>
  readonly clock: Clock
  readonly log: Log
  isOpen(): boolean
  turnedAway(code: string): void
  /** Who holds a ticket, for counting; undefined where it is not good. */
  holder(ticket: Uint8Array): string | undefined
  /** Where a connection comes from, as it is counted. */
  cameFrom(connection: Duplex, address: string): void
  admit(socket: WebSocket, arriving: Arriving): void
}

/** Only what Parley speaks: whole binary messages of bounded size, in few pieces, never compressed. */
const socketOptions = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  skipUTF8Validation: false,
  maxPayload: sealedBytesMax,
  maxFragments: 64,
  maxBufferedChunks: 1_024,
  maxPendingAutoPongs: 8,
  closeTimeout: limits.lineDeadMs,
  handleProtocols: (offers: ReadonlySet<string>) => (offers.has(subprotocol) ? subprotocol : false),
} as const

interface Refused {
  readonly status: string
  readonly code: ErrorCode | "not found"
}

export class UpgradeGuard {
  readonly #ports: DoorPorts
  readonly #sockets = new WebSocketServer(socketOptions)
  readonly #strangers = new Knocks(limits.handshakesPerMinute)
  readonly #holders = new Knocks(limits.ticketHandshakesPerMinute)

  constructor(ports: DoorPorts) {
    this.#ports = ports
  }

  knock(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Before anything else: a connection that breaks now must not break the process.
    socket.on("error", () => {
      socket.destroy()
    })
    const forwarded = request.headers["x-forwarded-for"]
    const named = Array.isArray(forwarded) ? forwarded.at(-1) : forwarded
    const address = clientAddress(request.socket.remoteAddress, named, this.#ports.proxies)
    this.#ports.cameFrom(socket, countedAs(address))
    const ticket = ticketIn(request.headers["sec-websocket-protocol"])
    const holder = ticket === undefined ? undefined : this.#ports.holder(ticket)
    const refused = this.#refusal(request, address, holder)
    if (refused !== undefined) {
      const { status, code } = refused
      this.#ports.log.info({ from: shortened(address), code }, "a connection was refused")
      this.#ports.turnedAway(code)
      socket.end(refusalText(status, code), () => {
        socket.destroy()
      })
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const isTicketed = holder !== undefined
      this.#ports.admit(webSocket, { from: shortened(address), connection: socket, isTicketed })
    })
  }

  #refusal(
    request: IncomingMessage,
    address: string,
    holder: string | undefined,
  ): Refused | undefined {
    if (request.url !== "/circuit") return { status: "404 Not Found", code: "not found" }
    const { origin } = request.headers
    // Browsers always say where a page is from and pages cannot forge it; other programs have no origin to say.
    if (origin !== undefined && !this.#ports.origins.has(origin)) {
      return { status: "403 Forbidden", code: "wire/origin" }
    }
    if (!this.#ports.isOpen()) return { status: "503 Service Unavailable", code: "wire/draining" }
    return this.#mayKnock(address, holder)
      ? undefined
      : { status: "429 Too Many Requests", code: "wire/flood" }
  }

  /** A good ticket is counted by who holds it, everybody else by where they come from. */
  #mayKnock(address: string, holder: string | undefined): boolean {
    const mono = this.#ports.clock.mono()
    return holder === undefined
      ? this.#strangers.take(countedAs(address), mono)
      : this.#holders.take(holder, mono)
  }
}

function refusalText(status: string, code: string): string {
  const body = `${code}\n`
  return [
    `HTTP/1.1 ${status}`,
    "Connection: close",
    "Content-Type: text/plain",
    `Content-Length: ${String(body.length)}`,
    "",
    body,
  ].join("\r\n")
}
