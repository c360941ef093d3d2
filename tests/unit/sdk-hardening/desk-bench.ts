// A desk on the practice line without sockets: a test plays the relays, entry by entry, and reads what the desk tells.

import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { Desk, makeParts, type Parts } from "../../../client/sdk/desk.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import { Frames } from "../../../client/sdk/frames.ts"
import { Intake } from "../../../client/sdk/intake.ts"
import { remember } from "../../../client/sdk/memory.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { Effect, Now, Store } from "../../../client/sdk/ports.ts"
import type { RelayLink } from "../../../client/sdk/relay-link.ts"
import { sealEnvelope } from "../../../client/sdk/seal/seal.ts"
import { present } from "../../../shared/assert.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import type { SeenHead } from "../../../shared/records/link.ts"
import { enclosure } from "../../../shared/records/envelope.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { Demand, Hash, MessageId, Precedence } from "../../../shared/records/names.ts"
import { hashOf, signed, type Signed } from "../../../shared/records/signed.ts"
import { relayed, type Relayed } from "../../../shared/records/relayed.ts"
import type { Delivery, RelayFrame } from "../../../shared/wire/frames.ts"
import {
  callSigns,
  foundedAt,
  practiceLine,
  seedOf,
  valueOf,
  type CallSign,
  type PracticeLine,
  type RelayName,
} from "../../support/practice-line.ts"

export const crypto = nodeClientCrypto()
const kemSeed = (callSign: string): Uint8Array => seedOf(`kem ${callSign}`)
export const line: PracticeLine = practiceLine({
  signatures: crypto.signatures,
  fallbackKey: (callSign) => crypto.kem.publicKey(kemSeed(callSign)),
})
export const start = foundedAt + 3_600_000
export const anotherId = branded<MessageId>("0198f6a07c007000a000000000000002")
export const someId = branded<MessageId>("0198f6a07c007000a000000000000001")
const nothing = new Uint8Array(0)

export function identityOf(callSign: CallSign): Identity {
  const { device, side, seed } = line.devices[callSign]
  return {
    line: line.line,
    device,
    side,
    officer: `officer ${callSign}`,
    callSign,
    signingSeed: seed,
    witnessSeed: seedOf(`witness ${callSign}`),
    fallbackSeed: kemSeed(callSign),
  }
}

export interface Said {
  readonly record: Signed
  readonly hash: Hash
  readonly enclosure: Uint8Array
}

export interface Wish {
  readonly from: CallSign
  readonly text: string
  readonly precedence?: Precedence
  readonly owes?: readonly Demand[]
  readonly message?: MessageId
  readonly opening?: Uint8Array
  readonly seen?: readonly SeenHead[]
}

/** The first record of a device: an envelope for everybody else on the line. */
export function envelopeBy(wish: Wish): Said {
  const { device, side, seed } = line.devices[wish.from]
  const peer = side === "A" ? "B" : "A"
  const addressees = callSigns
    .filter((each) => each !== wish.from)
    .map((each) => ({
      device: line.devices[each].device,
      tier: 3 as const,
      counter: 0,
      pseq: 1,
      voids: 0,
      key: crypto.kem.publicKey(kemSeed(each)),
    }))
  const sealed = valueOf(
    sealEnvelope(crypto, seed, {
      terms: {
        format: 1,
        link: {
          line: line.line,
          from: device,
          seq: 1,
          prev: branded<Hash>("0".repeat(64)),
          t: start,
          terr: 10,
          charter: 0,
          ownRoster: { version: 1, hash: line.rosters[side].hash },
          peerRoster: { version: 1, hash: line.rosters[peer].hash },
          seen: wish.seen ?? [],
        },
        message: wish.message ?? someId,
        serial: 1,
        precedence: wish.precedence ?? "FLASH",
        owes: wish.owes ?? ["read"],
        life: 86_400_000,
        references: [],
        drafted: [],
      },
      payload: utf8(wish.text),
      opening: wish.opening,
      addressees,
    }),
  )
  return {
    record: sealed.record,
    hash: hashOf(sealed.record.core),
    enclosure: encodeAs(enclosure, sealed.enclosure),
  }
}

/** What a relay says of its journal, and of the desk's own chain in it. */
interface Extent {
  readonly epoch?: number
  readonly size?: number
  readonly own?: number
}

/** A desk with its relays N and S, both of them played by the test. */
export class DeskBench {
  readonly #callSign: CallSign
  readonly parts: Parts
  readonly desk: Desk
  readonly intake: Intake
  readonly frames: Frames
  /** What is on the desk's disk, as far as its effects have been looked at. */
  readonly rows = new Map<string, Uint8Array>()
  readonly #heard: Effect[] = []
  now: Now = { wall: start + 20, mono: 20 }

  /** `epoch`: of the relays' journals; 0 where the store says it. */
  constructor(callSign: CallSign, epoch = 1) {
    this.#callSign = callSign
    this.parts = makeParts(crypto, identityOf(callSign), line.state)
    this.desk = new Desk(this.parts)
    this.intake = new Intake(this.parts)
    this.frames = new Frames(this.parts, this.intake)
    if (epoch > 0) for (const link of this.parts.links.values()) link.copy.beginEpoch(epoch)
  }

  link(relay: RelayName): RelayLink {
    return present(this.parts.links.get(line.relays[relay].relay), "a relay of the charter")
  }

  hears(relay: RelayName, frame: RelayFrame): void {
    this.frames.take(this.link(relay), frame, this.now)
  }

  /** The relay takes the desk in, says how far its journal goes, and answers the first heartbeat. */
  attaches(relay: RelayName, said: Extent = {}): void {
    this.admits(relay, said)
    this.beats(relay, this.now.wall, said.size)
  }

  /** The relay's clock, as its answer to a heartbeat shows it; the way took no time. */
  beats(relay: RelayName, t: number, size = this.link(relay).copy.next): void {
    const { wall } = this.now
    const times = { echoed: wall, received: t, answered: t }
    this.hears(relay, { kind: "heartbeat", number: 1, ...times, size, heard: [] })
  }

  /** No more than that it takes the desk in. */
  admits(relay: RelayName, said: Extent = {}): void {
    const { device } = this.parts.identity
    const none = branded<Hash>("0".repeat(64))
    this.hears(relay, {
      kind: "attached",
      relay: line.relays[relay].relay,
      epoch: said.epoch ?? 1,
      size: said.size ?? this.link(relay).copy.next,
      heads: said.own === undefined ? [] : [{ device, seq: said.own, hash: none }],
      charter: 0,
      rosters: [],
    })
  }

  /** Time for what a desk does by itself, a quarter of a second at a time. */
  waits(ms: number): void {
    for (let passed = 0; passed < ms; passed += 250) {
      this.passes(250)
      this.#heard.push(...this.desk.handle({ kind: "ticked" }, this.now))
    }
  }

  /** Numbers what is in the outbox. */
  flushes(): void {
    this.#heard.push(...this.desk.flush(this.now))
  }

  passes(ms: number): void {
    this.now = { wall: this.now.wall + ms, mono: this.now.mono + ms }
  }

  /** The relay delivers the record as its next entry. */
  delivers(relay: RelayName, said: Said, t = this.now.wall): Delivery {
    const bytes = this.#entry(relay, "party", t, encodeAs(signed, said.record))
    return this.#take(relay, bytes, said.enclosure)
  }

  /** The relay delivers something that it says itself. */
  enters(relay: RelayName, said: Relayed, t = this.now.wall): Delivery {
    return this.#take(relay, this.#entry(relay, "relay", t, encodeAs(relayed, said)), nothing)
  }

  #entry(relay: RelayName, speaker: "party" | "relay", t: number, record: Uint8Array): Uint8Array {
    return encodeAs(entry, {
      format: 1,
      relay: line.relays[relay].relay,
      speaker,
      t,
      terr: 5,
      salt: new Uint8Array(16),
      record,
      carried: nothing,
    })
  }

  #take(relay: RelayName, bytes: Uint8Array, body: Uint8Array): Delivery {
    const link = this.link(relay)
    const delivery = { index: link.copy.next, entry: bytes, enclosure: body }
    this.intake.take(link, [delivery], this.now)
    return delivery
  }

  effects(): readonly Effect[] {
    const effects = [...this.#heard.splice(0), ...this.parts.out.take()]
    for (const effect of effects) {
      for (const { key, value } of effect.kind === "store" ? effect.writes : []) {
        if (value === undefined) this.rows.delete(key)
        else this.rows.set(key, value)
      }
    }
    return effects
  }

  /** What it asks of its store in order to compare heads, answered from what it has stored. */
  asksStore(): readonly string[] {
    this.flushes()
    return this.effects().flatMap((effect) => {
      if (effect.kind !== "load" || effect.purpose !== "heads") return []
      const { relay, purpose, keys } = effect
      const values = new Map(keys.map((key) => [key, this.rows.get(key)]))
      this.#heard.push(...this.desk.handle({ kind: "loaded", relay, purpose, values }, this.now))
      return keys
    })
  }

  /** A new process on what this one has stored. */
  async restarted(): Promise<DeskBench> {
    this.effects()
    const next = new DeskBench(this.#callSign, 0)
    for (const row of this.rows) next.rows.set(...row)
    await remember(next.parts, storeOf(next.rows))
    next.now = { ...this.now, mono: 20 }
    return next
  }

  notices(): readonly Notice[] {
    return this.effects().flatMap((effect) => (effect.kind === "notice" ? [effect.notice] : []))
  }

  violations(): readonly string[] {
    return this.notices().flatMap((notice) => (notice.kind === "violation" ? [notice.detail] : []))
  }
}

function storeOf(rows: ReadonlyMap<string, Uint8Array>): Store {
  return {
    read: (key) => Promise.resolve(rows.get(key)),
    range: (prefix) => {
      const found = [...rows].filter(([key]) => key.startsWith(prefix))
      return Promise.resolve(found.map(([key, value]) => ({ key, value })))
    },
    write: () => Promise.reject(new Error("remembering writes nothing")),
    close: () => Promise.resolve(),
  }
}
