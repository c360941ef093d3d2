// Chance from a seed (mulberry32): a schedule is its seed, and a seed that once failed is a test for ever.

export class Dice {
  readonly #seed: number
  #state: number

  constructor(seed: number) {
    this.#seed = seed >>> 0
    this.#state = this.#seed
  }

  /** Dice of somebody's own: one more throw here changes nothing there. */
  of(name: string): Dice {
    let mixed = this.#seed ^ 0x811c9dc5
    for (const letter of name) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193)
    return new Dice(mixed ^ (mixed >>> 13))
  }

  /** From 0 up to but not including 1. */
  roll(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  chance(probability: number): boolean {
    return this.roll() < probability
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.roll() * (high - low + 1))
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[Math.floor(this.roll() * choices.length)]
    if (chosen === undefined) throw new RangeError("nothing to choose from")
    return chosen
  }

  shuffled<T>(items: readonly T[]): readonly T[] {
    const shuffled = [...items]
    for (let i = shuffled.length - 1; i > 0; i -= 1) {
      const j = this.between(0, i)
      const [a, b] = [shuffled[i], shuffled[j]]
      if (a === undefined || b === undefined) continue
      shuffled[i] = b
      shuffled[j] = a
    }
    return shuffled
  }
}
