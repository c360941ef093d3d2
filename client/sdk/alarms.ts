// The desk's own deadlines, on its own clock: a relay that is frozen, or that lies about time, is noticed here. The desk
// appends nothing; it rings, under the same step id that a relay would use.

import { dueSteps } from "../../shared/line/deadlines.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Outgoing } from "./ports.ts"

export class Alarms {
  readonly #rung = new Set<string>()
  readonly #blamed = new Set<string>()

  /**
   * Rings every step that is due by this desk's estimate of the relay's line time. `isKept`: the circuit lives and this
   * desk has all of the relay's journal, so a step missing from it for five seconds is the relay's fault.
   */
  check(
    state: LineState,
    at: { readonly relay: RelayId; readonly lineTime: number; readonly isKept: boolean },
    out: Outgoing,
  ): void {
    for (const point of dueSteps(state, at.relay, at.lineTime)) {
      if (!this.#rung.has(point.step)) {
        this.#rung.add(point.step)
        out.notice({ kind: "overdue", point, by: "our-clock", relay: at.relay })
      }
      const blame = `${at.relay} ${point.step}`
      const isLate = at.lineTime - point.dueAt > limits.relayNotKeepingTimeMs
      if (at.isKept && isLate && !this.#blamed.has(blame)) {
        this.#blamed.add(blame)
        out.notice({ kind: "relay-not-keeping-time", relay: at.relay, point })
      }
    }
  }

  /** A relay has recorded the step: it need not ring a second time by our clock. */
  recorded(step: string): boolean {
    const isFirst = !this.#rung.has(step)
    this.#rung.add(step)
    return isFirst
  }
}
