// The sockets of a simulated relay and the sessions on them: what server/shell does with WebSockets, on virtual time. A hostile
// relay's manner stands between the sessions and the relay's program, and may change what either hears.

import type { RelayCrypto } from "../../../shared/crypto/ports.ts"
import { errors, type ErrorCode } from "../../../shared/errors.ts"
import { limits } from "../../../shared/limits.ts"
import type { DeviceId, LineId, RelayId } from "../../../shared/records/names.ts"
import { refused, type Result } from "../../../shared/result.ts"
import type { ClientFrame, RelayFrame } from "../../../shared/wire/frames.ts"
import type { CircuitId } from "../../../server/core/circuit.ts"
import {
  awaitSession,
  receive,
  sealFrame,
  type RelayTerms,
  type Session,
  type SessionEvent,
} from "../../../server/core/session.ts"
import { fullBucket, takeToken, type TokenBucket } from "../../../server/core/token-bucket.ts"
import type { CircuitOutlet, LineLoop } from "../../../server/shell/line-loop.ts"
import type { Socket } from "./network.ts"
import type { Timeline } from "./timeline.ts"

/** How a hostile relay behaves towards its desks. */
export interface Manner {
  /** What leaves instead of this frame. */
  says(device: DeviceId, frame: RelayFrame): readonly RelayFrame[]
  /** What the relay's own program gets to hear, and what is answered behind its back. */
  hears(
    device: DeviceId,
    frame: ClientFrame,
  ): { readonly taken: ClientFrame | undefined; readonly answers: readonly RelayFrame[] }
}

export interface HallWorld {
  readonly timeline: Timeline
  readonly crypto: RelayCrypto
  readonly relay: RelayId
  readonly signingSeed: Uint8Array
  readonly line: LineId
  readonly manner: Manner | undefined
  /** Milliseconds on one clock for all sessions. */
  now(): number
  signingKeyOf(device: DeviceId): Result<Uint8Array>
  loopOf(device: DeviceId): LineLoop
}

interface Guest {
  readonly socket: Socket
  session: Session
  bucket: TokenBucket
  device: DeviceId | undefined
}

const allowance = { perSecond: limits.framesPerSecond, burst: limits.framesBurst }
const normal = 1_000

export class RelayHall implements CircuitOutlet {
  readonly #world: HallWorld
  readonly #terms: RelayTerms
  readonly #guests = new Map<CircuitId, Guest>()
  #last: CircuitId = 0

  constructor(world: HallWorld) {
    this.#world = world
    this.#terms = {
      crypto: world.crypto,
      relay: world.relay,
      signingSeed: world.signingSeed,
      carries: (line) => line === world.line,
      signingKeyOf: (line, device) =>
        line === world.line ? world.signingKeyOf(device) : refused("who/line", "not carried here"),
    }
  }

  /** The relay's end of a new socket. */
  admit(socket: Socket): { received(bytes: Uint8Array): void; closed(): void } {
    this.#last += 1
    const id = this.#last
    const now = this.#world.now()
    const guest: Guest = {
      socket,
      session: awaitSession(this.#terms, now),
      bucket: fullBucket(allowance, now),
      device: undefined,
    }
    this.#guests.set(id, guest)
    this.#world.timeline.after(limits.authenticateMs, () => {
      if (guest.session.phase !== "open") this.fail(id, "wire/silent")
    })
    return {
      received: (bytes) => {
        this.#received(id, guest, bytes)
      },
      closed: () => {
        this.#closed(id, guest)
      },
    }
  }

  #received(id: CircuitId, guest: Guest, bytes: Uint8Array): void {
    if (guest.session.phase === "closed") return
    const bucket = takeToken(guest.bucket, allowance, this.#world.now())
    if (bucket === undefined) {
      this.fail(id, "wire/flood")
      return
    }
    guest.bucket = bucket
    const step = receive(guest.session, bytes, this.#world.now())
    guest.session = step.session
    for (const answer of step.send) guest.socket.send("to-desk", answer)
    for (const event of step.events) this.#tell(id, guest, event)
  }

  #tell(id: CircuitId, guest: Guest, event: SessionEvent): void {
    switch (event.kind) {
      case "open":
        guest.device = event.device
        this.#world
          .loopOf(event.device)
          .dispatch({ kind: "connected", circuit: id, device: event.device })
        return
      case "frame":
        if (guest.device !== undefined) this.#took(id, guest.device, event.frame)
        return
      case "failed":
        this.#close(guest, errors[event.code].close)
    }
  }

  #took(id: CircuitId, device: DeviceId, frame: ClientFrame): void {
    const { manner } = this.#world
    const { taken, answers } = manner?.hears(device, frame) ?? { taken: frame, answers: [] }
    for (const answer of answers) this.#say(id, answer)
    if (taken !== undefined)
      this.#world.loopOf(device).dispatch({ kind: "frame", circuit: id, frame: taken })
  }

  #closed(id: CircuitId, guest: Guest): void {
    guest.session = { phase: "closed" }
    // What the process had is gone with it; nobody is left to be told.
    if (!this.#guests.delete(id) || guest.device === undefined) return
    this.#world.loopOf(guest.device).dispatch({ kind: "disconnected", circuit: id })
  }

  send(circuit: CircuitId, frame: RelayFrame, onWritten?: () => void): void {
    const guest = this.#guests.get(circuit)
    if (guest?.session.phase !== "open") return
    const { manner } = this.#world
    const said = manner === undefined ? [frame] : manner.says(guest.session.device, frame)
    for (const each of said) this.#say(circuit, each)
    if (onWritten === undefined) return
    this.#world.timeline.after(1, () => {
      if (this.#guests.get(circuit) === guest) onWritten()
    })
  }

  #say(circuit: CircuitId, frame: RelayFrame): void {
    const guest = this.#guests.get(circuit)
    if (guest === undefined) return
    const sealed = sealFrame(guest.session, frame, this.#world.now())
    if (!sealed.ok) return
    guest.session = sealed.value.session
    guest.socket.send("to-desk", sealed.value.bytes)
  }

  fail(circuit: CircuitId, code: ErrorCode): void {
    const guest = this.#guests.get(circuit)
    if (guest === undefined || guest.session.phase === "closed") return
    this.#say(circuit, { kind: "failed", code, detail: "" })
    this.#close(guest, errors[code].close)
  }

  hangUp(circuit: CircuitId): void {
    const guest = this.#guests.get(circuit)
    if (guest !== undefined) this.#close(guest, normal)
  }

  #close(guest: Guest, code: number = 1_011): void {
    guest.session = { phase: "closed" }
    guest.socket.close("relay", code)
  }

  /** Every circuit ends in good order. */
  failAll(code: ErrorCode): void {
    for (const circuit of this.#guests.keys()) this.fail(circuit, code)
  }

  /** Those of these devices, so that they come again. */
  failThose(code: ErrorCode, devices: ReadonlySet<DeviceId>): void {
    for (const [circuit, { device }] of this.#guests) {
      if (device !== undefined && devices.has(device)) this.fail(circuit, code)
    }
  }

  /** The process is gone: its machine tells everybody, or is gone as well. */
  drop(how: "process" | "machine"): void {
    const guests = [...this.#guests.values()]
    this.#guests.clear()
    for (const guest of guests) {
      guest.session = { phase: "closed" }
      if (how === "machine") guest.socket.vanish()
      else guest.socket.close("relay", 1_006)
    }
  }
}
