// What happened in a schedule, line by line, and the digest by which two runs of one seed are compared.

import { createHash } from "node:crypto"

import type { Timeline } from "./timeline.ts"

export class History {
  readonly #timeline: Timeline
  readonly #hash = createHash("sha256")
  readonly #print: ((line: string) => void) | undefined
  #lines = 0

  constructor(timeline: Timeline, print: ((line: string) => void) | undefined) {
    this.#timeline = timeline
    this.#print = print
  }

  add(who: string, what: string): void {
    const line = `${(this.#timeline.now / 1_000).toFixed(3).padStart(8)} ${who.padEnd(3)} ${what}`
    this.#lines += 1
    this.#hash.update(line)
    this.#print?.(line)
  }

  get length(): number {
    return this.#lines
  }

  /** To be asked once, at the end. */
  digest(): string {
    return this.#hash.digest("hex")
  }
}
