// The door for circuits: path, origin, how often somebody knocks. All of it is decided before a WebSocket exists, and refused
// in plain HTTP with the code as the body.

import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocketServer, type WebSocket } from "ws"

import type { ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import { sealedBytesMax } from "../../shared/wire/channel.ts"
import { fullBucket, isFull, takeToken, type TokenBucket } from "../core/token-bucket.ts"
import { clientAddress, countedAs, shortened } from "./addresses.ts"
import type { Clock } from "./clock.ts"
import type { Log } from "./log.ts"

export interface DoorPorts {
  readonly origins: ReadonlySet<string>
  readonly proxies: ReadonlySet<string>
  readonly clock: Clock
  readonly log: Log
  isOpen(): boolean
  turnedAway(code: string): void
  /** `from` is a shortened address, for logs. */
  admit(socket: WebSocket, from: string): void
}

const allowance = {
  perSecond: limits.handshakesPerMinute / 60,
  burst: limits.handshakesPerMinute,
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
}

interface Refused {
  readonly status: string
  readonly code: ErrorCode | "not found"
}

export class UpgradeGuard {
  readonly #ports: DoorPorts
  readonly #sockets = new WebSocketServer(socketOptions)
  readonly #buckets = new Map<string, TokenBucket>()

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
    const refused = this.#refusal(request, address)
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
      this.#ports.admit(webSocket, shortened(address))
    })
  }

  #refusal(request: IncomingMessage, address: string): Refused | undefined {
    if (request.url !== "/circuit") return { status: "404 Not Found", code: "not found" }
    const { origin } = request.headers
    // Browsers always say where a page is from and pages cannot forge it; other programs have no origin to say.
    if (origin !== undefined && !this.#ports.origins.has(origin)) {
      return { status: "403 Forbidden", code: "wire/origin" }
    }
    if (!this.#ports.isOpen()) return { status: "503 Service Unavailable", code: "wire/draining" }
    return this.#mayKnock(countedAs(address))
      ? undefined
      : { status: "429 Too Many Requests", code: "wire/flood" }
  }

  #mayKnock(address: string): boolean {
    const mono = this.#ports.clock.mono()
    const known = this.#buckets.get(address)
    if (known === undefined && this.#buckets.size >= limits.addressesRemembered) {
      this.#forget(mono)
      if (this.#buckets.size >= limits.addressesRemembered) return false
    }
    const taken = takeToken(known ?? fullBucket(allowance, mono), allowance, mono)
    if (taken === undefined) return false
    this.#buckets.set(address, taken)
    return true
  }

  #forget(mono: number): void {
    for (const [address, bucket] of this.#buckets) {
      if (isFull(bucket, allowance, mono)) this.#buckets.delete(address)
    }
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
