// How long a message lives. Its sender chooses, within what the charter allows and no less than what it asks for takes: nobody
// may be hurried, or called silent, over a message whose body is gone.

import { limits } from "../limits.ts"
import type { Charter } from "../records/charter.ts"
import type { Demand, Hash, Precedence } from "../records/names.ts"
import { charterOf } from "./agreement.ts"
import type { LineState, Row } from "./state.ts"

type Terms = Pick<Charter, "ladder" | "lifeMs">

interface Asking {
  readonly precedence: Precedence
  readonly owes: readonly Demand[]
  readonly life: number
}

/** As long as the ladder of anything it owes can climb, and an hour at least; where the charter allows no more, all of that. */
export function leastLife(charter: Terms, { precedence, owes }: Omit<Asking, "life">): number {
  const owed: readonly Demand[] = ["received", ...owes]
  const last = charter.ladder
    .filter((step) => step.precedence === precedence && owed.includes(step.demand))
    .reduce((latest, step) => Math.max(latest, step.after), limits.lifeLeastMs)
  return Math.min(charter.lifeMs, last)
}

/**
 * Until when the body of an envelope admitted at `t` is kept: to the end of its life, and, however it was dated, as long after
 * its admission as what it asks may take.
 */
export function keptUntil(
  charter: Terms,
  envelope: Asking & { readonly t: number },
  admittedAt: number,
): number {
  const end = envelope.t + envelope.life
  return admittedAt > end ? end : Math.max(end, admittedAt + leastLife(charter, envelope))
}

/** Until when some relay keeps the body of an envelope that has been folded. */
export function keptAnywhereUntil(state: LineState, row: Row, header: Hash): number {
  const sent = row.sent.find((known) => known.header === header)
  const charter = sent === undefined ? undefined : charterOf(state, sent.charter)
  if (sent === undefined || charter === undefined) return 0
  return row.arrivals
    .filter((arrival) => arrival.header === header)
    .reduce((latest, { t }) => Math.max(latest, keptUntil(charter, sent, t)), sent.t + sent.life)
}

/** Why a charter's life does not fit its times, if it does not. */
export function charterLifeFault({
  timetable,
  lifeMs,
}: Pick<Charter, "timetable" | "lifeMs">): string | undefined {
  return timetable.every((row) => row.answered <= lifeMs)
    ? undefined
    : "a message's life ends before its answer is due"
}
