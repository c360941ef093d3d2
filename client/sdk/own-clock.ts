// How late it is for one message in one relay's journal, by this device's own monotonic clock since the acceptance was seen
// here. A relay says when it took the message; how time has passed since, this desk knows by itself.

import type { Arrival, Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { Hash, RelayId } from "../../shared/records/names.ts"
import type { Now } from "./ports.ts"

/** `lineTime`: the relay's, as its heartbeats measure it. `isKept`: the circuit lives and all of its journal is here. */
export interface Reading {
  readonly relay: RelayId
  readonly lineTime: number
  readonly isKept: boolean
  /** Before the first measurement the line time is our own guess, and nothing is counted from it. */
  readonly isMeasured: boolean
  /** When this circuit last said anything, by our monotonic clock: what its relay did since then is not known here. */
  readonly heardAt: number
  readonly now: Now
}

interface Anchor extends Now {
  readonly lineTime: number
}

export class OwnClock {
  readonly #anchors = new Map<`${RelayId} ${Hash}`, Anchor>()
  /** When each relay's journal was last known to be all here. */
  readonly #keptAt = new Map<RelayId, number>()

  /** Rows whose arrivals are counted already. A row never changes: it is replaced. */
  readonly #seen = new Map<RelayId, WeakSet<Row>>()

  kept({ relay, isKept, heardAt }: Reading): void {
    if (isKept) this.#keptAt.set(relay, heardAt)
  }

  /** Begins to count: to be told of every row while its arrival is new, whether anything is due by it or not. */
  see(row: Row, reading: Reading): void {
    const seen = this.#seen.get(reading.relay) ?? new WeakSet<Row>()
    this.#seen.set(reading.relay, seen)
    if (!reading.isMeasured || seen.has(row)) return
    seen.add(row)
    this.lineTime(row, reading)
  }

  /** The relay's line time for this message: as measured, but never further from our own count than the clocks may differ. */
  lineTime(row: Row, reading: Reading): number {
    const arrival = firstAt(row, reading.relay)
    if (arrival === undefined || !reading.isMeasured) return reading.lineTime
    const anchor = this.#anchorOf(row, arrival, reading)
    const own = anchor.lineTime + (reading.now.mono - anchor.mono)
    return clamped(reading.lineTime, own - limits.ownClockSlackMs, own + limits.ownClockSlackMs)
  }

  #anchorOf(row: Row, arrival: Arrival, reading: Reading): Anchor {
    const { now, relay } = reading
    const name = `${relay} ${arrival.header}` as const
    const known = this.#anchors.get(name)
    if (known !== undefined && isOneCount(known, now)) return known
    // What was counted before stands: a count can lack what a machine slept, and never has too much.
    const counted = known === undefined ? 0 : known.lineTime + (now.mono - known.mono) - arrival.t
    const age = Math.max(counted, this.#ageOf(row, arrival, reading))
    const anchor = { ...now, lineTime: arrival.t + age }
    this.#anchors.set(name, anchor)
    const [oldest] = this.#anchors.keys()
    if (this.#anchors.size > limits.rowsInMemoryMax && oldest !== undefined)
      this.#anchors.delete(oldest)
    return anchor
  }

  /** How old the acceptance is when it is first looked at: next to nothing where we listened all the time. */
  #ageOf(row: Row, arrival: Arrival, { relay, lineTime, now }: Reading): number {
    const keptAt = this.#keptAt.get(relay)
    const isLive = keptAt !== undefined && now.mono - keptAt <= limits.lineDeadMs
    const signedAt = row.sent.find(({ header }) => header === arrival.header)?.t ?? now.wall
    const sinceSigned = Math.max(0, now.wall - signedAt + limits.clockNoLatencyMs)
    return clamped(lineTime - arrival.t, 0, isLive ? limits.lineDeadMs : sinceSigned)
  }
}

function firstAt(row: Row, relay: RelayId): Arrival | undefined {
  return row.arrivals
    .filter((each) => each.relay === relay && each.counts && each.base > 0)
    .toSorted((a, b) => a.t - b.t)[0]
}

/** A machine that slept counts nothing meanwhile: then both of its clocks tell of it, and the count begins anew. */
function isOneCount(anchor: Anchor, now: Now): boolean {
  return Math.abs(now.wall - anchor.wall - (now.mono - anchor.mono)) <= limits.lineDeadMs
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
