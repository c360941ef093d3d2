// Two relays and four desks in one process, in no time at all but the one that a test lets pass: everything that is under way
// has arrived when `settle` returns, unless the test holds it back.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import type { Now } from "../../../client/sdk/ports.ts"
import type { CircuitId } from "../../../server/core/circuit.ts"
import {
  callSigns,
  foundedAt,
  practiceLine,
  seedOf,
  type CallSign,
  type PracticeLine,
  type RelayName,
} from "../../support/practice-line.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import { DeskAtWork } from "./desk-at-work.ts"
import { RelayAtWork } from "./relay-at-work.ts"

const tickMs = 500
const relayNames: readonly RelayName[] = ["N", "S"]

/** Documents are signed once: every test of a file begins with the same line. */
const world = simulatedWorld("sdk records")
export const practice: PracticeLine = practiceLine({
  signatures: world.client("custodian").signatures,
  fallbackKey: (callSign) => world.client("custodian").kem.publicKey(fallbackSeed(callSign)),
})

/** A circuit between a desk and a relay, as the desk has it. */
interface Line {
  readonly circuit: CircuitId
  readonly relay: RelayName
}

export class LineAtWork {
  readonly relays: Readonly<Record<RelayName, RelayAtWork>>
  readonly desks: Readonly<Record<CallSign, DeskAtWork>>
  #mono = 1_000
  readonly #wallAtZero = foundedAt + 3_600_000
  readonly #soon: (() => void)[] = []
  readonly #lines = new Map<string, Line>()
  /** Desks from and to which nothing goes now; what was under way arrives when they are let go. */
  readonly #held = new Map<CallSign, (() => void)[]>()
  readonly #cut = new Set<RelayName>()

  private constructor() {
    const relayOf = (name: RelayName): RelayAtWork =>
      new RelayAtWork(practice, practice.relays[name], world.relay(name), () => this.now)
    this.relays = { N: relayOf("N"), S: relayOf("S") }
    const deskOf = (callSign: CallSign): DeskAtWork =>
      this.#deskOf(callSign, world.client(callSign))
    this.desks = { A1: deskOf("A1"), A2: deskOf("A2"), B1: deskOf("B1"), B2: deskOf("B2") }
  }

  /** A line on which these desks are at work. */
  static async with(...at: readonly CallSign[]): Promise<LineAtWork> {
    const line = new LineAtWork()
    for (const callSign of at) await line.desks[callSign].start()
    line.pass(1_000)
    return line
  }

  get now(): Now {
    return { wall: this.#wallAtZero + this.#mono, mono: this.#mono }
  }

  #deskOf(callSign: CallSign, crypto: ClientCrypto): DeskAtWork {
    return new DeskAtWork(identityOf(callSign), crypto, practice.state, {
      now: () => this.now,
      connect: (relay) => this.#connect(callSign, relay),
      transmit: (relay, bytes) => this.#transmit(callSign, relay, bytes),
      disconnect: (relay) => this.#disconnect(callSign, relay),
      soon: (run) => this.#soon.push(run),
    })
  }

  #nameOf(relay: RelayId): RelayName {
    return practice.relays.N.relay === relay ? "N" : "S"
  }

  #connect(callSign: CallSign, relay: RelayId): void {
    const name = this.#nameOf(relay)
    const desk = this.desks[callSign]
    if (this.#cut.has(name)) return
    const key = `${callSign} ${name}`
    const circuit: CircuitId = this.relays[name].admit({
      received: (bytes) => {
        this.#carry(callSign, () => {
          if (this.#lines.get(key)?.circuit === circuit)
            desk.handle({ kind: "received", relay, bytes })
        })
      },
      closed: () => {
        this.#carry(callSign, () => desk.handle({ kind: "disconnected", relay, closeCode: 1_006 }))
      },
    })
    this.#lines.set(key, { circuit, relay: name })
    this.#carry(callSign, () => desk.handle({ kind: "connected", relay }))
  }

  #transmit(callSign: CallSign, relay: RelayId, bytes: Uint8Array): void {
    const line = this.#lines.get(`${callSign} ${this.#nameOf(relay)}`)
    if (line === undefined || this.#cut.has(line.relay)) return
    this.#carry(callSign, () => this.relays[line.relay].received(line.circuit, bytes))
  }

  #disconnect(callSign: CallSign, relay: RelayId): void {
    const key = `${callSign} ${this.#nameOf(relay)}`
    const line = this.#lines.get(key)
    this.#lines.delete(key)
    if (line !== undefined) this.#soon.push(() => this.relays[line.relay].left(line.circuit))
  }

  #carry(callSign: CallSign, arrive: () => void): void {
    const waiting = this.#held.get(callSign)
    if (waiting === undefined) this.#soon.push(arrive)
    else waiting.push(arrive)
  }

  settle(): void {
    for (let next = this.#soon.shift(); next !== undefined; next = this.#soon.shift()) next()
  }

  /** Time passes, everybody's clock ticks, and all that follows from it happens. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= tickMs) {
      this.#mono += Math.min(tickMs, left)
      for (const callSign of callSigns) this.desks[callSign].handle({ kind: "ticked" })
      for (const name of relayNames) this.relays[name].tick()
      this.settle()
    }
  }

  hold(callSign: CallSign): void {
    if (!this.#held.has(callSign)) this.#held.set(callSign, [])
  }

  letGo(callSign: CallSign): void {
    this.#soon.push(...(this.#held.get(callSign) ?? []))
    this.#held.delete(callSign)
    this.settle()
  }

  /** Nothing reaches this relay any more, and nobody is told. */
  cut(name: RelayName): void {
    this.#cut.add(name)
  }

  mend(name: RelayName): void {
    this.#cut.delete(name)
  }

  /** Every record that any relay has, once, in the order of one journal and then the other. */
  records<K extends Parsed["kind"]>(kind: K): readonly Extract<Parsed, { kind: K }>[] {
    const seen = new Map(
      relayNames.flatMap((name) =>
        this.relays[name].records.map((record) => [record.hash, record] as const),
      ),
    )
    return [...seen.values()].filter(
      (record): record is Extract<Parsed, { kind: K }> => record.kind === kind,
    )
  }

  deviceOf(callSign: CallSign): Identity["device"] {
    return practice.devices[callSign].device
  }
}

function fallbackSeed(callSign: CallSign): Uint8Array {
  return seedOf(`fallback ${callSign}`)
}

function identityOf(callSign: CallSign): Identity {
  const { device, side, seed, entry } = practice.devices[callSign]
  return {
    line: practice.line,
    device,
    side,
    officer: entry.officer,
    callSign,
    signingSeed: seed,
    witnessSeed: seedOf(`witness ${callSign}`),
    fallbackSeed: fallbackSeed(callSign),
  }
}
