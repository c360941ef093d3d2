// The shell around a desk: the disk, the sockets, the clocks. One event at a time: its effects are performed in order, each
// `store` durable before the next, and only then is the next event looked at. A store that fails ends the desk for good,
// because what it knows is ahead of its disk; what it had promised was stored before.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { limits } from "../../shared/limits.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Founding } from "../../shared/records/parsed.ts"
import { Acts } from "../sdk/acts.ts"
import { DeskClock } from "../sdk/desk-clock.ts"
import { Desk, makeParts, type Parts } from "../sdk/desk.ts"
import { learnDocuments } from "../sdk/documents.ts"
import type { Identity } from "../sdk/identity.ts"
import { remember, snapshotOf } from "../sdk/memory.ts"
import type { Notice } from "../sdk/notices.ts"
import type { CircuitEvent, DeskEvent, Effect, Now, Store } from "../sdk/ports.ts"
import { Failure } from "./failure.ts"
import { Waiters, type Patience } from "./waiters.ts"

const tickMs = 250

/** Whose desk it is, and the documents of its home: what is known before anything was heard. */
export interface Founded {
  readonly identity: Identity
  readonly state: LineState
  readonly documents: readonly Founding[]
  /** Why this device signs nothing, if so. */
  readonly stopped: string | undefined
}

/** What an act works with. */
export interface DeskView {
  readonly parts: Parts
  readonly acts: Acts
  readonly now: Now
}

export type NoticeListener = (notice: Notice) => void

/** The sockets under a desk's circuits, at most one a relay. Nothing of a socket that was given up is told. */
export interface Transport {
  connect(relay: RelayId, url: string, ticket?: Uint8Array): void
  /** Bytes for a socket that is gone are dropped: what matters is sent again on the next circuit. */
  transmit(relay: RelayId, bytes: Uint8Array): void
  disconnect(relay: RelayId): void
  /** When every socket is closed. */
  close(): Promise<void>
}

/** The machine that a desk is at work on. */
export interface Surroundings {
  readonly crypto: ClientCrypto
  readonly clocks: () => Now
  readonly transport: (tell: (event: CircuitEvent) => void) => Transport
}

export class DeskRuntime {
  readonly #desk: Desk
  readonly #acts: Acts
  readonly #store: Store
  readonly #clocks: () => Now
  readonly #clock = new DeskClock()
  readonly #circuits: Transport
  readonly #waiters = new Waiters()
  readonly #listeners = new Set<NoticeListener>()
  readonly #events: DeskEvent[] = []
  readonly #effects: Effect[] = []
  #timer: ReturnType<typeof setInterval> | undefined
  #turning: Promise<void> | undefined
  #stopping: Promise<void> | undefined
  #failure: Failure | undefined
  #snapshotAt: number

  private constructor(parts: Parts, store: Store, surroundings: Surroundings) {
    this.#desk = new Desk(parts)
    this.#acts = new Acts(parts)
    this.#store = store
    this.#clocks = surroundings.clocks
    this.#circuits = surroundings.transport((event) => {
      this.#take(event)
    })
    this.#snapshotAt = this.#entries()
  }

  /** A desk as its store remembers it. It takes the store over and closes it; nothing goes out before `start`. */
  static async open(
    founded: Founded,
    store: Store,
    surroundings: Surroundings,
  ): Promise<DeskRuntime> {
    const parts = makeParts(surroundings.crypto, founded.identity, founded.state)
    await remember(parts, store)
    learnDocuments(parts, founded.documents)
    if (founded.stopped !== undefined) parts.outbox.stop(founded.stopped)
    return new DeskRuntime(parts, store, surroundings)
  }

  #now(): Now {
    return this.#clock.read(this.#clocks(), this.#desk.parts.links.values())
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      if (!this.#events.some((event) => event.kind === "ticked")) this.#take({ kind: "ticked" })
    }, tickMs)
    this.#take({ kind: "ticked" })
  }

  /** Does what an officer asks. What follows from it is under way when this returns, and stored once `settled` says so. */
  act<T>(deed: (desk: DeskView) => T): T {
    this.#refuseEnded()
    const now = this.#now()
    const outcome = deed({ parts: this.#desk.parts, acts: this.#acts, now })
    this.#effects.push(...this.#desk.flush(now))
    this.#wake()
    return outcome
  }

  /** Everything that was set going is performed and durable. Rejects where that has failed. */
  async settled(): Promise<void> {
    await this.#turning
    if (this.#failure !== undefined) throw this.#failure
  }

  onNotice(listener: NoticeListener): () => void {
    const own: NoticeListener = (notice) => {
      listener(notice)
    }
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  /**
   * What `question` gives once it gives something, asked after every event; undefined when the time is over or the signal
   * came. Rejects when the desk ends meanwhile.
   */
  async until<T>(
    question: (parts: Parts, now: Now) => T | undefined,
    patience: Patience = {},
  ): Promise<T | undefined> {
    this.#refuseEnded()
    return await this.#waiters.until(() => question(this.#desk.parts, this.#now()), patience)
  }

  /** A row of the store, for questions about the past: the desk itself keeps only what is open. */
  async read(key: string): Promise<Uint8Array | undefined> {
    this.#refuseEnded()
    return await this.#store.read(key)
  }

  /** A relay has taken this desk in. It says nothing about the other party. */
  isAttached(): boolean {
    return [...this.#desk.parts.links.values()].some((link) => link.feed.ownSeq !== undefined)
  }

  /** Goodbye on every circuit, a snapshot for the next start, and the store closed. */
  async stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    await this.#stopping
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    if (this.#failure === undefined) {
      this.#events.length = 0
      this.#effects.push(...this.#desk.goodbye(this.#now()))
      if (this.#entries() !== this.#snapshotAt) this.#snapshot()
      this.#wake()
      await this.#turning
    }
    this.#waiters.failAll(closed())
    await this.#circuits.close()
    await this.#store.close()
  }

  #take(event: DeskEvent): void {
    if (this.#failure !== undefined || this.#stopping !== undefined) return
    this.#events.push(event)
    this.#wake()
  }

  #wake(): void {
    this.#turning ??= this.#turn()
  }

  /** Until nothing is left to do. Nothing may be awaited between the last look and the end, or an event would lie unseen. */
  async #turn(): Promise<void> {
    try {
      for (;;) {
        await this.#performAll()
        this.#waiters.askAll()
        const event = this.#events.shift()
        if (event === undefined) break
        this.#effects.push(...this.#desk.handle(event, this.#now()))
        if (Math.abs(this.#entries() - this.#snapshotAt) >= limits.snapshotEntries) this.#snapshot()
      }
    } catch (error) {
      this.#end(error)
    }
    this.#turning = undefined
  }

  /** Stores with nothing but notices between them go in one batch; the notices come after it, as they would have. */
  async #performAll(): Promise<void> {
    for (;;) {
      const run = this.#takeRun()
      const writes = run.flatMap((effect) => (effect.kind === "store" ? effect.writes : []))
      // A crash before this leaves a desk that takes the same event again; after it, one that sends the same bytes again.
      if (writes.length > 0) await this.#store.write(writes)
      for (const effect of run) if (effect.kind === "notice") this.#notify(effect.notice)
      const next = this.#effects.shift()
      if (next === undefined) return
      await this.#perform(next)
    }
  }

  #takeRun(): readonly Effect[] {
    const end = this.#effects.findIndex(({ kind }) => kind !== "store" && kind !== "notice")
    return this.#effects.splice(0, end < 0 ? this.#effects.length : end)
  }

  async #perform(effect: Effect): Promise<void> {
    switch (effect.kind) {
      case "connect":
        return this.#circuits.connect(effect.relay, effect.url, effect.ticket)
      case "transmit":
        return this.#circuits.transmit(effect.relay, effect.bytes)
      case "disconnect":
        return this.#circuits.disconnect(effect.relay)
      case "load":
        return await this.#load(effect)
      case "store":
        return await this.#store.write(effect.writes)
      case "notice":
        return this.#notify(effect.notice)
    }
  }

  async #load({ relay, purpose, keys }: Extract<Effect, { kind: "load" }>): Promise<void> {
    const values = new Map<string, Uint8Array | undefined>()
    for (const key of keys) values.set(key, await this.#store.read(key))
    this.#take({ kind: "loaded", relay, purpose, values })
  }

  #notify(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice)
  }

  /** In order with everything else: it never says more than the rows before it. */
  #snapshot(): void {
    this.#snapshotAt = this.#entries()
    this.#effects.push({ kind: "store", writes: [snapshotOf(this.#desk.parts)] })
  }

  #entries(): number {
    return [...this.#desk.parts.links.values()].reduce((sum, link) => sum + link.copy.next, 0)
  }

  #end(error: unknown): void {
    this.#failure = failed(error)
    clearInterval(this.#timer)
    this.#events.length = 0
    this.#effects.length = 0
    for (const relay of this.#desk.parts.links.keys()) this.#circuits.disconnect(relay)
    this.#waiters.failAll(this.#failure)
  }

  #refuseEnded(): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#stopping !== undefined) throw closed()
  }
}

function closed(): Failure {
  return new Failure("cli/again", "this desk has been closed")
}

function failed(error: unknown): Failure {
  if (error instanceof Failure) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new Failure(
    "cli/failed",
    detail,
    "This desk has stopped, because it cannot store what it does. What it had sent is stored. Look at the disk of its home, then start it again.",
  )
}
