// A circuit as a client keeps it, without a desk behind it: handshake, sealed frames, heartbeats with the cursor.

import process from "node:process"

import { WebSocket } from "ws"

import { limits } from "../../../shared/limits.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import type { ClientFrame, Delivery, RelayFrame } from "../../../shared/wire/frames.ts"
import { offered } from "../../../shared/wire/ticket.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { beginSession, receive, sealFrame, type Session } from "../../../client/sdk/session.ts"
import type { FoundedLine } from "../../support/founded-line.ts"
import { valueOf } from "../../support/practice-line.ts"

const crypto = nodeClientCrypto()

export interface Calling {
  readonly founded: FoundedLine
  readonly url: string
  readonly key: { readonly device: DeviceId; readonly seed: Uint8Array }
  readonly ticket?: Uint8Array
  /** How much of the relay's journal it has. */
  readonly next?: number
}

let addresses = 0

/** A relay counts strangers by their address, fifty a minute: on Linux the whole of 127/8 is this machine. */
function nextAddress(): string {
  addresses += 1
  return `127.1.${String((addresses >> 8) & 255)}.${String(addresses & 255)}`
}

export class BenchCircuit {
  readonly #socket: WebSocket
  #session: Session
  #next: number
  #told: number
  ticket: Uint8Array | undefined
  onFrame: (frame: RelayFrame) => void = () => undefined
  onDelivery: (delivery: Delivery) => void = () => undefined
  /** Nothing ends a circuit of a bench but the bench. */
  onClose: (code: number) => void = (code) => {
    throw new Error(`the relay closed a circuit of the bench with ${String(code)}`)
  }

  private constructor({ founded, url, key, ticket, next = 0 }: Calling) {
    this.#next = next
    this.#told = next
    const { relay, entry: named } = founded.practice.relays.N
    const step = beginSession({
      crypto,
      line: founded.state.line,
      relay,
      relaySigningKey: named.signingKey,
      device: key.device,
      deviceSeed: key.seed,
    })
    this.#session = step.session
    const place = process.platform === "linux" ? { localAddress: nextAddress() } : {}
    const protocols = ticket === undefined ? [] : [...offered(ticket)]
    this.#socket = new WebSocket(url, protocols, { perMessageDeflate: false, ...place })
    this.#socket.on("open", () => {
      for (const bytes of step.send) this.#socket.send(bytes)
    })
    this.#socket.on("message", (data) => {
      if (data instanceof Uint8Array) this.#take(new Uint8Array(data))
    })
    this.#socket.on("close", (code) => {
      this.onClose(code)
    })
    this.#socket.on("error", () => undefined)
  }

  /** Attached, and told what the relay has; rejects when it is turned away. */
  static async attach(calling: Calling): Promise<BenchCircuit> {
    const circuit = new BenchCircuit(calling)
    const closes = circuit.onClose
    await new Promise<void>((resolve, reject) => {
      circuit.onClose = (code) => {
        reject(new Error(`turned away with ${String(code)}`))
      }
      circuit.onFrame = (frame) => {
        if (frame.kind === "attached") resolve()
      }
    })
    circuit.onClose = closes
    circuit.onFrame = () => undefined
    return circuit
  }

  #take(bytes: Uint8Array): void {
    const step = receive(this.#session, bytes, performance.now())
    this.#session = step.session
    for (const answer of step.send) this.#socket.send(answer)
    for (const event of step.events) if (event.kind === "frame") this.#takeFrame(event.frame)
  }

  #takeFrame(frame: RelayFrame): void {
    if (frame.kind === "ticket") {
      // The relay's first frame: it has taken the proof of who we are.
      this.ticket = frame.ticket
      this.say({ kind: "attach", epoch: 1, next: this.#next, software: "bench" })
    }
    if (frame.kind === "deliver") {
      for (const delivery of frame.deliveries) {
        this.#next = delivery.index + 1
        this.onDelivery(delivery)
      }
      if (this.#next - this.#told >= limits.windowEntries / 2) this.beat()
    }
    this.onFrame(frame)
  }

  beat(): void {
    this.#told = this.#next
    this.say({ kind: "heartbeat", number: 0, next: this.#next, sent: Date.now(), alive: [] })
  }

  say(frame: ClientFrame): void {
    const sealed = valueOf(sealFrame(this.#session, frame, performance.now()))
    this.#session = sealed.session
    this.#socket.send(sealed.bytes)
  }

  close(): void {
    this.onClose = () => undefined
    this.#socket.terminate()
  }
}
