// One circuit: connection, handshake, heartbeat, and the verdict that it is dead. A cut is invisible to TCP, so the desk
// decides by its own clock: nothing heard for five seconds is dead, whatever the socket says.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import type { CharterRelay } from "../../shared/records/charter.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { ClientFrame, RelayFrame } from "../../shared/wire/frames.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing } from "./ports.ts"
import { beginSession, receive, sealFrame, type Session } from "./session.ts"

/** down: waiting for the next try. connecting: the socket. greeting: the handshake. up: frames go both ways. */
export type CircuitPhase = "down" | "connecting" | "greeting" | "up"

export class Circuit {
  readonly relay: CharterRelay
  readonly #crypto: ClientCrypto
  readonly #identity: Identity
  #phase: CircuitPhase = "down"
  #session: Session = { phase: "closed" }
  #heardAt = 0
  #beganAt = 0
  #heartbeatAt = 0
  #retryAt = 0
  #failures = 0
  #ticket: Uint8Array | undefined
  #downCode: ErrorCode | undefined
  #downSince: number | undefined

  constructor(crypto: ClientCrypto, identity: Identity, relay: CharterRelay) {
    this.#crypto = crypto
    this.#identity = identity
    this.relay = relay
  }

  get id(): RelayId {
    return this.relay.relay
  }

  get phase(): CircuitPhase {
    return this.#phase
  }

  /** Milliseconds since anything was heard on this circuit; undefined while it is not up. */
  silenceMs(now: Now): number | undefined {
    return this.#phase === "up" ? now.mono - this.#heardAt : undefined
  }

  /** Why it went down last, and since when by this device's monotonic clock; undefined while it is up. */
  get down(): { readonly code: ErrorCode | undefined; readonly since: number } | undefined {
    return this.#phase === "up" || this.#downSince === undefined
      ? undefined
      : { code: this.#downCode, since: this.#downSince }
  }

  /** Connects when it is time to, and ends a circuit that has been silent too long. True when the circuit died now. */
  tick(now: Now, out: Outgoing): boolean {
    if (this.#phase === "down") {
      if (this.#downSince === undefined) this.#downSince = now.mono
      if (now.mono >= this.#retryAt) this.#connect(now, out)
      return false
    }
    const quietFor = now.mono - (this.#phase === "up" ? this.#heardAt : this.#beganAt)
    if (quietFor < limits.lineDeadMs) return false
    out.push({ kind: "disconnect", relay: this.id })
    this.#fall(now, "wire/silent")
    return true
  }

  #connect(now: Now, out: Outgoing): void {
    this.#phase = "connecting"
    this.#beganAt = now.mono
    out.push({ kind: "connect", relay: this.id, url: this.relay.url, ticket: this.#ticket })
  }

  connected(now: Now, out: Outgoing): void {
    if (this.#phase !== "connecting") return
    this.#phase = "greeting"
    this.#beganAt = now.mono
    const step = beginSession({
      crypto: this.#crypto,
      line: this.#identity.line,
      relay: this.id,
      relaySigningKey: this.relay.signingKey,
      device: this.#identity.device,
      deviceSeed: this.#identity.signingSeed,
    })
    this.#session = step.session
    for (const bytes of step.send) out.push({ kind: "transmit", relay: this.id, bytes })
  }

  /** The frames that these bytes carry; `opened` when the handshake is over with them. */
  received(
    bytes: Uint8Array,
    now: Now,
    out: Outgoing,
  ): { readonly opened: boolean; readonly frames: readonly RelayFrame[] } {
    if (this.#phase !== "greeting" && this.#phase !== "up") return { opened: false, frames: [] }
    const step = receive(this.#session, bytes, now.mono)
    this.#session = step.session
    this.#heardAt = now.mono
    for (const answer of step.send) out.push({ kind: "transmit", relay: this.id, bytes: answer })
    const frames: RelayFrame[] = []
    let opened = false
    for (const event of step.events) {
      if (event.kind === "frame") frames.push(event.frame)
      if (event.kind === "open") opened = this.#open(now)
      if (event.kind === "failed") {
        out.push({ kind: "disconnect", relay: this.id })
        this.#fall(now, event.code)
      }
    }
    return { opened, frames }
  }

  #open(now: Now): true {
    this.#phase = "up"
    this.#failures = 0
    this.#heardAt = now.mono
    this.#heartbeatAt = now.mono
    this.#downSince = undefined
    return true
  }

  /** The relay's word that we have shaken hands: after a cut we need not wait with strangers. */
  keepTicket(ticket: Uint8Array): void {
    this.#ticket = ticket
  }

  /** True once a second while the circuit is up. */
  isHeartbeatDue(now: Now): boolean {
    if (this.#phase !== "up" || now.mono < this.#heartbeatAt) return false
    this.#heartbeatAt = now.mono + limits.heartbeatMs
    return true
  }

  /** False when the circuit is not up or the frame is too large for it; nothing was sent then. */
  send(frame: ClientFrame, now: Now, out: Outgoing): boolean {
    const sealed = sealFrame(this.#session, frame, now.mono)
    if (!sealed.ok) return false
    this.#session = sealed.value.session
    out.push({ kind: "transmit", relay: this.id, bytes: sealed.value.bytes })
    return true
  }

  disconnected(now: Now, code: ErrorCode | undefined): void {
    if (this.#phase !== "down") this.#fall(now, code)
  }

  /** Ends a circuit with a relay that may not be believed; it is tried again after a pause. */
  turnAway(now: Now, code: ErrorCode, out: Outgoing): void {
    out.push({ kind: "disconnect", relay: this.id })
    this.#fall(now, code)
    this.#retryAt = now.mono + limits.reconnectCapMs
  }

  /** Closes in good order: the last thing a desk does. */
  goodbye(now: Now, out: Outgoing): void {
    if (this.#phase === "up") this.send({ kind: "goodbye" }, now, out)
    if (this.#phase !== "down") out.push({ kind: "disconnect", relay: this.id })
    this.#phase = "down"
    this.#retryAt = Number.MAX_SAFE_INTEGER
  }

  #fall(now: Now, code: ErrorCode | undefined): void {
    if (this.#phase === "up") this.#downSince = now.mono
    this.#phase = "down"
    this.#session = { phase: "closed" }
    this.#downCode = code
    this.#retryAt = now.mono + this.#backoffMs()
    this.#failures += 1
  }

  /** At once the first time, then full jitter up to a cap that a crisis can bear. */
  #backoffMs(): number {
    if (this.#failures === 0) return 0
    const ceiling = Math.min(
      limits.reconnectCapMs,
      limits.reconnectBaseMs * 2 ** Math.min(this.#failures, 10),
    )
    const [high = 0, low = 0] = this.#crypto.random.bytes(2)
    return Math.floor((ceiling * (high * 256 + low)) / 65_536)
  }
}
