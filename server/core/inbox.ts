// Records that have come and wait for the next append. Each device's own order is kept; between devices the most urgent goes
// first, and whatever stands before an urgent record in its own device's queue goes with it.

import { unreachable } from "../../shared/assert.ts"
import { envelopeOf } from "../../shared/line/delivery.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { Side } from "../../shared/records/charter.ts"
import { limits } from "../../shared/limits.ts"
import { precedences, type DeviceId, type MessageId } from "../../shared/records/names.ts"
import { isFounding, parseRecord, type Parsed } from "../../shared/records/parsed.ts"
import type { Result } from "../../shared/result.ts"
import type { Submission } from "../../shared/wire/frames.ts"
import type { CircuitId } from "./circuit.ts"

/** One record of a submit frame, read but not judged. */
export interface Filing {
  readonly submission: Submission
  readonly record: Result<Parsed>
  /** The place among the precedences of the most urgent that waits for it: its own, or what its device handed in behind it. */
  readonly pressing: number
}

/** One submit frame. `order` counts arrivals, so that equals go first come, first served. */
export interface Filed {
  readonly circuit: CircuitId
  readonly device: DeviceId
  readonly side: Side
  readonly number: number
  readonly order: number
  /** Of its most urgent record: the place among the precedences. */
  readonly urgency: number
  readonly bytes: number
  readonly filings: readonly Filing[]
}

export function fileFrame(
  state: LineState,
  from: Pick<Filed, "circuit" | "device" | "side" | "order">,
  frame: { readonly number: number; readonly submissions: readonly Submission[] },
): Filed {
  const records = frame.submissions.map((submission) => parseRecord(submission.record))
  const urgencies = records.map((record) => (record.ok ? urgencyOf(state, record.value) : 0))
  const filings = frame.submissions.flatMap((submission, i): readonly Filing[] => {
    const record = records[i]
    if (record === undefined) return []
    return [{ submission, record, pressing: Math.max(...urgencies.slice(i)) }]
  })
  return {
    ...from,
    number: frame.number,
    filings,
    urgency: Math.max(0, ...urgencies),
    bytes: frame.submissions.reduce(
      (sum, { record, enclosure, carried }) =>
        sum + record.length + enclosure.length + carried.length,
      0,
    ),
  }
}

const mostUrgent = precedences.length - 1

/** What a record says about a message is as urgent as the message; what says who may speak at all comes before everything. */
function urgencyOf(state: LineState, record: Parsed): number {
  switch (record.kind) {
    case "envelope":
      return precedences.indexOf(record.core.precedence)
    case "stage":
    case "rewrap":
      return urgencyOfMessage(state, record.core.message)
    case "watch":
    case "handover":
      return precedences.indexOf("PRIORITY")
    case "suspend":
    case "roster":
    case "charter":
    case "root":
      return mostUrgent
    default:
      return unreachable(record)
  }
}

/** A message that is not open here may be any: its acknowledgement is not made to wait. */
function urgencyOfMessage(state: LineState, message: MessageId): number {
  const row = state.rows.get(message)
  const sent = row === undefined ? undefined : envelopeOf(row)
  return precedences.indexOf(sent?.precedence ?? "IMMEDIATE")
}

/** Takes frames for one turn out of the devices' queues; says what is taken and what stays. */
export function takeTurn(queues: readonly (readonly Filed[])[]): {
  readonly taken: readonly Filed[]
  readonly left: readonly (readonly Filed[])[]
} {
  const rest = queues.map((queue) => [...queue])
  const taken: Filed[] = []
  const tally = new Tally()
  let records = 0
  let bytes = 0
  for (;;) {
    const first = mostPressing(rest, tally)?.shift()
    if (first === undefined) break
    const isOver =
      records + first.filings.length > limits.turnRecordsMax ||
      bytes + first.bytes > limits.turnBytesMax
    if (isOver && taken.length > 0) {
      rest[queues.findIndex((queue) => queue.includes(first))]?.unshift(first)
      break
    }
    taken.push(first)
    tally.add(first)
    records += first.filings.length
    bytes += first.bytes
  }
  return { taken, left: rest }
}

/** How much of a turn each party and each device has had: among equals in urgency, whoever had least goes first. */
class Tally {
  readonly #had = new Map<Side | DeviceId, number>()

  add({ side, device, filings }: Filed): void {
    for (const who of [side, device]) this.#had.set(who, this.of(who) + filings.length)
  }

  of(who: Side | DeviceId): number {
    return this.#had.get(who) ?? 0
  }

  compare(a: Filed, b: Filed): number {
    return this.of(a.side) - this.of(b.side) || this.of(a.device) - this.of(b.device)
  }
}

/** The queue with the most urgent frame anywhere in it; among equals by fairness, and then whoever came first. */
function mostPressing(queues: readonly Filed[][], tally: Tally): Filed[] | undefined {
  const ranked = queues.flatMap((queue) => {
    const [first] = queue
    const urgency = Math.max(...queue.map((filed) => filed.urgency))
    return first === undefined ? [] : [{ queue, urgency, first }]
  })
  return ranked.toSorted(
    (a, b) =>
      b.urgency - a.urgency || tally.compare(a.first, b.first) || a.first.order - b.first.order,
  )[0]?.queue
}

/** What a frame takes of its device's quota: its own records. Those of others are carried, and only their authors can make more. */
export function costOf({ device, filings }: Filed): number {
  return filings.reduce((sum, { submission, record }) => {
    const isCarried =
      record.ok && !isFounding(record.value) && record.value.core.link.from !== device
    if (isCarried) return sum
    const { record: bytes, enclosure, carried } = submission
    return sum + bytes.length + enclosure.length + carried.length + limits.recordCostBytes
  }, 0)
}
