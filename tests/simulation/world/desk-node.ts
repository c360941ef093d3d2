// A desk of the simulated world: the real SDK on a disk that survives its crashes, with clocks that can be wrong. Effects are
// performed as every shell must: strictly in order, each store durable before the next.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { Acts } from "../../../client/sdk/acts.ts"
import { DeskClock } from "../../../client/sdk/desk-clock.ts"
import { Desk, makeParts, type Parts } from "../../../client/sdk/desk.ts"
import { learnDocuments } from "../../../client/sdk/documents.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import { remember, snapshotOf } from "../../../client/sdk/memory.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { DeskEvent, Effect, Now, Write } from "../../../client/sdk/ports.ts"
import { keys } from "../../../client/sdk/store-layout.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { Disk } from "./disk.ts"
import type { Timeline } from "./timeline.ts"

/** What the world does for a desk, and is told by it. */
export interface DeskWorld {
  readonly timeline: Timeline
  connect(relay: RelayId): void
  transmit(relay: RelayId, bytes: Uint8Array): void
  disconnect(relay: RelayId): void
  notice(notice: Notice): void
  stored(writes: readonly Write[]): void
  /** How long the disk takes to answer a question. */
  readMs(): number
  /** True when the process shall die here, between the effect just performed and the one after. */
  dies(performed: Effect["kind"], next: Effect["kind"] | undefined): boolean
  died(): void
  /** The program did what no program may: it threw. */
  broke(error: unknown): void
}

export interface DeskSetting {
  readonly callSign: CallSign
  readonly identity: Identity
  readonly crypto: ClientCrypto
  readonly state: LineState
  readonly documents: readonly Founding[]
  readonly world: DeskWorld
}

const tickMs = 250

export class DeskNode {
  readonly callSign: CallSign
  readonly identity: Identity
  readonly #setting: DeskSetting
  readonly #world: DeskWorld
  readonly disk: Disk
  #desk: Desk | undefined
  #clock = new DeskClock()
  /** Counts lives: what a dead process had planned does not happen. */
  #life = 0
  /** True time at which the process came up, or went down. */
  changedAt = 0
  /** What this device's wall clock shows when the world begins. */
  wallOffset: number

  constructor(setting: DeskSetting, wallOffset: number) {
    this.callSign = setting.callSign
    this.identity = setting.identity
    this.#setting = setting
    this.#world = setting.world
    this.disk = new Disk((writes) => {
      this.#world.stored(writes)
    })
    this.wallOffset = wallOffset
  }

  get isUp(): boolean {
    return this.#desk !== undefined
  }

  get parts(): Parts | undefined {
    return this.#desk?.parts
  }

  get life(): number {
    return this.#life
  }

  /** As the desk itself sees it. */
  get now(): Now {
    const mono = this.#world.timeline.now
    const raw = { wall: Math.round(this.wallOffset + mono), mono }
    return this.#clock.read(raw, this.parts?.links.values() ?? [])
  }

  /** A new process on the old disk. */
  start(): void {
    if (this.isUp) return
    this.#life += 1
    this.#wake(this.#life).catch((error: unknown) => {
      this.#world.broke(error)
    })
    this.#world.timeline.stir()
  }

  async #wake(life: number): Promise<void> {
    const { crypto, identity, state, documents } = this.#setting
    const parts = makeParts(crypto, identity, state)
    await remember(parts, this.disk)
    learnDocuments(parts, documents)
    if (life !== this.#life) return
    this.#desk = new Desk(parts)
    this.#clock = new DeskClock()
    this.changedAt = this.#world.timeline.now
    this.#tick(life)
  }

  #tick(life: number): void {
    if (life !== this.#life || this.#desk === undefined) return
    this.handle({ kind: "ticked" })
    this.#world.timeline.after(tickMs, () => {
      this.#tick(life)
    })
  }

  crash(): void {
    if (!this.isUp) return
    this.#desk = undefined
    this.#life += 1
    this.changedAt = this.#world.timeline.now
    this.#world.died()
  }

  /** In good order: goodbye on every circuit, and a snapshot for the next start. */
  stop(): void {
    const desk = this.#desk
    if (desk === undefined) return
    this.#perform(desk.goodbye(this.now))
    if (this.#desk === desk) this.snapshot()
    this.crash()
  }

  /** As the shell writes one from time to time, in order with everything else. */
  snapshot(): void {
    const { parts } = this
    if (parts !== undefined) this.disk.apply([snapshotOf(parts)])
  }

  handle(event: DeskEvent): void {
    const desk = this.#desk
    if (desk === undefined) return
    this.#guarded(() => {
      this.#perform(desk.handle(event, this.now))
    })
  }

  /** An officer's act, and whether the desk came to hold it durably; undefined when the console is down. */
  act<T>(
    deed: (acts: Acts, parts: Parts, now: Now) => T,
  ): { readonly outcome: T; readonly isStored: boolean } | undefined {
    const desk = this.#desk
    if (desk === undefined) return undefined
    const { now } = this
    return this.#guarded(() => {
      const outcome = deed(new Acts(desk.parts), desk.parts, now)
      const done = this.#perform(desk.flush(now))
      const writes = done.flatMap((effect) => (effect.kind === "store" ? effect.writes : []))
      return { outcome, isStored: writes.some(({ key }) => key.startsWith(keys.outgoings)) }
    })
  }

  #guarded<T>(run: () => T): T | undefined {
    try {
      return run()
    } catch (error) {
      this.#world.broke(error)
      return undefined
    }
  }

  /** What was performed before the process died, or all of it. */
  #perform(effects: readonly Effect[]): readonly Effect[] {
    const life = this.#life
    const done: Effect[] = []
    for (const [place, effect] of effects.entries()) {
      this.#performOne(effect)
      done.push(effect)
      if (life !== this.#life) return done
      if (!this.#world.dies(effect.kind, effects[place + 1]?.kind)) continue
      this.crash()
      return done
    }
    return done
  }

  #performOne(effect: Effect): void {
    switch (effect.kind) {
      case "store":
        this.disk.apply(effect.writes)
        break
      case "transmit":
        this.#world.transmit(effect.relay, effect.bytes)
        break
      case "connect":
        this.#world.connect(effect.relay)
        break
      case "disconnect":
        this.#world.disconnect(effect.relay)
        break
      case "notice":
        this.#world.notice(effect.notice)
        break
      case "load":
        this.#load(effect)
        break
    }
  }

  #load(effect: Extract<Effect, { kind: "load" }>): void {
    const life = this.#life
    const { relay, purpose } = effect
    const values = new Map(effect.keys.map((key) => [key, this.disk.get(key)]))
    this.#world.timeline.after(this.#world.readMs(), () => {
      if (life === this.#life) this.handle({ kind: "loaded", relay, purpose, values })
    })
  }
}
