// How often a desk does something to a relay: so many times at once, and so many a second in the long run.

export class Pace {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #at = 0

  constructor(allowance: { readonly perSecond: number; readonly burst: number }) {
    this.#perSecond = allowance.perSecond
    this.#burst = allowance.burst
    this.#tokens = allowance.burst
  }

  /** True when it may be done now; it then counts as done. `mono` is a clock that never runs backwards. */
  take(mono: number): boolean {
    const earned = ((mono - this.#at) / 1_000) * this.#perSecond
    this.#tokens = Math.min(this.#burst, this.#tokens + earned)
    this.#at = mono
    if (this.#tokens < 1) return false
    this.#tokens -= 1
    return true
  }
}
