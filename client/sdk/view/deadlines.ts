// What a message still demands and by when, and which steps of the ladder were taken: those that relays recorded and those
// that are due by this desk's own clock.

import type { Content } from "../../../shared/catalogue/statement.ts"
import { isValue } from "../../../shared/catalogue/value.ts"
import { charterOf, currentCharter } from "../../../shared/line/agreement.ts"
import { runningAt } from "../../../shared/line/deadlines.ts"
import { demands, envelopeOf, standBys, timetableOf } from "../../../shared/line/delivery.ts"
import type { LineState, Row } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { LadderAction, TimetableRow } from "../../../shared/records/charter.ts"
import type { Demand, RelayId, StepId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Parts } from "../desk.ts"
import { knownOf } from "../disproofs.ts"
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
  const known = knownOf(parts)
  const seen = [...parts.links.values()].map((link) =>
    parts.alarms.stepsOf(known, row, link.reading(now)),
  )
  const due = seen.flatMap((each) => each.due)
  // What a relay recorded before its time is the relay's fault, and shows nobody to be late.
  const isPremature = (step: string): boolean =>
    due.every((point) => point.step !== step) &&
    seen.some(({ ahead }) => ahead.some((point) => point.step === step))
  const recorded: readonly StepSeen[] = row.steps
    .filter(({ step }) => !isPremature(step))
    .map(({ step, demand, number, action, dueAt, at }) => ({
      step,
      demand,
      number,
      action,
      dueAt,
      at,
    }))
  const own: StepSeen[] = []
  for (const { step, demand, number, action, dueAt } of due) {
    const isKnown = [...recorded, ...own].some((each) => each.step === step)
    if (!isKnown) own.push({ step, demand, number, action, dueAt, at: [] })
  }
  return [...recorded, ...own].toSorted((a, b) => a.dueAt - b.dueAt || a.number - b.number)
}

/** What is asked about: the message's row, what of it is open, and what it says, where that is known. */
interface Asked {
  readonly row: Row
  readonly open: readonly Demand[]
  readonly content: Result<Content> | undefined
}

/** Everything the message demands, in the usual order. */
export function demandsOf(parts: Parts, asked: Asked, now: Now): readonly DemandSeen[] {
  const { row, open } = asked
  const owed = new Set<Demand>(["received", ...row.sent.flatMap((sent) => sent.owes)])
  return demands
    .filter((demand) => owed.has(demand))
    .map((demand) => ({
      demand,
      isMet: !open.includes(demand),
      dueAt: dueAtOf(parts, asked, demand, now),
    }))
}

/**
 * One relay's word is shown, in the order of the charter: times of two relays are never mixed, and what is overdue is decided
 * relay by relay, not here.
 */
function dueAtOf(parts: Parts, asked: Asked, demand: Demand, now: Now): number | undefined {
  const { row, content } = asked
  const { state } = parts.union
  const timetable = timetableFor(state, row)
  if (timetable === undefined) return undefined
  const allowed = Math.min(timetable[demand], impactLimit(content))
  for (const { circuit, clock } of parts.links.values()) {
    const [arrival] = runningAt(state, row, circuit.id).toSorted((a, b) => a.base - b.base)
    if (arrival === undefined) continue
    const until = demand === "answered" ? standBys(state, row, timetable).at(-1)?.until : undefined
    return (until ?? arrival.base + allowed) - (clock.lineTime(now) - now.wall)
  }
  return undefined
}

/** Where something is under way, a third of the time that is left is all there is: relays cannot know, desks can. */
function impactLimit(content: Result<Content> | undefined): number {
  if (content?.ok !== true || content.value.kind !== "statement") return Number.MAX_SAFE_INTEGER
  const { timeToImpact } = content.value.statement.params
  if (!isValue(timeToImpact, "number")) return Number.MAX_SAFE_INTEGER
  return (timeToImpact.number * 60_000) / limits.impactShare
}

function timetableFor(state: LineState, row: Row): TimetableRow | undefined {
  const sent = envelopeOf(row)
  if (sent === undefined) return undefined
  return timetableOf(charterOf(state, sent.charter) ?? currentCharter(state), sent.precedence)
}
