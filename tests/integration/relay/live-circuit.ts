// A client of a real relay, as plain as can be: a WebSocket and the session machine on it, frames in and out. No desk, no
// retries: a test says every frame and sees every answer.

import { once } from "node:events"
import { WebSocket, type ClientOptions } from "ws"

import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { acceptance, type AcceptedEntry } from "../../../shared/records/acceptance.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { ClientFrame, RelayFrame } from "../../../shared/wire/frames.ts"
import { offered } from "../../../shared/wire/ticket.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { beginSession, receive, sealFrame, type Session } from "../../../client/sdk/session.ts"
import { valueOf, type CallSign, type RelayName } from "../../support/practice-line.ts"
import type { FoundedLine } from "../../support/founded-line.ts"

const crypto = nodeClientCrypto()
const none = new Uint8Array()

type FrameOf<K extends RelayFrame["kind"]> = Extract<RelayFrame, { kind: K }>

export interface Calling {
  readonly founded: FoundedLine
  readonly relay: RelayName
  readonly url: string
  readonly as: CallSign
}

/** How a connection ended: the close code, or the HTTP status it was refused with. */
export async function endOf(socket: WebSocket): Promise<number> {
  return await new Promise((resolve) => {
    socket.on("close", resolve)
    socket.on("unexpected-response", (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on("error", () => undefined)
  })
}

export function plainSocket(
  url: string,
  options: ClientOptions = {},
  ticket?: Uint8Array,
): WebSocket {
  const protocols = ticket === undefined ? [] : [...offered(ticket)]
  return new WebSocket(url, protocols, { perMessageDeflate: false, ...options })
}

export class LiveCircuit {
  readonly socket: WebSocket
  readonly frames: RelayFrame[] = []
  /** The close code. */
  readonly ended: Promise<number>
  #session: Session
  #waiting: (() => void)[] = []

  private constructor(socket: WebSocket, session: Session) {
    this.socket = socket
    this.#session = session
    this.ended = endOf(socket)
    socket.on("message", (data) => {
      if (data instanceof Uint8Array) this.#take(new Uint8Array(data))
    })
    socket.on("close", () => {
      this.#wake()
    })
  }

  /** The handshake is done; nothing has been said after it. */
  static async open(calling: Calling, ticket?: Uint8Array): Promise<LiveCircuit> {
    const { founded, relay, url, as } = calling
    const socket = plainSocket(url, {}, ticket)
    const { practice } = founded
    const { device, seed } = practice.devices[as]
    const step = beginSession({
      crypto,
      line: founded.state.line,
      relay: practice.relays[relay].relay,
      relaySigningKey: practice.relays[relay].entry.signingKey,
      device,
      deviceSeed: seed,
    })
    const circuit = new LiveCircuit(socket, step.session)
    const opening = once(socket, "open").then(() => undefined)
    const refusal = await Promise.race([opening, circuit.ended])
    if (refusal !== undefined) throw new Error(`turned away with ${String(refusal)}`)
    for (const bytes of step.send) socket.send(bytes)
    await circuit.until(() => (circuit.#isShakingHands ? undefined : true))
    return circuit
  }

  /** Attached, and told what the relay has. */
  static async attach(calling: Calling, next = 0): Promise<LiveCircuit> {
    const circuit = await LiveCircuit.open(calling)
    circuit.say({ kind: "attach", epoch: 1, next, software: "live" })
    await circuit.frame("attached")
    return circuit
  }

  /** The relay's first frame is a ticket: it says that the relay has taken the proof of who we are. */
  get #isShakingHands(): boolean {
    const { phase } = this.#session
    return phase === "greeting" || (phase === "open" && this.frames.length === 0)
  }

  #take(bytes: Uint8Array): void {
    const step = receive(this.#session, bytes, performance.now())
    this.#session = step.session
    for (const answer of step.send) this.socket.send(answer)
    for (const event of step.events) if (event.kind === "frame") this.frames.push(event.frame)
    this.#wake()
  }

  #wake(): void {
    for (const waiting of this.#waiting.splice(0)) waiting()
  }

  say(frame: ClientFrame): void {
    const sealed = valueOf(sealFrame(this.#session, frame, performance.now()))
    this.#session = sealed.session
    this.socket.send(sealed.bytes)
  }

  /** Waits for what the frames so far answer; a socket that has closed answers nothing more. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (this.socket.readyState === WebSocket.CLOSED) {
        throw new Error(`the circuit ended, having said ${this.#words}`)
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  get #words(): string {
    const words = this.frames.map((frame) =>
      "code" in frame ? `${frame.kind} (${frame.code}: ${frame.detail})` : frame.kind,
    )
    return words.join(", ")
  }

  framesOf<K extends RelayFrame["kind"]>(kind: K): readonly FrameOf<K>[] {
    return this.frames.filter((frame): frame is FrameOf<K> => frame.kind === kind)
  }

  /** The first frame of this kind that fits. */
  async frame<K extends RelayFrame["kind"]>(
    kind: K,
    fits: (frame: FrameOf<K>) => boolean = () => true,
  ): Promise<FrameOf<K>> {
    return await this.until(() => this.framesOf(kind).find(fits))
  }

  async submit(
    number: number,
    record: Parsed,
    enclosure: Uint8Array = none,
  ): Promise<AcceptedEntry> {
    const submission = { record: encodeAs(signed, record.signed), enclosure, carried: none }
    this.say({ kind: "submit", number, submissions: [submission] })
    const answer = await this.frame("accepted", (frame) => frame.number === number)
    const core = valueOf(decodeAs(acceptance, answer.acceptance.core, limits.recordBytesMax))
    const [entry] = core.entries
    if (entry === undefined) throw new Error("an acceptance of nothing")
    return entry
  }

  /** The last code the relay gave under the circuit's own key. */
  get failure(): string | undefined {
    return this.framesOf("failed").at(-1)?.code
  }

  close(): void {
    this.socket.terminate()
  }
}
