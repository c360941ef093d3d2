// Two ways from a sender to a receiver, alike from outside: through Parley's relay, over circuits with handshake and sealed frames,
// and through the bare relay. Both carry the same bytes.

import { once } from "node:events"

import { WebSocket } from "ws"

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { entry } from "../../shared/records/entry.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import {
  clientFrame,
  type ClientFrame,
  type Delivery,
  type RelayFrame,
} from "../../shared/wire/frames.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { beginSession, receive, sealFrame, type Session } from "../../client/sdk/session.ts"
import { furtherSender, type FoundedLine } from "../support/founded-line.ts"
import { valueOf } from "../support/practice-line.ts"
import { markOf, type Letter } from "./round-trip-letters.ts"

export interface Way {
  send(sender: number, letter: Letter): void
  close(): void
}

type OnDelivered = (mark: string) => void

const crypto = nodeClientCrypto()

interface Key {
  readonly device: DeviceId
  readonly seed: Uint8Array
}

/** A circuit as a client keeps it, without a desk behind it. */
class BenchCircuit {
  readonly #socket: WebSocket
  #session: Session
  readonly #onAttached: () => void
  onDelivery: ((delivery: Delivery) => void) | undefined
  #isOpen = false
  #next = 0
  #told = 0

  constructor(
    at: { readonly founded: FoundedLine; readonly url: string; readonly key: Key },
    onAttached: () => void,
  ) {
    const { founded, url, key } = at
    const { relay, entry: named } = founded.practice.relays.N
    this.#onAttached = onAttached
    const step = beginSession({
      crypto,
      line: founded.state.line,
      relay,
      relaySigningKey: named.signingKey,
      device: key.device,
      deviceSeed: key.seed,
    })
    this.#session = step.session
    this.#socket = new WebSocket(url, { perMessageDeflate: false })
    this.#socket.on("open", () => {
      for (const bytes of step.send) this.#socket.send(bytes)
    })
    this.#socket.on("message", (data) => {
      if (data instanceof Uint8Array) this.#take(new Uint8Array(data))
    })
    this.#socket.on("close", (code) => {
      if (this.#isOpen)
        throw new Error(`the relay closed a circuit of the bench with ${String(code)}`)
    })
  }

  #take(bytes: Uint8Array): void {
    const step = receive(this.#session, bytes, performance.now())
    this.#session = step.session
    for (const answer of step.send) this.#socket.send(answer)
    for (const event of step.events) {
      if (event.kind === "frame") this.#takeFrame(event.frame)
      if (event.kind !== "open") continue
      this.#isOpen = true
      this.say({ kind: "attach", epoch: 1, next: 0, software: "bench" })
    }
  }

  #takeFrame(frame: RelayFrame): void {
    if (frame.kind === "attached") this.#onAttached()
    if (frame.kind === "refused") throw new Error(`the relay refused a letter: ${frame.detail}`)
    if (frame.kind !== "deliver") return
    for (const delivery of frame.deliveries) {
      this.#next = delivery.index + 1
      this.onDelivery?.(delivery)
    }
  }

  get isCursorWanted(): boolean {
    return this.#next - this.#told >= limits.windowEntries / 2
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
    this.#isOpen = false
    this.#socket.terminate()
  }
}

/**
 * Resolves when every circuit is attached. Senders say once a second how far they are, and so take one window a second: it is
 * one desk's deliveries that are measured.
 */
export async function throughRelay(
  founded: FoundedLine,
  url: string,
  wish: { readonly senders: number; readonly onDelivered: OnDelivered },
): Promise<Way> {
  const { device, seed } = founded.practice.devices.B1
  const keys = Array.from({ length: wish.senders }, (_, n) => furtherSender(founded.practice, n))
  const senders = await Promise.all(keys.map((key) => attached({ founded, url, key })))
  const receiver = await attached({ founded, url, key: { device, seed } })
  receiver.onDelivery = (delivery) => {
    wish.onDelivered(markOf(recordIn(delivery.entry)))
    if (receiver.isCursorWanted) receiver.beat()
  }
  const all = [...senders, receiver]
  const heart = setInterval(() => {
    for (const circuit of all) circuit.beat()
  }, limits.heartbeatMs)
  let number = 0
  return {
    send(sender, { submission }) {
      number += 1
      senders[sender]?.say({ kind: "submit", number, submissions: [submission] })
    },
    close() {
      clearInterval(heart)
      for (const circuit of all) circuit.close()
    },
  }
}

async function attached(at: {
  readonly founded: FoundedLine
  readonly url: string
  readonly key: Key
}): Promise<BenchCircuit> {
  return await new Promise((resolve) => {
    const circuit = new BenchCircuit(at, () => {
      resolve(circuit)
    })
  })
}

function recordIn(bytes: Uint8Array): Uint8Array {
  return valueOf(decodeAs(entry, bytes, limits.entryBytesMax)).record
}

/** The same frames in the clear, from as many sockets. */
export async function throughBareRelay(
  url: string,
  wish: { readonly senders: number; readonly onDelivered: OnDelivered },
): Promise<Way> {
  const open = async (): Promise<WebSocket> => {
    const socket = new WebSocket(url, { perMessageDeflate: false })
    await once(socket, "open")
    return socket
  }
  const receiver = await open()
  const senders = await Promise.all(Array.from({ length: wish.senders }, open))
  receiver.on("message", (data) => {
    if (!(data instanceof Uint8Array)) return
    const frame = valueOf(decodeAs(clientFrame, data, limits.frameBytesMax))
    if (frame.kind !== "submit") return
    for (const { record } of frame.submissions) wish.onDelivered(markOf(record))
  })
  return {
    send(sender, { submission }) {
      const frame: ClientFrame = { kind: "submit", number: 1, submissions: [submission] }
      senders[sender]?.send(encodeAs(clientFrame, frame))
    },
    close() {
      for (const socket of [...senders, receiver]) socket.terminate()
    },
  }
}
