// Whoever waits for something to become true of a desk. Asked again after every event, so nobody sleeps and looks.

export interface Patience {
  readonly timeoutMs?: number | undefined
  readonly signal?: AbortSignal | undefined
}

interface Waiter {
  /** Answers the one who waits, if there is an answer. */
  ask(): void
  fail(reason: unknown): void
}

export class Waiters {
  readonly #waiting = new Set<Waiter>()

  /** What `question` gives once it gives something; undefined when the time is over or the signal came. */
  async until<T>(question: () => T | undefined, patience: Patience): Promise<T | undefined> {
    const { timeoutMs, signal } = patience
    const already = question()
    if (already !== undefined || signal?.aborted === true) return already
    return await new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener("abort", giveUp)
        this.#waiting.delete(waiter)
      }
      const giveUp = (): void => {
        end()
        resolve(undefined)
      }
      const waiter: Waiter = {
        ask() {
          const answer = question()
          if (answer === undefined) return
          end()
          resolve(answer)
        },
        fail(reason) {
          end()
          reject(reason)
        },
      }
      const timer = timeoutMs === undefined ? undefined : setTimeout(giveUp, timeoutMs)
      signal?.addEventListener("abort", giveUp, { once: true })
      this.#waiting.add(waiter)
    })
  }

  /** A question that throws fails whoever asked it, and nobody else. */
  askAll(): void {
    for (const waiter of this.#waiting) {
      try {
        waiter.ask()
      } catch (error) {
        waiter.fail(error)
      }
    }
  }

  failAll(reason: unknown): void {
    for (const waiter of this.#waiting) waiter.fail(reason)
  }
}
