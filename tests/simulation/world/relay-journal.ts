// The journal of a simulated relay: durable rows that survive its crashes, and the handle that one process has on them. A
// handle takes its time, and can be told to kill its process just before a write is durable, or just after, before it answers.

import type { LineId } from "../../../shared/records/names.ts"
import type { Append, Appended, BesideWrite, Journal } from "../../../server/journal/port.ts"
import { MemoryJournal } from "../../support/memory-journal.ts"
import type { Dice } from "./dice.ts"
import type { Timeline } from "./timeline.ts"

export type CrashPoint = "before write" | "after write"

/** How the disk behaves now. */
export interface DiskMood {
  /** Added to the natural time of every write. */
  readonly slowMs: number
  /** Chance that a write kills the process. */
  readonly crashes: number
}

export const goodMood: DiskMood = { slowMs: 0, crashes: 0 }

/** When an entry was written, by true time: decided, which is when it was stamped, and durable. */
export interface Written {
  readonly asked: number
  readonly durable: number
}

/** What outlives processes: entries and rows. */
export class DurableJournal {
  readonly rows = new MemoryJournal()
  readonly entries: Uint8Array[] = []
  readonly written: Written[] = []

  copy(line: LineId): DurableJournal {
    const copied = new DurableJournal()
    copied.entries.push(...this.entries)
    copied.written.push(...this.written)
    void copied.rows.append({
      line,
      expected: 0,
      entries: this.entries,
      beside: this.#kept,
      nextDue: undefined,
    })
    copied.#kept.push(...this.#kept)
    return copied
  }

  /** Every row written, in order: the newest write of a key stands. */
  readonly #kept: BesideWrite[] = []

  append(append: Append, written: Written): Promise<Appended> {
    if (append.expected === this.entries.length) {
      this.entries.push(...append.entries)
      this.written.push(...append.entries.map(() => written))
      this.#kept.push(...append.beside)
    }
    return this.rows.append(append)
  }

  write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    this.#kept.push(...beside)
    return this.rows.write(line, beside)
  }
}

export interface HandleWorld {
  readonly timeline: Timeline
  readonly dice: Dice
  mood(): DiskMood
  /** The process is to die now. */
  crash(point: CrashPoint): void
  slow(): void
}

/** One process's way to the journal. Once the process is dead nothing more is written, told or answered. */
export class JournalHandle implements Journal {
  readonly #durable: DurableJournal
  readonly #world: HandleWorld
  readonly #ends: (() => void)[] = []
  /** Writes of one process become durable in the order in which they were asked for. */
  #busyUntil = 0
  #isDead = false

  constructor(durable: DurableJournal, world: HandleWorld) {
    this.#durable = durable
    this.#world = world
  }

  die(): void {
    this.#isDead = true
    for (const end of this.#ends) end()
  }

  append(append: Append): Promise<Appended> {
    const { timeline } = this.#world
    const asked = timeline.now
    return this.#write(() => this.#durable.append(append, { asked, durable: timeline.now }))
  }

  write(line: LineId, beside: readonly BesideWrite[]): Promise<void> {
    return this.#write(() => this.#durable.write(line, beside))
  }

  /** Never settles when the process dies first. */
  #write<T>(perform: () => Promise<T>): Promise<T> {
    const { timeline, dice } = this.#world
    const { slowMs, crashes } = this.#world.mood()
    const point = crashes > 0 && dice.chance(crashes) ? dice.pick(points) : undefined
    if (slowMs > 0) this.#world.slow()
    const at = Math.max(
      this.#busyUntil,
      timeline.now + dice.between(1, 8) + dice.between(0, slowMs),
    )
    this.#busyUntil = at
    return new Promise((resolve, reject) => {
      timeline.after(at - timeline.now, () => {
        if (this.#isDead) return
        if (point === "before write") {
          this.#world.crash(point)
          return
        }
        const answer = perform()
        if (point === "after write") {
          this.#world.crash(point)
          return
        }
        answer.then(resolve, reject)
        timeline.stir()
      })
    })
  }

  read(line: LineId, from: number, limit: number): Promise<readonly Uint8Array[]> {
    return this.#ask(() => this.#durable.rows.read(line, from, limit))
  }

  size(line: LineId): Promise<number> {
    return this.#ask(() => this.#durable.rows.size(line))
  }

  due(now: number): Promise<readonly LineId[]> {
    return this.#ask(() => this.#durable.rows.due(now))
  }

  beside(line: LineId, key: string): Promise<Uint8Array | undefined> {
    return this.#ask(() => this.#durable.rows.beside(line, key))
  }

  besideRange(
    ...asked: Parameters<Journal["besideRange"]>
  ): Promise<readonly (readonly [key: string, value: Uint8Array])[]> {
    return this.#ask(() => this.#durable.rows.besideRange(...asked))
  }

  sweep(line: LineId, now: number): Promise<number> {
    return this.#ask(() => this.#durable.rows.sweep(line, now))
  }

  subscribe(line: LineId, onAppended: (size: number) => void): () => void {
    const end = this.#durable.rows.subscribe(line, (size) => {
      if (!this.#isDead) onAppended(size)
    })
    this.#ends.push(end)
    return end
  }

  lines(): Promise<readonly LineId[]> {
    return this.#ask(() => this.#durable.rows.lines())
  }

  close(): Promise<void> {
    this.die()
    return Promise.resolve()
  }

  /** Reading takes no time here; what waits for it goes on before time does. */
  #ask<T>(question: () => Promise<T>): Promise<T> {
    this.#world.timeline.stir()
    if (this.#isDead) return new Promise<T>(() => undefined)
    return question()
  }
}

const points: readonly CrashPoint[] = ["before write", "after write"]
