// The one place where a line's effects are performed. Events are taken one after another; an effect that takes time comes back
// as an event, and one that fails in the journal ends the line, because what is on the disk is no longer known.

import { unreachable } from "../../shared/assert.ts"
import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { RelayFrame } from "../../shared/wire/frames.ts"
import type { CircuitId } from "../core/circuit.ts"
import { sizeOf } from "../core/folded.ts"
import { wakeAt, type LineRelay } from "../core/line-relay.ts"
import { step } from "../core/line-step.ts"
import type { Note, RelayEffect, RelayEvent } from "../core/relay-event.ts"
import type { Journal } from "../journal/port.ts"
import type { PresenceExchange } from "../presence/port.ts"
import { momentOf, type Clock } from "./clock.ts"
import { isForJournal, JournalQuestions, type ForJournal } from "./journal-questions.ts"
import type { Pager } from "./pager.ts"

/** Where frames of circuits go. An unknown circuit is one that has just gone: nothing happens. */
export interface CircuitOutlet {
  /** `onWritten` is called once the frame has left this process; never, if the circuit ends before. */
  send(circuit: CircuitId, frame: RelayFrame, onWritten?: () => void): void
  fail(circuit: CircuitId, code: ErrorCode, detail: string): void
  hangUp(circuit: CircuitId): void
}

export interface LoopPorts {
  readonly journal: Journal
  readonly clock: Clock
  readonly random: RelayCrypto["random"]
  readonly presence: PresenceExchange
  readonly outlet: CircuitOutlet
  readonly pager: Pager
  readonly note: (line: LineId, note: Note) => void
}

/** What became of a line. `halted`: the journal is lost to this process. */
export type LineOutcome =
  | { readonly kind: "drained" }
  | { readonly kind: "halted"; readonly cause: unknown }

type EffectOf<K extends RelayEffect["kind"]> = Extract<RelayEffect, { kind: K }>

export class LineLoop {
  readonly line: LineId
  readonly #ports: LoopPorts
  readonly #questions: JournalQuestions
  #relay: LineRelay
  readonly #events: RelayEvent[] = []
  #isRunning = false
  #cause: unknown
  readonly #ready: Promise<void>
  readonly #ended: Promise<LineOutcome>
  #onReady: () => void = () => undefined
  #onEnded: (outcome: LineOutcome) => void = () => undefined
  readonly #unsubscribe: (() => void)[] = []
  readonly #waiting = new Set<() => void>()

  constructor(relay: LineRelay, ports: LoopPorts) {
    this.line = relay.began.line
    this.#relay = relay
    this.#ports = ports
    this.#questions = new JournalQuestions(this.line, ports)
    this.#ready = new Promise((resolve) => {
      this.#onReady = resolve
    })
    this.#ended = new Promise((resolve) => {
      this.#onEnded = resolve
    })
  }

  /** The line as it is now: to be read, never to be kept. */
  get relay(): LineRelay {
    return this.#relay
  }

  /** When the line wants a tick, on the monotonic clock. */
  get wakeAt(): number {
    return wakeAt(this.#relay)
  }

  /** Settles once the journal is folded and says that this process has started. */
  get ready(): Promise<void> {
    return this.#ready
  }

  get ended(): Promise<LineOutcome> {
    return this.#ended
  }

  start(): void {
    const { journal, presence } = this.#ports
    this.#unsubscribe.push(
      journal.subscribe(
        this.line,
        (size) => {
          this.dispatch({ kind: "grown", size })
        },
        (keys) => {
          void this.#run(() => this.#questions.keptElsewhere(keys))
        },
      ),
      presence.subscribe(this.line, (sighting, ageMs) => {
        this.dispatch({ kind: "heard", sighting, ageMs })
      }),
    )
    void this.#run(() => this.#questions.open())
  }

  /** Resolves when all that the journal held at this moment is folded; rejects when the journal cannot be asked. */
  async catchUp(): Promise<void> {
    const size = await this.#ports.journal.size(this.line)
    this.dispatch({ kind: "grown", size })
    while (sizeOf(this.#relay.folded) < size && this.#relay.work.kind !== "ended") {
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  dispatch(event: RelayEvent): void {
    this.#events.push(event)
    // An effect may bring about the next event at once; it waits until this one's effects are all performed.
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) {
        this.#take(next)
      }
    } finally {
      this.#isRunning = false
    }
  }

  #take(event: RelayEvent): void {
    const moment = momentOf(this.#ports.clock, this.#ports.random)
    const { relay, effects } = step(this.#relay, event, moment)
    this.#relay = relay
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
    for (const effect of effects) this.#perform(effect)
  }

  #perform(effect: RelayEffect): void {
    if (isForJournal(effect)) void this.#run(() => this.#questions.ask(effect))
    else this.#performOutside(effect)
  }

  #performOutside(effect: Exclude<RelayEffect, ForJournal>): void {
    const { outlet, pager, presence, note } = this.#ports
    switch (effect.kind) {
      case "send":
        this.#send(effect)
        return
      case "fail":
        outlet.fail(effect.circuit, effect.code, effect.detail)
        return
      case "hang-up":
        outlet.hangUp(effect.circuit)
        return
      case "page":
        pager.page(this.line, effect.point)
        return
      case "share":
        presence.share(this.line, effect.sighting)
        return
      case "note":
        note(this.line, effect.note)
        return
      case "ready":
        this.#onReady()
        return
      case "drained":
        this.#end({ kind: "drained" })
        return
      case "halt":
        this.#end({ kind: "halted", cause: this.#cause })
        return
      default:
        unreachable(effect)
    }
  }

  #send({ circuit, frame, isPaced }: EffectOf<"send">): void {
    if (!isPaced) {
      this.#ports.outlet.send(circuit, frame)
      return
    }
    this.#ports.outlet.send(circuit, frame, () => {
      this.dispatch({ kind: "written", circuit })
    })
  }

  #end(outcome: LineOutcome): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    this.#onEnded(outcome)
  }

  /** Asks the journal something; the answer, or that there is none, is the next event. */
  async #run(ask: () => Promise<RelayEvent | undefined>): Promise<void> {
    const event = await this.#answerOf(ask)
    if (event !== undefined) this.dispatch(event)
  }

  async #answerOf(ask: () => Promise<RelayEvent | undefined>): Promise<RelayEvent | undefined> {
    try {
      return await ask()
    } catch (error) {
      this.#cause ??= error
      return { kind: "journal-failed" }
    }
  }
}
