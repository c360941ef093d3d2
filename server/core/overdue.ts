// Steps of the ladder that have fallen due. Each is recorded with what was known of presence at that moment; of several steps
// of one message recorded together, after an outage, only the highest calls people.

import { stepsAhead, type LadderPoint } from "../../shared/line/deadlines.ts"
import { limits } from "../../shared/limits.ts"
import type { LadderAction } from "../../shared/records/charter.ts"
import type { DeviceId, MessageId, RelayId } from "../../shared/records/names.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import type { Folded } from "./folded.ts"

export interface Overdue {
  readonly records: readonly Relayed[]
  /** One a message. */
  readonly pages: readonly LadderPoint[]
}

const rank: Readonly<Record<LadderAction, number>> = {
  repeat: 0,
  supervisor: 1,
  "every-path": 2,
  query: 3,
  "no-answer": 4,
}

/**
 * What is due at line time `t` and not recorded, longest due first. All steps of one message come together; messages are
 * left for the next turn once this one is full.
 */
export function overdueAt(
  folded: Folded,
  relay: RelayId,
  t: number,
  ages: ReadonlyMap<DeviceId, number>,
): Overdue {
  const presence = [...ages]
    .map(([device, ageMs]) => ({ device, ageMs }))
    .slice(0, limits.devicesPerLineMax)
  const records: Relayed[] = []
  const pages: LadderPoint[] = []
  for (const message of dueMessages(folded, t)) {
    if (records.length >= limits.turnRecordsMax) break
    const row = folded.state.rows.get(message)
    const steps = row === undefined ? [] : stepsAhead(folded.state, row, relay)
    const passed = steps.filter((step) => step.dueAt <= t)
    for (const step of passed) records.push({ kind: "overdue", ...step, presence })
    const highest = highestOf(passed)
    if (highest !== undefined) pages.push(highest)
  }
  return { records, pages }
}

/** Of steps of one message that are recorded together, the one that calls people. */
export function highestOf(steps: readonly LadderPoint[]): LadderPoint | undefined {
  return steps.toSorted((a, b) => rank[b.action] - rank[a.action])[0]
}

function dueMessages(folded: Folded, t: number): readonly MessageId[] {
  const due: { readonly message: MessageId; readonly dueAt: number }[] = []
  for (const [message, dueAt] of folded.dues) if (dueAt <= t) due.push({ message, dueAt })
  return due.toSorted((a, b) => a.dueAt - b.dueAt).map(({ message }) => message)
}

export function isDue(folded: Folded, t: number): boolean {
  for (const dueAt of folded.dues.values()) if (dueAt <= t) return true
  return false
}
