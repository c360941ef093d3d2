// One desk of the bench: the real SDK on a disk in memory that survives its crashes. Effects are performed in order, each store
// before the next; a test may let the process die between any two.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { Acts } from "../../../client/sdk/acts.ts"
import { Desk, makeParts, type Parts } from "../../../client/sdk/desk.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import { remember } from "../../../client/sdk/memory.ts"
import type { Notice } from "../../../client/sdk/notices.ts"
import type { DeskEvent, Effect, Now, Store, Write } from "../../../client/sdk/ports.ts"

class DeskDisk implements Store {
  readonly rows = new Map<string, Uint8Array>()

  apply(writes: readonly Write[]): void {
    for (const { key, value } of writes) {
      if (value === undefined) this.rows.delete(key)
      else this.rows.set(key, value)
    }
  }

  read(key: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.rows.get(key))
  }

  range(prefix: string): Promise<readonly Write[]> {
    const rows = [...this.rows].filter(([key]) => key.startsWith(prefix))
    return Promise.resolve(
      rows.map(([key, value]) => ({ key, value })).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    )
  }

  write(writes: readonly Write[]): Promise<void> {
    this.apply(writes)
    return Promise.resolve()
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

/** What the bench does for a desk. */
export interface DeskWorld {
  readonly now: () => Now
  connect(relay: RelayId): void
  transmit(relay: RelayId, bytes: Uint8Array): void
  disconnect(relay: RelayId): void
  /** Later, in the order in which it was asked. */
  soon(run: () => void): void
}

export class DeskAtWork {
  readonly identity: Identity
  readonly disk = new DeskDisk()
  readonly notices: Notice[] = []
  /** When it answers true of an effect just performed, the process dies there. */
  dies: (effect: Effect) => boolean = () => false
  readonly #crypto: ClientCrypto
  readonly #state: LineState
  readonly #world: DeskWorld
  #parts: Parts | undefined
  #desk: Desk | undefined

  constructor(identity: Identity, crypto: ClientCrypto, state: LineState, world: DeskWorld) {
    this.identity = identity
    this.#crypto = crypto
    this.#state = state
    this.#world = world
  }

  get isUp(): boolean {
    return this.#desk !== undefined
  }

  get parts(): Parts {
    if (this.#parts === undefined) throw new Error("the process of this desk is dead")
    return this.#parts
  }

  /** A new process on the old disk. */
  async start(): Promise<void> {
    const parts = makeParts(this.#crypto, this.identity, this.#state)
    await remember(parts, this.disk)
    this.#parts = parts
    this.#desk = new Desk(parts)
  }

  die(): void {
    this.#desk = undefined
    this.#parts = undefined
    for (const relay of this.#state.charters[0]?.document.relays ?? []) {
      this.#world.disconnect(relay.relay)
    }
  }

  handle(event: DeskEvent): void {
    if (this.#desk !== undefined) this.#perform(this.#desk.handle(event, this.#world.now()))
  }

  act<T>(what: (acts: Acts, now: Now) => T): T {
    const now = this.#world.now()
    const done = what(new Acts(this.parts), now)
    this.#perform(this.#desk?.flush(now) ?? [])
    return done
  }

  noticesOf<K extends Notice["kind"]>(kind: K): readonly Extract<Notice, { kind: K }>[] {
    return this.notices.filter(
      (notice): notice is Extract<Notice, { kind: K }> => notice.kind === kind,
    )
  }

  #perform(effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.#performOne(effect)
      if (!this.dies(effect)) continue
      this.die()
      return
    }
  }

  #performOne(effect: Effect): void {
    switch (effect.kind) {
      case "store":
        this.disk.apply(effect.writes)
        break
      case "notice":
        this.notices.push(effect.notice)
        break
      case "load":
        this.#load(effect, this.#desk)
        break
      case "connect":
        this.#world.connect(effect.relay)
        break
      case "transmit":
        this.#world.transmit(effect.relay, effect.bytes)
        break
      case "disconnect":
        this.#world.disconnect(effect.relay)
        break
    }
  }

  #load(
    { relay, purpose, keys }: Extract<Effect, { kind: "load" }>,
    asked: Desk | undefined,
  ): void {
    const values = new Map(keys.map((key) => [key, this.disk.rows.get(key)]))
    this.#world.soon(() => {
      if (this.#desk === asked) this.handle({ kind: "loaded", relay, purpose, values })
    })
  }
}
