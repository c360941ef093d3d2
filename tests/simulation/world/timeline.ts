// Virtual time: what is to happen, in the order in which it happens. The same calls give the same history, always.

interface Planned {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

export class Timeline {
  #now = 0
  #order = 0
  readonly #planned: Planned[] = []
  #isStirred = false

  /** Milliseconds since the world began. */
  get now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): void {
    this.#order += 1
    const at = this.#now + Math.max(0, Math.round(delayMs))
    const planned = { at, order: this.#order, run }
    // Binary search: the list stays sorted, and nearly everything is planned close to its end.
    let low = 0
    let high = this.#planned.length
    while (low < high) {
      const middle = (low + high) >> 1
      const other = this.#planned[middle]
      if (other !== undefined && isBefore(planned, other)) low = middle + 1
      else high = middle
    }
    this.#planned.splice(low, 0, planned)
  }

  /** Code that awaits has been set going. What it does takes no time of its own: time stands still until it rests. */
  stir(): void {
    this.#isStirred = true
  }

  /** Lets everything happen that is planned up to a time, and what follows from it. */
  async runUntil(end: number): Promise<void> {
    for (;;) {
      if (this.#isStirred) await this.#rest()
      const next = this.#planned.at(-1)
      if (next === undefined || next.at > end) break
      this.#planned.pop()
      this.#now = next.at
      next.run()
    }
    this.#now = Math.max(this.#now, end)
  }

  /** One turn of the process's own loop: by then every promise that can settle without the timeline has settled. */
  async #rest(): Promise<void> {
    this.#isStirred = false
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}

/** The list is kept last-first, so that the soonest is popped. */
function isBefore(a: Planned, b: Planned): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order)
}
