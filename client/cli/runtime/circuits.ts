// The WebSockets under a desk's circuits, at most one a relay. What a socket says after the desk has given it up is not passed
// on: the desk would take it for the next one.

import { WebSocket, type RawData } from "ws"

import { errors } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { sealedBytesMax } from "../../../shared/wire/channel.ts"
import { offered } from "../../../shared/wire/ticket.ts"
import type { CircuitEvent } from "../../sdk/ports.ts"
import { circuitAddress } from "../../runtime/relay-address.ts"

/** What WebSocket says where no close frame came (RFC 6455 section 7.1.5). */
const closedAbnormally = 1_006
const closedNormally = 1_000
/** How long a relay may take to say goodbye back. */
const goodbyeMs = 500

export class Circuits {
  readonly #sockets = new Map<RelayId, WebSocket>()
  readonly #closing = new Set<Promise<void>>()
  readonly #tell: (event: CircuitEvent) => void
  readonly #addresses: ReadonlyMap<RelayId, string>

  /** `addresses` go before those that the desk names. */
  constructor(tell: (event: CircuitEvent) => void, addresses: ReadonlyMap<RelayId, string>) {
    this.#tell = tell
    this.#addresses = addresses
  }

  connect(relay: RelayId, url: string, ticket?: Uint8Array): void {
    this.disconnect(relay)
    const address = circuitAddress(this.#addresses.get(relay) ?? url)
    if (address === undefined) {
      // As if nobody had answered there: the desk tries again, and `doctor` says what is wrong with the address.
      queueMicrotask(() => {
        this.#tell({ kind: "disconnected", relay, closeCode: closedAbnormally })
      })
      return
    }
    const protocols = ticket === undefined ? [] : [...offered(ticket)]
    const socket = new WebSocket(address, protocols, {
      perMessageDeflate: false,
      maxPayload: sealedBytesMax,
      handshakeTimeout: limits.lineDeadMs,
    })
    this.#sockets.set(relay, socket)
    this.#listen(relay, socket)
  }

  #listen(relay: RelayId, socket: WebSocket): void {
    const isCurrent = (): boolean => this.#sockets.get(relay) === socket
    // Without a listener an error would end the process. Every error is followed by a close, which says it to the desk.
    socket.on("error", () => undefined)
    socket.on("open", () => {
      if (isCurrent()) this.#tell({ kind: "connected", relay })
    })
    socket.on("message", (data: RawData, isBinary: boolean) => {
      if (!isCurrent()) return
      if (isBinary) this.#tell({ kind: "received", relay, bytes: bytesOf(data) })
      else socket.close(errors["form/malformed"].close)
    })
    socket.on("close", (closeCode: number) => {
      if (!isCurrent()) return
      this.#sockets.delete(relay)
      this.#tell({ kind: "disconnected", relay, closeCode })
    })
  }

  /** Bytes for a socket that is gone are dropped: what matters is sent again on the next circuit. */
  transmit(relay: RelayId, bytes: Uint8Array): void {
    const socket = this.#sockets.get(relay)
    if (socket?.readyState !== WebSocket.OPEN) return
    // A relay that reads nothing must not fill this process's memory: the circuit is made anew.
    if (socket.bufferedAmount > limits.bufferedBytesMax) socket.terminate()
    else socket.send(bytes)
  }

  disconnect(relay: RelayId): void {
    const socket = this.#sockets.get(relay)
    if (socket === undefined) return
    this.#sockets.delete(relay)
    const closed = hangUp(socket)
    this.#closing.add(closed)
    void closed.then(() => this.#closing.delete(closed))
  }

  /** When every socket is closed, by the relays or, after a moment, without them. */
  async close(): Promise<void> {
    for (const relay of this.#sockets.keys()) this.disconnect(relay)
    await Promise.all(this.#closing)
  }
}

function hangUp(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) {
      resolve()
      return
    }
    const timer = setTimeout(() => {
      socket.terminate()
    }, goodbyeMs)
    socket.once("close", () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(closedNormally)
  })
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
