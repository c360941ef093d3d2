// A desk of which one console has the watch and another is to take it: what the tests of handing over begin with and look at.

import { watchOf } from "../../../shared/line/watch.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { valueOf, type CallSign } from "../../support/practice-line.ts"
import { LineAtWork } from "./line-at-work.ts"
import { sends } from "./told.ts"

export const hour = 3_600_000

/** A1 has the watch at desk A. */
export async function onWatch(...others: readonly CallSign[]): Promise<LineAtWork> {
  const line = await LineAtWork.with("A1", "A2", "B1", ...others)
  valueOf(line.desks.A1.act((acts, now) => acts.takeWatch("duty", now.wall + 8 * hour, now)))
  line.pass(1_000)
  return line
}

/** A2 proposes to relieve A1. */
export function proposes(line: LineAtWork): MessageId {
  const wish = { outgoing: line.deviceOf("A1"), role: "duty" as const }
  const until = line.now.wall + 8 * hour
  return valueOf(line.desks.A2.act((acts, now) => acts.proposeHandover({ ...wish, until }, now)))
}

export function agrees(line: LineAtWork, by: CallSign, proposal: MessageId): void {
  valueOf(line.desks[by].act((acts, now) => acts.countersign(proposal, now)))
}

/** Who has the watch at desk A, as each desk on the line sees it. */
export function watchers(line: LineAtWork, seenBy: CallSign): readonly CallSign[] {
  const { state } = line.desks[seenBy].parts.union
  return (["A1", "A2"] as const).filter(
    (callSign) => watchOf(state, line.deviceOf(callSign), line.now.wall) !== undefined,
  )
}

/** The numbers of a device's records, in the order of the one journal that has them all. */
export function numbersOf(line: LineAtWork, callSign: CallSign): readonly number[] {
  return line.relays.N.records.flatMap((record) =>
    "link" in record.core && record.core.link.from === line.deviceOf(callSign)
      ? [record.core.link.seq]
      : [],
  )
}

export function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

/** A1 has agreed, to a place that is gone, and its console falls silent before it can sign the next. */
export async function waiting(): Promise<LineAtWork> {
  const line = await onWatch()
  const proposal = proposes(line)
  line.pass(1_000)
  sends(line.desks.A2)
  line.pass(1_000)
  agrees(line, "A1", proposal)
  line.hold("A1")
  line.settle()
  return line
}

export function unnumbered(line: LineAtWork): number {
  const { queued } = line.desks.A2.parts.outbox
  return queued.filter((item) => item.numbered.length === 0).length
}

export function agreesTo(line: LineAtWork, proposal: MessageId): void {
  line.pass(1_000)
  agrees(line, "A1", proposal)
  line.pass(1_000)
}
