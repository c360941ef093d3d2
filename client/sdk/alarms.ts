// The desk's own deadlines, on its own clock: a relay that is frozen, or that lies about time, is noticed here. The desk
// appends nothing; it rings, under the same step id that a relay would use.

import { stepsAhead, type LadderPoint } from "../../shared/line/deadlines.ts"
import type { LineState, Row, StepTaken } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { RelayId, StepId } from "../../shared/records/names.ts"
import type { Known } from "./disproofs.ts"
import { OwnClock, type LineTime, type Reading } from "./own-clock.ts"
import type { Outgoing } from "./ports.ts"

/** What to make of a step that a relay has recorded. */
export type Recorded = "rings" | "known" | "premature"

export class Alarms {
  readonly #clock = new OwnClock()
  readonly #rung = new Set<StepId>()
  readonly #blamed = new Set<string>()
  /** Steps that a relay recorded before their time: they silence nothing. */
  readonly #premature = new Set<string>()
  /** A desk looks four times a second at every open message: it must not work out each time what has not changed. */
  readonly #ahead = new Map<RelayId, WeakMap<Row, readonly LadderPoint[]>>()
  #restsOn: Pick<LineState, "forked" | "charters"> | undefined

  /** Rings every step that is due by our own clock, and blames the relay that has not recorded it five seconds later. */
  check(known: Known, reading: Reading, out: Outgoing): void {
    const { relay } = reading
    for (const { point, row, lineTime } of this.#due(known, reading)) {
      const isRecorded = this.#isRecorded(row, point, relay)
      // What was recorded before this desk started may have been too early for the desk that it was; nobody remembers.
      if (!this.#rung.has(point.step) && (!isRecorded || reading.isKept)) {
        this.#rung.add(point.step)
        out.notice({ kind: "overdue", point, by: "our-clock", relay })
      }
      if (isRecorded) continue
      const blame = `${relay} ${point.step}`
      // A step that is missing while nothing is heard at all may have been recorded.
      const unheardMs = reading.now.mono - reading.heardAt
      const isLate = lineTime.atLeast - unheardMs - point.dueAt > limits.relayNotKeepingTimeMs
      if (reading.isKept && isLate && !this.#blamed.has(blame)) {
        this.#blamed.add(blame)
        out.notice({ kind: "relay-not-keeping-time", relay, point })
      }
    }
    this.#clock.kept(reading)
  }

  #due(
    known: Known,
    reading: Reading,
  ): readonly { readonly point: LadderPoint; readonly row: Row; readonly lineTime: LineTime }[] {
    return [...known.state.rows.values()]
      .flatMap((stored) => {
        const row = known.believed(stored)
        this.#clock.see(row, reading)
        const points = this.#pointsOf(known.state, row, reading.relay)
        if (points.length === 0) return []
        const lineTime = this.#clock.lineTime(row, reading)
        const due = points.filter(({ dueAt }) => dueAt <= lineTime.atMost)
        return due.map((point) => ({ point, row, lineTime }))
      })
      .toSorted((a, b) => a.point.dueAt - b.point.dueAt || a.point.number - b.point.number)
  }

  /** Every step of a message, also those that relays say they have taken: whether those were due is for this desk to judge. */
  #pointsOf(state: LineState, row: Row, relay: RelayId): readonly LadderPoint[] {
    const { forked, charters } = state
    if (this.#restsOn?.forked !== forked || this.#restsOn.charters !== charters) {
      this.#restsOn = { forked, charters }
      this.#ahead.clear()
    }
    const known = this.#ahead.get(relay) ?? new WeakMap<Row, readonly LadderPoint[]>()
    this.#ahead.set(relay, known)
    const found = known.get(row)
    if (found !== undefined) return found
    const points = stepsAhead(state, { ...row, steps: [] }, relay)
    known.set(row, points)
    return points
  }

  /** In time: by the relay's own line time, and by our clock when it came. */
  #isRecorded(row: Row, { step, dueAt }: LadderPoint, relay: RelayId): boolean {
    const taken: StepTaken | undefined = row.steps.find((each) => each.step === step)
    const isTimely = taken?.at.some((at) => at.relay === relay && at.t >= dueAt) === true
    return isTimely && !this.#premature.has(`${relay} ${step}`)
  }

  /** A step that a relay has recorded: it need not ring a second time, unless it was recorded before it was due. */
  recorded(
    known: Known,
    { row, step, t }: { readonly row: Row | undefined; readonly step: StepId; readonly t: number },
    reading: Reading,
  ): Recorded {
    const believed = row === undefined ? undefined : known.believed(row)
    const point =
      believed === undefined
        ? undefined
        : this.#pointsOf(known.state, believed, reading.relay).find((each) => each.step === step)
    if (believed !== undefined && point !== undefined) {
      const { atMost } = this.#clock.lineTime(believed, reading)
      // Before the relay's clock was measured, our own count rests on nothing: then only its own times speak.
      const isAhead = reading.isMeasured && point.dueAt > atMost + limits.clockWarnMs
      if (t < point.dueAt || isAhead) {
        this.#premature.add(`${reading.relay} ${step}`)
        return "premature"
      }
    }
    if (this.#rung.has(step)) return "known"
    this.#rung.add(step)
    return "rings"
  }

  /** This relay's line time for one message, as far as our own clock bears it out. */
  lineTime(row: Row, reading: Reading): number {
    return this.#clock.lineTime(row, reading).atLeast
  }

  /** The steps of a message that are due by our own clock in this relay's journal, and those that are not. */
  stepsOf(
    known: Known,
    stored: Row,
    reading: Reading,
  ): { readonly due: readonly LadderPoint[]; readonly ahead: readonly LadderPoint[] } {
    const row = known.believed(stored)
    const points = stepsAhead(known.state, { ...row, steps: [] }, reading.relay)
    if (points.length === 0) return { due: [], ahead: [] }
    const lineTime = this.#clock.lineTime(row, reading)
    return {
      due: points.filter(({ dueAt }) => dueAt <= lineTime.atLeast),
      ahead: points.filter(({ dueAt }) => dueAt > lineTime.atMost + limits.clockWarnMs),
    }
  }
}
