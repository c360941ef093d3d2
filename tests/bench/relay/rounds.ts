// Rounds: a message from the author, "received" and then "read" from the reader, each said when the one before has come. Three
// stored items a round, and its time is from when it was due to when the author hears "read": what cannot keep the pace shows it.

import { setTimeout as after } from "node:timers/promises"

import type { Item } from "./author.ts"
import type { End, Way } from "./way.ts"

/** All must end, for a chain goes on where it ended; a machine that takes longer measures nothing. */
const patienceMs = 60_000
/** A round that takes longer than this has not kept the pace. */
const lateMs = 2_000

export class Rounds {
  readonly #ways: readonly Way[]
  readonly #awaited = new Map<string, () => void>()
  readonly doneMs: number[] = []
  #begun = 0
  onDone: (way: Way) => void = () => undefined

  constructor(ways: readonly Way[]) {
    this.#ways = ways
    for (const way of ways) {
      way.onHeard = (end, mark) => {
        const key = `${end}${mark}`
        const then = this.#awaited.get(key)
        this.#awaited.delete(key)
        then?.()
      }
    }
  }

  get #open(): number {
    return this.#begun - this.doneMs.length
  }

  /** `due` by the clock of `performance`. */
  begin(way: Way, due: number): void {
    this.#begun += 1
    const message = way.authors.author.envelope()
    this.#pass(way, "author", message, () => {
      const received = way.authors.reader.stage(message, { kind: "received" })
      this.#pass(way, "reader", received, () => {
        const read = way.authors.reader.stage(message, { kind: "read", role: "duty" })
        this.#pass(way, "reader", read, () => {
          this.doneMs.push(performance.now() - due)
          this.onDone(way)
        })
      })
    })
  }

  #pass(way: Way, from: End, item: Item, then: () => void): void {
    this.#awaited.set(`${from === "author" ? "reader" : "author"}${item.mark}`, then)
    way.say(from, item)
  }

  /** At a steady pace over all ways in turn, and then until all have ended. */
  async atPace(perSecond: number, seconds: number): Promise<void> {
    const total = Math.round(perSecond * seconds)
    const start = performance.now()
    for (let sent = 0; sent < total;) {
      const owed = Math.min(total, ((performance.now() - start) / 1_000) * perSecond)
      for (; sent < owed; sent += 1) this.#beginNext(sent, start + (sent * 1_000) / perSecond)
      await after(1)
    }
    await this.#end()
  }

  #beginNext(number: number, due: number): void {
    const way = this.#ways[number % this.#ways.length]
    if (way !== undefined) this.begin(way, due)
  }

  /** So many under way on each way at any time; answers how many ended each second. */
  async atFullSpeed(each: number, seconds: number): Promise<number> {
    let isOver = false
    this.onDone = (way) => {
      if (!isOver) this.begin(way, performance.now())
    }
    const start = performance.now()
    for (const way of this.#ways) {
      for (let i = 0; i < each; i += 1) this.begin(way, performance.now())
    }
    await after(seconds * 1_000)
    const perSecond = this.doneMs.length / ((performance.now() - start) / 1_000)
    isOver = true
    await this.#end()
    return perSecond
  }

  async #end(): Promise<void> {
    const end = performance.now() + patienceMs
    while (this.#open > 0) {
      if (performance.now() > end) throw new Error(`${String(this.#open)} rounds did not end`)
      await after(2)
    }
  }

  get late(): number {
    return this.doneMs.filter((ms) => ms > lateMs).length
  }
}
