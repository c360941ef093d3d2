// What a relay has folded of one journal: the rulebook's state, the frontier of the tree, and when each open message next
// falls due. Messages at rest are not here but beside the journal, so memory does not grow with the past.

import { assert } from "../../shared/assert.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { stepsAhead, isSettled } from "../../shared/line/deadlines.ts"
import { envelopeOf } from "../../shared/line/delivery.ts"
import { withoutRows, withRows } from "../../shared/line/fold.ts"
import { row, type LineState, type Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { Frontier } from "../../shared/log/tree.ts"
import type { MessageId, RelayId } from "../../shared/records/names.ts"
import type { Loaded } from "./beside.ts"

export interface Folded {
  readonly state: LineState
  readonly frontier: Frontier
  /** The next step of each message that owes one: an index over the rows, so that looking at the clock costs next to nothing. */
  readonly dues: ReadonlyMap<MessageId, number>
}

export function sizeOf(folded: Folded): number {
  return folded.frontier.size
}

export function epochOf(state: LineState, relay: RelayId): number {
  return state.journals.get(relay)?.epoch ?? 0
}

/** Nothing of it can fall due as things stand: all steps are over, or its envelope has not come. */
export function isAtRest(state: LineState, candidate: Row): boolean {
  return envelopeOf(candidate) === undefined || isSettled(state, candidate)
}

/** The state with those loaded rows in it that it does not hold itself: what is in memory is never older. */
export function withLoaded(state: LineState, loaded: Loaded): LineState {
  const rows = new Map<MessageId, Row>()
  for (const [key, value] of loaded) {
    if (value === undefined || !key.startsWith("row/")) continue
    const read = decodeAs(row, value, limits.stateBytesMax)
    assert(read.ok, `the stored ${key} reads`)
    rows.set(read.value.message, read.value)
  }
  return withRows(state, rows)
}

/** Drops the rows at rest among these messages and indexes the others anew. */
export function settle(folded: Folded, relay: RelayId, messages: Iterable<MessageId>): Folded {
  const dues = new Map(folded.dues)
  const atRest: MessageId[] = []
  for (const message of messages) {
    const candidate = folded.state.rows.get(message)
    const next = candidate === undefined ? undefined : stepsAhead(folded.state, candidate, relay)[0]
    if (next === undefined) dues.delete(message)
    else dues.set(message, next.dueAt)
    if (candidate !== undefined && isAtRest(folded.state, candidate)) atRest.push(message)
  }
  return { ...folded, state: withoutRows(folded.state, atRest), dues }
}

export function soonestDue(dues: Folded["dues"]): number | undefined {
  let soonest: number | undefined
  for (const due of dues.values()) if (soonest === undefined || due < soonest) soonest = due
  // A ladder may reach beyond what a store can write; the year 287396 is soon enough to look again.
  return soonest === undefined ? undefined : Math.min(soonest, Number.MAX_SAFE_INTEGER)
}
