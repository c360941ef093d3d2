// One WebSocket and the session on it: bytes in, frames out, and an end with a reason. Nothing a stranger sends costs more than
// its bytes until the handshake has said who it is.

import type { RawData, WebSocket } from "ws"

import { errors, type ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, LineId } from "../../shared/records/names.ts"
import type { ClientFrame, RelayFrame } from "../../shared/wire/frames.ts"
import {
  awaitSession,
  receive,
  sealFrame,
  type RelayTerms,
  type Session,
  type SessionEvent,
} from "../core/session.ts"
import { fullBucket, takeToken, type TokenBucket } from "../core/token-bucket.ts"

export interface SocketPorts {
  readonly terms: RelayTerms
  /** Milliseconds on one clock for all of a session; about line time. */
  now(): number
  opened(line: LineId, device: DeviceId): void
  took(frame: ClientFrame): void
  /** The circuit ends because of what came from it; `closed` follows. */
  failed(code: ErrorCode, detail: string): void
  closed(): void
  moved(direction: "in" | "out", bytes: number): void
}

const allowance = { perSecond: limits.framesPerSecond, burst: limits.framesBurst }

/** For codes that end no circuit by themselves: the WebSocket protocol's "internal error" (RFC 6455 section 7.4.1). */
const unforeseen = 1_011
const normal = 1_000

export class CircuitSocket {
  readonly #socket: WebSocket
  readonly #ports: SocketPorts
  #session: Session
  #bucket: TokenBucket
  readonly #patience: NodeJS.Timeout

  constructor(socket: WebSocket, ports: SocketPorts) {
    this.#socket = socket
    this.#ports = ports
    this.#session = awaitSession(ports.terms, ports.now())
    this.#bucket = fullBucket(allowance, ports.now())
    // After the upgrade no limit of HTTP applies any more.
    this.#patience = setTimeout(() => {
      if (this.#session.phase !== "open") this.#fault("wire/silent", "did not say who it is")
    }, limits.authenticateMs)
    socket.on("error", () => {
      // The library closes the socket itself, with a code of the WebSocket protocol; "close" follows.
    })
    socket.on("close", () => {
      clearTimeout(this.#patience)
      this.#session = { phase: "closed" }
      ports.closed()
    })
    socket.on("message", (data, isBinary) => {
      if (this.#mayGoOn()) this.#take(data, isBinary)
    })
    socket.on("ping", () => {
      this.#mayGoOn()
    })
    socket.on("pong", () => {
      this.#mayGoOn()
    })
  }

  send(frame: RelayFrame, onWritten?: () => void): void {
    if (this.#session.phase !== "open") return
    const sealed = sealFrame(this.#session, frame, this.#ports.now())
    if (!sealed.ok) {
      this.#fault("form/too-large", "an answer that no frame holds")
      return
    }
    this.#session = sealed.value.session
    this.#write(sealed.value.bytes, onWritten)
    // What is not read stays in this process's memory; the journal keeps it better.
    if (this.#socket.bufferedAmount > limits.bufferedBytesMax) {
      this.#fault("wire/slow", "does not read what it is sent")
    }
  }

  /** Says why under the circuit's key, as far as there is one, and closes with the code's close code. */
  fail(code: ErrorCode): void {
    if (this.#session.phase === "closed") return
    const frame: RelayFrame = { kind: "failed", code, detail: "" }
    const sealed = sealFrame(this.#session, frame, this.#ports.now())
    if (sealed.ok) this.#write(sealed.value.bytes)
    this.#close(errors[code].close ?? unforeseen)
  }

  hangUp(): void {
    this.#close(normal)
  }

  /** Without another word: the process is about to end. */
  drop(): void {
    this.#socket.terminate()
  }

  #take(data: RawData, isBinary: boolean): void {
    if (!isBinary || !(data instanceof Uint8Array)) {
      this.#fault("form/malformed", "a message of text")
      return
    }
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length)
    this.#ports.moved("in", bytes.length)
    const { session, send, events } = receive(this.#session, bytes, this.#ports.now())
    const before = this.#session
    this.#session = session
    for (const answer of send) this.#write(answer)
    for (const event of events) this.#tell(event)
    if (before.phase !== "open" && session.phase === "open") clearTimeout(this.#patience)
  }

  #tell(event: SessionEvent): void {
    switch (event.kind) {
      case "open":
        this.#ports.opened(event.line, event.device)
        return
      case "frame":
        this.#ports.took(event.frame)
        return
      case "failed":
        // The session has said why already, where it could.
        this.#ports.failed(event.code, event.detail)
        this.#close(errors[event.code].close ?? unforeseen)
    }
  }

  #fault(code: ErrorCode, detail: string): void {
    if (this.#session.phase === "closed") return
    this.#ports.failed(code, detail)
    this.fail(code)
  }

  /** Every message counts, pings too: answering them is work. */
  #mayGoOn(): boolean {
    if (this.#session.phase === "closed") return false
    const bucket = takeToken(this.#bucket, allowance, this.#ports.now())
    if (bucket === undefined) {
      this.#fault("wire/flood", "too many messages")
      return false
    }
    this.#bucket = bucket
    return true
  }

  #write(bytes: Uint8Array, onWritten?: () => void): void {
    this.#ports.moved("out", bytes.length)
    this.#socket.send(bytes, (error) => {
      if (!(error instanceof Error)) onWritten?.()
    })
  }

  #close(closeCode: number): void {
    this.#session = { phase: "closed" }
    this.#socket.close(closeCode)
  }
}
