// Everything that one turn of the event loop wants written goes to the disk in one commit, and nobody is answered before.
// Waiting for the disk costs the same for one record as for a hundred.

import { setImmediate as nextTurn } from "node:timers/promises"

import { JournalFailure } from "./failure.ts"
import type { RowStore, RowWrite } from "./row-store.ts"

/** A commit takes no more than this at once, so that a flood does not hold back who came first. */
const writesMax = 1_024
const bytesMax = 4 * 1024 * 1024

interface Waiting {
  readonly writes: readonly RowWrite[]
  readonly durable: () => void
  readonly failed: (failure: JournalFailure) => void
}

export class GroupCommit {
  readonly #store: RowStore
  readonly #onFatal: (failure: JournalFailure) => void
  #waiting: Waiting[] = []
  #isRunning = false
  #failure: JournalFailure | undefined

  /** `onFatal` is called once, when a commit has failed. It is expected to end the process. */
  constructor(store: RowStore, onFatal: (failure: JournalFailure) => void) {
    this.#store = store
    this.#onFatal = onFatal
  }

  /**
   * In the order of calls. `onDurable` runs before the promise settles and before any later addition is durable, so what it
   * changes is never ahead of the disk nor out of order. Without writes it waits for everything added before.
   */
  add(writes: readonly RowWrite[], onDurable: () => void = () => undefined): Promise<void> {
    const failure = this.#failure
    if (failure !== undefined) return Promise.reject(failure)
    return new Promise((resolve, reject) => {
      const durable = (): void => {
        onDurable()
        resolve()
      }
      this.#waiting.push({ writes, durable, failed: reject })
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.length > 0 && this.#failure === undefined) {
      await nextTurn()
      await this.#commit(this.#take())
    }
    this.#isRunning = false
  }

  async #commit(turn: readonly Waiting[]): Promise<void> {
    const writes = turn.flatMap((one) => one.writes)
    try {
      if (writes.length > 0) await this.#store.commit(writes)
    } catch (error) {
      this.#fail(turn, error)
      return
    }
    // A crash between here and the answers leaves records that nobody was told of: their senders send them again.
    for (const one of turn) one.durable()
  }

  /** At least one; whole additions only, since each is all or nothing. */
  #take(): readonly Waiting[] {
    let writes = 0
    let bytes = 0
    let count = 0
    for (const one of this.#waiting) {
      writes += one.writes.length
      bytes += one.writes.reduce((sum, { value }) => sum + (value?.length ?? 0), 0)
      if (count > 0 && (writes > writesMax || bytes > bytesMax)) break
      count += 1
    }
    const turn = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    return turn
  }

  /** Memory is ahead of the disk now, and a failed sync must not be tried again: the next try may lie about the first. */
  #fail(turn: readonly Waiting[], cause: unknown): void {
    const sentence =
      "The journal could not be written. This process must end; what became of the last records is known after the next start."
    const failure = new JournalFailure("unwritable", sentence, cause)
    this.#failure = failure
    const rejected = [...turn, ...this.#waiting]
    this.#waiting = []
    for (const one of rejected) one.failed(failure)
    this.#onFatal(failure)
  }
}
