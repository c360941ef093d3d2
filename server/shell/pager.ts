// Calling people when a step of the ladder asks for it. The step's entry in the journal is the order; whoever pages removes
// repeats by the step's id, since two relays may record the same one.

import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Log } from "./log.ts"

export interface Pager {
  /** Returns at once and never throws: what cannot be delivered is the pager's own affair to repeat and to report. */
  page(line: LineId, point: LadderPoint): void
}

/** Tells each of them. */
export function allPagers(pagers: readonly Pager[]): Pager {
  return {
    page(line, point) {
      for (const pager of pagers) pager.page(line, point)
    },
  }
}

/** A line of the log at level "warn", for an operator's log shipper to act on. */
export function logPager(log: Log): Pager {
  return {
    page(line, { step, message, demand, action, number, dueAt }) {
      log.warn(
        { line, step, message, demand, action, number, dueAt },
        "a step of the ladder is due",
      )
    },
  }
}
