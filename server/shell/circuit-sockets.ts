// All circuits of this process, whatever their line: who is behind which socket, and the way between sockets and lines.

import type { Duplex } from "node:stream"
import type { WebSocket } from "ws"

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import type { DeviceId, LineId, RelayId } from "../../shared/records/names.ts"
import { refused } from "../../shared/result.ts"
import type { RelayFrame } from "../../shared/wire/frames.ts"
import type { CircuitId } from "../core/circuit.ts"
import { timeOf } from "../core/line-relay.ts"
import type { RelayTerms } from "../core/session.ts"
import { mayConnect } from "../core/standing.ts"
import { CircuitSocket } from "./circuit-socket.ts"
import type { Clock } from "./clock.ts"
import type { Connections } from "./connections.ts"
import type { CircuitOutlet, LineLoop } from "./line-loop.ts"
import type { Log } from "./log.ts"
import type { Metrics } from "./metrics.ts"
import { Tickets } from "./tickets.ts"

/** A WebSocket whose owner has not said who it is. */
export interface Arriving {
  /** A shortened address, for logs. */
  readonly from: string
  readonly connection: Duplex
  readonly isTicketed: boolean
}

export interface HallPorts {
  readonly crypto: RelayCrypto
  readonly relay: RelayId
  readonly signingSeed: Uint8Array
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly connections: Connections
  lineOf(line: LineId): LineLoop | undefined
}

export class CircuitSockets implements CircuitOutlet {
  readonly #ports: HallPorts
  readonly #terms: RelayTerms
  readonly #sockets = new Map<CircuitId, CircuitSocket>()
  readonly #tickets: Tickets
  readonly #began: { readonly wall: number; readonly mono: number }
  #last: CircuitId = 0

  constructor(ports: HallPorts) {
    this.#ports = ports
    const { clock, crypto, relay, signingSeed } = ports
    this.#began = { wall: clock.wall(), mono: clock.mono() }
    const { random } = crypto
    this.#tickets = new Tickets({ signingSeed, random, now: () => this.#now() })
    this.#terms = {
      crypto,
      relay,
      signingSeed,
      carries: (line) => ports.lineOf(line) !== undefined,
      signingKeyOf: (line, device) => {
        const loop = ports.lineOf(line)
        if (loop === undefined) return refused("who/line", "not carried here")
        const state = loop.relay.folded.state
        const t = timeOf(loop.relay, { mono: clock.mono() })
        const entry = mayConnect(state, relay, device, t)
        return entry.ok ? { ok: true, value: entry.value.signingKey } : entry
      },
    }
  }

  get count(): number {
    return this.#sockets.size
  }

  /** Who holds a ticket; undefined where it is not good. */
  holder(ticket: Uint8Array): string | undefined {
    return this.#tickets.holder(ticket)
  }

  admit(socket: WebSocket, { from, connection, isTicketed }: Arriving): void {
    this.#last += 1
    const id = this.#last
    const { metrics, connections } = this.#ports
    let loop: LineLoop | undefined
    const circuit = new CircuitSocket(socket, {
      terms: this.#terms,
      now: () => this.#now(),
      opened: (line: LineId, device: DeviceId) => {
        loop = this.#ports.lineOf(line)
        this.#ports.log.debug({ circuit: id, from, line, device }, "a circuit is open")
        metrics.shookHands("open", isTicketed)
        connections.known(connection)
        circuit.send({ kind: "ticket", ticket: this.#tickets.issue(line, device) })
        loop?.dispatch({ kind: "connected", circuit: id, device })
      },
      took: (frame) => loop?.dispatch({ kind: "frame", circuit: id, frame }),
      failed: (code, detail) => {
        this.#ports.log.info({ circuit: id, from, code, detail }, "a circuit failed")
        if (loop === undefined) metrics.shookHands(code, isTicketed)
        else metrics.circuitEnded(code)
      },
      moved: (direction, bytes) => {
        metrics.moved(direction, bytes)
      },
      closed: () => {
        this.#sockets.delete(id)
        loop?.dispatch({ kind: "disconnected", circuit: id })
      },
    })
    this.#sockets.set(id, circuit)
  }

  send(circuit: CircuitId, frame: RelayFrame, onWritten?: () => void): void {
    this.#sockets.get(circuit)?.send(frame, onWritten)
  }

  fail(circuit: CircuitId, code: ErrorCode, detail: string): void {
    const socket = this.#sockets.get(circuit)
    if (socket === undefined) return
    this.#ports.log.info({ circuit, code, detail }, "a circuit was ended")
    this.#ports.metrics.circuitEnded(code)
    socket.fail(code)
  }

  hangUp(circuit: CircuitId): void {
    this.#sockets.get(circuit)?.hangUp()
  }

  /** Ends those who have not said who they are; lines end their own circuits. */
  endAll(code: ErrorCode): void {
    for (const socket of this.#sockets.values()) socket.fail(code)
  }

  dropAll(): void {
    for (const socket of this.#sockets.values()) socket.drop()
  }

  /** One clock for every handshake: the wall clock of the start, moved on by the monotonic one. */
  #now(): number {
    const { wall, mono } = this.#began
    return Math.floor(wall + this.#ports.clock.mono() - mono)
  }
}
