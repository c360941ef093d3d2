// The desk's own deadlines, on its own clock: a relay that is frozen, or that lies about time, is noticed here. The desk
// appends nothing; it rings, under the same step id that a relay would use.

import { soonestStep, stepsAhead, type LadderPoint } from "../../shared/line/deadlines.ts"
import type { LineState, Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Outgoing } from "./ports.ts"

/** What is ahead of one message in one journal. A row never changes: it is replaced, and then this is worked out anew. */
interface Ahead {
  readonly soonest: number | undefined
  points: readonly LadderPoint[] | undefined
}

export class Alarms {
  readonly #rung = new Set<string>()
  readonly #blamed = new Set<string>()
  /** A desk looks four times a second at every open message: it must not work out each time what has not changed. */
  readonly #ahead = new Map<RelayId, WeakMap<Row, Ahead>>()
  #restsOn: Pick<LineState, "forked" | "charters"> | undefined

  /**
   * Rings every step that is due by this desk's estimate of the relay's line time. `isKept`: the circuit lives and this
   * desk has all of the relay's journal, so a step missing from it for five seconds is the relay's fault.
   */
  check(
    state: LineState,
    at: { readonly relay: RelayId; readonly lineTime: number; readonly isKept: boolean },
    out: Outgoing,
  ): void {
    for (const point of this.#due(state, at.relay, at.lineTime)) {
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

  #due(state: LineState, relay: RelayId, lineTime: number): readonly LadderPoint[] {
    const due: LadderPoint[] = []
    for (const row of state.rows.values()) {
      const ahead = this.#aheadOf(state, row, relay)
      if (ahead.soonest === undefined || ahead.soonest > lineTime) continue
      ahead.points ??= stepsAhead(state, row, relay)
      due.push(...ahead.points.filter((point) => point.dueAt <= lineTime))
    }
    return due.toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number)
  }

  #aheadOf(state: LineState, row: Row, relay: RelayId): Ahead {
    const { forked, charters } = state
    if (this.#restsOn?.forked !== forked || this.#restsOn.charters !== charters) {
      this.#restsOn = { forked, charters }
      this.#ahead.clear()
    }
    const known = this.#ahead.get(relay) ?? new WeakMap<Row, Ahead>()
    this.#ahead.set(relay, known)
    const found = known.get(row)
    if (found !== undefined) return found
    const ahead = { soonest: soonestStep(state, row, relay), points: undefined }
    known.set(row, ahead)
    return ahead
  }

  /** A relay has recorded the step: it need not ring a second time by our clock. */
  recorded(step: string): boolean {
    const isFirst = !this.#rung.has(step)
    this.#rung.add(step)
    return isFirst
  }
}
