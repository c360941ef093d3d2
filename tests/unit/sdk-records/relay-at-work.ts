// One relay of the bench: the real core on a disk in memory, with the real sessions of its circuits. What it sends is handed to
// the post, which decides when it arrives.

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { RelayCrypto } from "../../../shared/crypto/ports.ts"
import type { CircuitId } from "../../../server/core/circuit.ts"
import { readEntry } from "../../../server/core/journal-entry.ts"
import { anchor } from "../../../server/core/line-clock.ts"
import { newLine, timeOf, type LineRelay } from "../../../server/core/line-relay.ts"
import { step } from "../../../server/core/line-step.ts"
import type { RelayEffect, RelayEvent } from "../../../server/core/relay-event.ts"
import { awaitSession, receive, sealFrame, type Session } from "../../../server/core/session.ts"
import { mayConnect } from "../../../server/core/standing.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import {
  seedOf,
  valueOf,
  type PracticeLine,
  type PracticeRelay,
} from "../../support/practice-line.ts"
import { Disk } from "../server/line-disk.ts"

/** The desk's end of a circuit. */
export interface DeskEnd {
  received(bytes: Uint8Array): void
  closed(): void
}

interface Guest {
  readonly end: DeskEnd
  session: Session
}

export interface DiskCopy {
  readonly entries: readonly Uint8Array[]
  readonly rows: ReadonlyMap<string, Uint8Array>
}

export interface Clocks {
  readonly mono: number
  readonly wall: number
}

/** Checking the founding documents takes longer than all that a test does with them. */
const beginnings = new WeakMap<PracticeRelay, LineRelay>()

export class RelayAtWork {
  readonly disk = new Disk()
  readonly refusals: string[] = []
  readonly #practice: PracticeLine
  readonly #place: PracticeRelay
  readonly #crypto: RelayCrypto
  readonly #clocks: () => Clocks
  readonly #guests = new Map<CircuitId, Guest>()
  #relay: LineRelay
  #last = 0
  #draws = 0

  constructor(
    practice: PracticeLine,
    place: PracticeRelay,
    crypto: RelayCrypto,
    clocks: () => Clocks,
  ) {
    this.#practice = practice
    this.#place = place
    this.#crypto = crypto
    this.#clocks = clocks
    this.#relay = this.#begin()
    this.happen({ kind: "opened", rows: new Map() })
  }

  #begin(): LineRelay {
    const moment = this.#moment()
    const known = beginnings.get(this.#place) ?? this.#founded()
    beginnings.set(this.#place, known)
    return { ...known, clock: anchor(moment, 0), sweptAt: moment.mono }
  }

  #founded(): LineRelay {
    const { relay, seed, logSeed } = this.#place
    const { signatures } = this.#crypto
    const software = "parley/bench"
    const identity = { relay, signingSeed: seed, logSeed, signatures, clockErrorMs: 50, software }
    const { charter, rosters } = this.#practice
    const documents = {
      charter: encodeAs(signed, charter.signed),
      rosters: [rosters.A, rosters.B].map((each) => encodeAs(signed, each.signed)),
    }
    return valueOf(newLine(identity, documents, this.#moment()))
  }

  #moment(): Clocks & { readonly random: Uint8Array } {
    this.#draws += 1
    return { ...this.#clocks(), random: seedOf(`${this.#place.name} ${String(this.#draws)}`) }
  }

  /** The records of parties, in the order of the journal. */
  get records(): readonly Parsed[] {
    return this.disk.entries.flatMap((bytes, index) => {
      const { said } = readEntry(index, bytes)
      return said.by === "party" ? [said.record] : []
    })
  }

  happen(event: RelayEvent): void {
    const events: RelayEvent[] = [event]
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const { relay, effects } = step(this.#relay, next, this.#moment())
      this.#relay = relay
      for (const effect of effects) {
        const answer = this.#perform(effect)
        if (answer !== undefined) events.push(answer)
      }
    }
  }

  #perform(effect: RelayEffect): RelayEvent | undefined {
    if (effect.kind === "append") return this.disk.append(effect.prepared)
    if (effect.kind === "fail") this.#close(effect.circuit)
    if (effect.kind === "note" && effect.note.what === "refused") {
      this.refusals.push(`${effect.note.code}: ${effect.note.detail}`)
    }
    if (effect.kind !== "send") return this.disk.answer(effect)
    const guest = this.#guests.get(effect.circuit)
    if (guest === undefined) return undefined
    const sealed = valueOf(sealFrame(guest.session, effect.frame, this.#clocks().mono))
    guest.session = sealed.session
    guest.end.received(sealed.bytes)
    return effect.isPaced ? { kind: "written", circuit: effect.circuit } : undefined
  }

  #close(circuit: CircuitId): void {
    this.#guests.get(circuit)?.end.closed()
    this.#guests.delete(circuit)
  }

  /** A desk has connected. */
  admit(end: DeskEnd): CircuitId {
    this.#last += 1
    const terms = {
      crypto: this.#crypto,
      relay: this.#place.relay,
      signingSeed: this.#place.seed,
      carries: () => true,
      signingKeyOf: (_: unknown, device: Parameters<typeof mayConnect>[2]) => {
        const t = timeOf(this.#relay, this.#moment())
        const entry = mayConnect(this.#relay.folded.state, this.#place.relay, device, t)
        return entry.ok ? { ok: true as const, value: entry.value.signingKey } : entry
      },
    }
    this.#guests.set(this.#last, { end, session: awaitSession(terms, this.#clocks().mono) })
    return this.#last
  }

  received(circuit: CircuitId, bytes: Uint8Array): void {
    const guest = this.#guests.get(circuit)
    if (guest === undefined) return
    const answer = receive(guest.session, bytes, this.#clocks().mono)
    guest.session = answer.session
    for (const each of answer.send) guest.end.received(each)
    for (const event of answer.events) {
      if (event.kind === "open") this.happen({ kind: "connected", circuit, device: event.device })
      if (event.kind === "frame") this.happen({ kind: "frame", circuit, frame: event.frame })
      if (event.kind === "failed") this.#close(circuit)
    }
  }

  left(circuit: CircuitId): void {
    if (this.#guests.delete(circuit)) this.happen({ kind: "disconnected", circuit })
  }

  /** Why it signs no heads any more, if so. */
  get stopped(): string | undefined {
    return this.#relay.heads.stopped
  }

  /** What its operator has copied, to be put back later. */
  copyDisk(): DiskCopy {
    return { entries: [...this.disk.entries], rows: new Map(this.disk.rows) }
  }

  /** The old copy is put back and a new process begins on it; every circuit is gone. */
  restartOn({ entries, rows }: DiskCopy): void {
    this.disk.entries.splice(0, Number.POSITIVE_INFINITY, ...entries)
    this.disk.rows.clear()
    for (const [key, value] of rows) this.disk.rows.set(key, value)
    for (const circuit of this.#guests.keys()) this.#close(circuit)
    this.#relay = this.#begin()
    this.happen({ kind: "opened", rows: new Map(this.disk.rows) })
  }

  tick(): void {
    this.happen({ kind: "ticked" })
  }
}
