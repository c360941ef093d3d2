// The WebSockets under a browser desk's circuits, at most one a relay. What a socket says after the desk has given it up is not
// passed on: the desk would take it for the next one.

import { errors } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { offered } from "../../../shared/wire/ticket.ts"
import type { Transport } from "../../runtime/desk-runtime.ts"
import { circuitAddress } from "../../runtime/relay-address.ts"
import type { CircuitEvent } from "../../sdk/ports.ts"

/** What WebSocket says where no close frame came (RFC 6455 section 7.1.5). */
const closedAbnormally = 1_006
const closedNormally = 1_000

export class Sockets implements Transport {
  readonly #sockets = new Map<RelayId, WebSocket>()
  readonly #tell: (event: CircuitEvent) => void
  readonly #addresses: ReadonlyMap<string, string>

  /** `addresses` go before those that the charter names. */
  constructor(tell: (event: CircuitEvent) => void, addresses: ReadonlyMap<string, string>) {
    this.#tell = tell
    this.#addresses = addresses
  }

  connect(relay: RelayId, url: string, ticket?: Uint8Array): void {
    this.disconnect(relay)
    const address = circuitAddress(this.#addresses.get(relay) ?? url)
    const socket = address === undefined ? undefined : opened(address, ticket)
    if (socket === undefined) {
      // As if nobody had answered there: the desk tries again.
      queueMicrotask(() => {
        this.#tell({ kind: "disconnected", relay, closeCode: closedAbnormally })
      })
      return
    }
    socket.binaryType = "arraybuffer"
    this.#sockets.set(relay, socket)
    this.#listen(relay, socket)
  }

  #listen(relay: RelayId, socket: WebSocket): void {
    const isCurrent = (): boolean => this.#sockets.get(relay) === socket
    // A handshake without an answer would otherwise hold the circuit for as long as the browser likes.
    const patience = setTimeout(() => {
      if (socket.readyState === WebSocket.CONNECTING) socket.close()
    }, limits.lineDeadMs)
    socket.addEventListener("open", () => {
      clearTimeout(patience)
      if (isCurrent()) this.#tell({ kind: "connected", relay })
    })
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (!isCurrent()) return
      if (data instanceof ArrayBuffer) {
        this.#tell({ kind: "received", relay, bytes: new Uint8Array(data) })
      } else socket.close(errors["form/malformed"].close)
    })
    socket.addEventListener("close", ({ code }) => {
      clearTimeout(patience)
      if (!isCurrent()) return
      this.#sockets.delete(relay)
      this.#tell({ kind: "disconnected", relay, closeCode: code })
    })
  }

  transmit(relay: RelayId, bytes: Uint8Array): void {
    const socket = this.#sockets.get(relay)
    if (socket?.readyState !== WebSocket.OPEN) return
    // A relay that reads nothing must not fill this browser's memory: the circuit is made anew.
    if (socket.bufferedAmount > limits.bufferedBytesMax) socket.close()
    else socket.send(Uint8Array.from(bytes))
  }

  disconnect(relay: RelayId): void {
    const socket = this.#sockets.get(relay)
    if (socket === undefined) return
    this.#sockets.delete(relay)
    socket.close(closedNormally)
  }

  close(): Promise<void> {
    for (const relay of this.#sockets.keys()) this.disconnect(relay)
    return Promise.resolve()
  }
}

/** Undefined where the browser refuses the address, as its policy for this page may. */
function opened(address: string, ticket: Uint8Array | undefined): WebSocket | undefined {
  try {
    return new WebSocket(address, ticket === undefined ? [] : [...offered(ticket)])
  } catch {
    return undefined
  }
}
