// What a message still demands and by when, and which steps of the ladder were taken: those that relays recorded and those
// that are due by this desk's own clock.

import { charterOf, currentCharter } from "../../../shared/line/agreement.ts"
import { demands, envelopeOf, standBys, timetableOf } from "../../../shared/line/delivery.ts"
import { stepsAhead } from "../../../shared/line/deadlines.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import type { LadderAction, TimetableRow } from "../../../shared/records/charter.ts"
import type { Demand, RelayId, StepId } from "../../../shared/records/names.ts"
import type { Parts } from "../desk.ts"
import type { Now } from "../ports.ts"

export interface StepSeen {
  readonly step: StepId
  readonly demand: Demand
  readonly number: number
  readonly action: LadderAction
  readonly dueAt: number
  /** Which relays recorded it, each by its own line time; empty: by our clock alone. */
  readonly at: readonly { readonly relay: RelayId; readonly t: number }[]
}

export interface DemandSeen {
  readonly demand: Demand
  readonly isMet: boolean
  /** By this device's clock; undefined where no relay runs a clock for it. */
  readonly dueAt: number | undefined
}

/** Steps taken, soonest first: one of each name, whoever noticed it. */
export function stepsOf(parts: Parts, row: Row, now: Now): readonly StepSeen[] {
  const recorded: readonly StepSeen[] = row.steps.map(
    ({ step, demand, number, action, dueAt, at }) => ({ step, demand, number, action, dueAt, at }),
  )
  const own: StepSeen[] = []
  for (const link of parts.links.values()) {
    const lineTime = link.clock.lineTime(now)
    for (const point of stepsAhead(parts.union.state, row, link.circuit.id)) {
      const { step, demand, number, action, dueAt } = point
      const isKnown = [...recorded, ...own].some((each) => each.step === step)
      if (dueAt <= lineTime && !isKnown) own.push({ step, demand, number, action, dueAt, at: [] })
    }
  }
  return [...recorded, ...own].toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number)
}

/** Everything the message demands, in the usual order. */
export function demandsOf(parts: Parts, row: Row, open: readonly Demand[]): readonly DemandSeen[] {
  const owed = new Set<Demand>(["received", ...row.sent.flatMap((sent) => sent.owes)])
  return demands
    .filter((demand) => owed.has(demand))
    .map((demand) => ({
      demand,
      isMet: !open.includes(demand),
      dueAt: dueAtOf(parts, row, demand),
    }))
}

/**
 * One relay's word is shown, in the order of the charter: times of two relays are never mixed, and what is overdue is decided
 * relay by relay, not here.
 */
function dueAtOf(parts: Parts, row: Row, demand: Demand): number | undefined {
  const { state } = parts.union
  const timetable = timetableFor(state, row)
  if (timetable === undefined) return undefined
  for (const link of parts.links.values()) {
    const running = row.arrivals.filter(
      (each) => each.relay === link.circuit.id && each.counts && each.base > 0,
    )
    const [arrival] = running.toSorted((a, b) => a.base - b.base)
    if (arrival === undefined) continue
    const until = demand === "answered" ? standBys(state, row, timetable).at(-1)?.until : undefined
    return (until ?? arrival.base + timetable[demand]) - link.clock.offset
  }
  return undefined
}

function timetableFor(state: LineState, row: Row): TimetableRow | undefined {
  const sent = envelopeOf(row)
  if (sent === undefined) return undefined
  return timetableOf(charterOf(state, sent.charter) ?? currentCharter(state), sent.precedence)
}
