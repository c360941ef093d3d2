// What an entry comes to in numbers, for whoever counts: of what kind, how urgent, how long after acceptance. It names nobody
// and no message.

import { deadlineOf } from "../../shared/line/deadlines.ts"
import { envelopeOf } from "../../shared/line/delivery.ts"
import type { LineState, Row } from "../../shared/line/state.ts"
import type { LadderAction } from "../../shared/records/charter.ts"
import type { Demand, MessageId, Precedence, RelayId } from "../../shared/records/names.ts"
import type { Parsed } from "../../shared/records/parsed.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import type { StageKind } from "../../shared/records/stage.ts"
import type { Said } from "./journal-entry.ts"

export type Counted =
  /** `precedence` of the message that the record is or is about; absent where it is about none, or about one not here. */
  | {
      readonly what: "record"
      readonly kind: Parsed["kind"]
      readonly precedence: Precedence | undefined
    }
  /** `afterMs`: since the message was accepted here; absent where either of the two came late. */
  | {
      readonly what: "stage"
      readonly stage: StageKind
      readonly precedence: Precedence | undefined
      readonly afterMs: number | undefined
    }
  /** `isMiss`: the first step at or behind the deadline itself; those before it only remind. */
  | {
      readonly what: "step"
      readonly demand: Demand
      readonly action: LadderAction
      readonly precedence: Precedence | undefined
      readonly lateMs: number
      readonly isMiss: boolean
    }

export interface Entered {
  readonly relay: RelayId
  readonly t: number
  /** When the record was accepted elsewhere, where it was brought from there. */
  readonly carriedAt: number | undefined
}

/** `state` has the entry folded already. What a relay says of itself comes to nothing, except for steps of the ladder. */
export function countedOf(state: LineState, said: Said, at: Entered): readonly Counted[] {
  if (said.by === "relay") {
    return said.relayed.kind === "overdue" ? [stepOf(state, said.relayed, at)] : []
  }
  const { record } = said
  const precedence = precedenceIn(state, record)
  const counted = { what: "record", kind: record.kind, precedence } as const
  if (record.kind !== "stage") return [counted]
  const { message, fact } = record.core
  const afterMs = sinceAccepted(state.rows.get(message), at)
  return [counted, { what: "stage", stage: fact.kind, precedence, afterMs }]
}

function precedenceIn(state: LineState, record: Parsed): Precedence | undefined {
  if (record.kind === "envelope") return record.core.precedence
  return record.kind === "stage" || record.kind === "rewrap"
    ? precedenceOf(state, record.core.message)
    : undefined
}

function precedenceOf(state: LineState, message: MessageId): Precedence | undefined {
  const row = state.rows.get(message)
  return row === undefined ? undefined : envelopeOf(row)?.precedence
}

function sinceAccepted(row: Row | undefined, at: Entered): number | undefined {
  if (at.carriedAt !== undefined) return undefined
  const arrival = row?.arrivals.find((known) => known.relay === at.relay && !known.late)
  return arrival === undefined ? undefined : at.t - arrival.t
}

type Overdue = Extract<Relayed, { kind: "overdue" }>

function stepOf(state: LineState, step: Overdue, { relay, t }: Entered): Counted {
  const { demand, action, message, dueAt } = step
  const row = state.rows.get(message)
  const deadline = row === undefined ? undefined : deadlineOf(state, row, { relay, demand })
  const isBehind = deadline !== undefined && dueAt >= deadline
  const wasBehind = row?.steps.some(
    (taken) =>
      taken.demand === demand && taken.number < step.number && taken.dueAt >= (deadline ?? 0),
  )
  return {
    what: "step",
    demand,
    action,
    precedence: precedenceOf(state, message),
    lateMs: t - dueAt,
    isMiss: isBehind && wasBehind !== true,
  }
}
