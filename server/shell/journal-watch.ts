// Whether a journal that somebody else keeps can be reached, and what follows when it could not: a short outage is sat out; after
// a longer one nobody is let in before all that was written meanwhile is folded, a suspension perhaps.

import { limits } from "../../shared/limits.ts"

export interface JournalWatchPorts {
  /** Why the journal cannot be reached now; undefined: it can. */
  readonly trouble: () => string | undefined
  /** Counts milliseconds and never goes back. */
  readonly mono: () => number
  /** Folds all that the journal holds; rejects when it cannot be asked. */
  readonly catchUp: () => Promise<void>
}

export class JournalWatch {
  readonly #ports: JournalWatchPorts
  #troubledSince: number | undefined
  #isBehind = false
  #isCatchingUp = false
  /** It has been away since the catching up that runs began, which therefore says nothing. */
  #isStale = false

  constructor(ports: JournalWatchPorts) {
    this.#ports = ports
  }

  /** To be asked often: an outage begins when it is seen. */
  look(): void {
    const { trouble, mono } = this.#ports
    this.#troubledSince = trouble() === undefined ? undefined : (this.#troubledSince ?? mono())
    if (this.isAway) {
      this.#isBehind = true
      this.#isStale = true
    } else if (this.#isBehind && this.#troubledSince === undefined && !this.#isCatchingUp) {
      void this.#catchUp()
    }
  }

  /** For so long that nobody may be left in the belief that what is sent here is kept. */
  get isAway(): boolean {
    const since = this.#troubledSince
    return since !== undefined && this.#ports.mono() - since >= limits.journalPatienceMs
  }

  get isOpen(): boolean {
    return !this.isAway && !this.#isBehind
  }

  /** Why this process cannot be used, for readiness. */
  get faults(): readonly string[] {
    const trouble = this.#ports.trouble()
    if (trouble !== undefined) return [`the journal cannot be reached: ${trouble}`]
    return this.#isBehind ? ["what was written while the journal was away is being read"] : []
  }

  async #catchUp(): Promise<void> {
    this.#isCatchingUp = true
    this.#isStale = false
    // Where it has gone away again, the next look begins anew.
    const hasCaughtUp = await this.#ports.catchUp().then(
      () => true,
      () => false,
    )
    if (hasCaughtUp) this.#end()
    this.#isCatchingUp = false
  }

  #end(): void {
    if (!this.#isStale && !this.isAway) this.#isBehind = false
  }
}
