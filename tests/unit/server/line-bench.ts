// One line at one relay on a bench: the core's effects are performed at once against rows in memory, by a hand that can hold an
// append back, lose it, or let another process be first. The world's clocks stand still until a test moves them.

import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../../shared/errors.ts"
import type { LadderPoint } from "../../../shared/line/deadlines.ts"
import { limits } from "../../../shared/limits.ts"
import { acceptance, type Acceptance } from "../../../shared/records/acceptance.ts"
import type { Parsed } from "../../../shared/records/parsed.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { ClientFrame, Delivery, RelayFrame, Submission } from "../../../shared/wire/frames.ts"
import type { Prepared } from "../../../server/core/batch.ts"
import type { CircuitId } from "../../../server/core/circuit.ts"
import { readEntry } from "../../../server/core/journal-entry.ts"
import { newLine, type LineRelay } from "../../../server/core/line-relay.ts"
import { step } from "../../../server/core/line-step.ts"
import type { Note, RelayEffect, RelayEvent } from "../../../server/core/relay-event.ts"
import {
  practiceLine,
  seedOf,
  valueOf,
  type CallSign,
  type PracticeLine,
  type PracticeRelay,
} from "../../support/practice-line.ts"
import { Story, withStatement } from "../../support/practice-story.ts"
import { Disk } from "./line-disk.ts"

export const practice: PracticeLine = practiceLine()
const nothing = new Uint8Array(0)

type FrameOf<K extends RelayFrame["kind"]> = Extract<RelayFrame, { kind: K }>

interface Refused {
  readonly code: ErrorCode
  readonly position: number
  readonly want: number
}

export class LineBench {
  readonly story = new Story(practice)
  readonly disk: Disk
  readonly sent: { readonly circuit: CircuitId; readonly frame: RelayFrame }[] = []
  readonly ended: { readonly circuit: CircuitId; readonly code: ErrorCode }[] = []
  readonly pages: LadderPoint[] = []
  readonly notes: Note[] = []
  readonly done: RelayEffect["kind"][] = []
  /** Appends that the journal has been asked for and has not answered, while `isHolding`. */
  readonly held: Prepared[] = []
  isHolding = false
  /** Paced frames count as written at once, unless a test wants a slow reader. */
  isWritingSlowly = false
  relay: LineRelay
  mono = 1_000
  wall: number
  #circuits = 0

  constructor(disk: Disk = new Disk(), at: PracticeRelay = practice.relays.N, wall?: number) {
    this.disk = disk
    this.wall = wall ?? this.story.now
    this.relay = valueOf(
      newLine(
        {
          relay: at.relay,
          signingSeed: at.seed,
          logSeed: at.logSeed,
          signatures: practice.signatures,
          clockErrorMs: 50,
          software: "parley bench",
        },
        {
          charter: encodeAs(signed, practice.charter.signed),
          rosters: [practice.rosters.A, practice.rosters.B].map((each) =>
            encodeAs(signed, each.signed),
          ),
        },
        this.#moment(),
      ),
    )
  }

  static opened(disk?: Disk, at?: PracticeRelay, wall?: number): LineBench {
    const bench = new LineBench(disk, at, wall)
    bench.open()
    return bench
  }

  open(): void {
    this.happen({ kind: "opened", rows: new Map(this.disk.rows) })
  }

  #moment(): { readonly mono: number; readonly wall: number; readonly random: Uint8Array } {
    // One journal, one history: what a bench draws depends on nothing but how far the journal has come.
    const random = seedOf(`drawn at ${String(this.disk.entries.length)}`)
    return { mono: this.mono, wall: this.wall, random }
  }

  /** Gives one event to the core and performs what follows, until everything rests. */
  happen(event: RelayEvent): void {
    const events: RelayEvent[] = [event]
    for (let next = events.shift(); next !== undefined; next = events.shift()) {
      const { relay, effects } = step(this.relay, next, this.#moment())
      this.relay = relay
      for (const effect of effects) {
        const answer = this.#perform(effect)
        if (answer !== undefined) events.push(answer)
      }
    }
  }

  #perform(effect: RelayEffect): RelayEvent | undefined {
    this.done.push(effect.kind)
    if (effect.kind === "append") {
      if (!this.isHolding) return this.disk.append(effect.prepared)
      this.held.push(effect.prepared)
    }
    return this.disk.answer(effect) ?? this.#tell(effect)
  }

  #tell(effect: RelayEffect): RelayEvent | undefined {
    if (effect.kind === "send") {
      const { circuit, frame, isPaced } = effect
      this.sent.push({ circuit, frame })
      return isPaced && !this.isWritingSlowly ? { kind: "written", circuit } : undefined
    }
    if (effect.kind === "fail") this.ended.push({ circuit: effect.circuit, code: effect.code })
    if (effect.kind === "page") this.pages.push(effect.point)
    if (effect.kind === "note") this.notes.push(effect.note)
    return undefined
  }

  /** The journal answers the oldest held append: as the disk finds it, or with another word. */
  answerAppend(otherwise?: RelayEvent): void {
    const prepared = this.held.shift()
    if (prepared === undefined) throw new Error("no append is held")
    this.happen(otherwise ?? this.disk.append(prepared))
  }

  /** Both clocks move on together, and the line is woken. */
  pass(ms: number): void {
    this.mono += ms
    this.wall += ms
    this.story.now += ms
    this.happen({ kind: "ticked" })
  }

  /** Time passes while every circuit keeps beating, as living ones do. */
  beat(ms: number): void {
    const circuits = [...this.relay.circuits.values()]
    this.mono += ms
    this.wall += ms
    this.story.now += ms
    for (const { id, sentTo } of circuits) this.heartbeat(id, sentTo)
    this.happen({ kind: "ticked" })
  }

  /** A circuit of this device, attached at an index of the journal. */
  attach(device: CallSign, next = 0, epoch = 1): CircuitId {
    const circuit = this.connect(device)
    this.say(circuit, { kind: "attach", epoch, next, software: "bench" })
    return circuit
  }

  connect(device: CallSign): CircuitId {
    this.#circuits += 1
    const circuit = this.#circuits
    this.happen({ kind: "connected", circuit, device: practice.devices[device].device })
    return circuit
  }

  say(circuit: CircuitId, frame: ClientFrame): void {
    this.happen({ kind: "frame", circuit, frame })
  }

  heartbeat(circuit: CircuitId, next: number): void {
    this.say(circuit, { kind: "heartbeat", number: 1, next, sent: this.wall, alive: [] })
  }

  submit(circuit: CircuitId, number: number, ...handed: readonly Handing[]): void {
    const all = handed.flatMap<Handing>((each) => ("record" in each ? [each] : withStatement(each)))
    const submissions = all.map((each) => this.submission(each))
    this.say(circuit, { kind: "submit", number, submissions })
  }

  /** Envelopes go with their enclosure, unless the test says what goes with them. */
  submission(handing: Handing): Submission {
    const given = "record" in handing ? handing : { record: handing }
    const { record, enclosure, carried } = given
    const own = record.kind === "envelope" ? this.story.enclosureOf(record) : nothing
    return {
      record: encodeAs(signed, record.signed),
      enclosure: enclosure ?? own,
      carried: carried ?? nothing,
    }
  }

  framesTo<K extends RelayFrame["kind"]>(circuit: CircuitId, kind: K): readonly FrameOf<K>[] {
    return this.sent
      .filter((each) => each.circuit === circuit)
      .map((each) => each.frame)
      .filter((frame): frame is FrameOf<K> => frame.kind === kind)
  }

  acceptances(circuit: CircuitId): readonly Acceptance[] {
    return this.framesTo(circuit, "accepted").map(({ acceptance: given }) =>
      valueOf(decodeAs(acceptance, given.core, limits.recordBytesMax)),
    )
  }

  /** How a submission was refused, by its number. */
  refusalOf(circuit: CircuitId, number: number): Refused | undefined {
    const frame = this.framesTo(circuit, "refused").find((each) => each.number === number)
    if (frame === undefined) return undefined
    return { code: frame.code, position: frame.position, want: frame.want }
  }

  /** The records that a submission's acceptance names. */
  acceptedIn(circuit: CircuitId, number: number): readonly string[] {
    const numbers = this.framesTo(circuit, "accepted").map((each) => each.number)
    const entries = this.acceptances(circuit)[numbers.indexOf(number)]?.entries ?? []
    return entries.map((entry) => entry.record)
  }

  deliveredTo(circuit: CircuitId): readonly Delivery[] {
    return this.framesTo(circuit, "deliver").flatMap(({ deliveries }) => deliveries)
  }

  endOf(circuit: CircuitId): ErrorCode | undefined {
    return this.ended.find((each) => each.circuit === circuit)?.code
  }

  /** What the relay itself has written, in order. */
  relayed(): readonly Relayed[] {
    return this.disk.entries.flatMap((bytes, index) => {
      const { said } = readEntry(index, bytes)
      return said.by === "relay" ? [said.relayed] : []
    })
  }

  relayedOf<K extends Relayed["kind"]>(kind: K): readonly Extract<Relayed, { kind: K }>[] {
    return this.relayed().filter(
      (record): record is Extract<Relayed, { kind: K }> => record.kind === kind,
    )
  }

  /** The records of parties, by hash, in the order of the journal. */
  records(): readonly string[] {
    return this.disk.entries.flatMap((bytes, index) => {
      const { said } = readEntry(index, bytes)
      return said.by === "party" ? [said.record.hash] : []
    })
  }

  /** The process dies; another one starts on what is on the disk. */
  restarted(): LineBench {
    const next = new LineBench(this.disk, this.#self(), this.wall)
    next.mono = this.mono
    next.story.now = this.story.now
    next.open()
    return next
  }

  #self(): PracticeRelay {
    const { relay } = this.relay.identity
    return practice.relays.N.relay === relay ? practice.relays.N : practice.relays.S
  }
}

export type Handing =
  | Parsed
  | {
      readonly record: Parsed
      readonly enclosure?: Uint8Array
      readonly carried?: Uint8Array
    }
