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

/**
 * How late it is for one message. `atLeast` makes nobody late who may not be; `atMost` is what alarms go by, since noise is
 * better than silence. Where we listened all the time they are one.
 */
export interface LineTime {
  readonly atLeast: number
  readonly atMost: number
}

interface Anchor extends Now, LineTime {}

/** How old an acceptance is when it is first looked at. */
interface Age {
  readonly least: number
  readonly most: number
}

export class OwnClock {
  readonly #anchors = new Map<`${RelayId} ${Hash}`, Anchor>()
  /** When each relay's journal was last known to be all here. */
  readonly #keptAt = new Map<RelayId, number>()

  /** Rows whose arrivals are counted already. A row never changes: it is replaced. */
  readonly #seen = new Map<RelayId, WeakSet<Row>>()

  kept({ relay, isKept, isMeasured, heardAt }: Reading): void {
    if (isKept && isMeasured) this.#keptAt.set(relay, heardAt)
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
  lineTime(row: Row, reading: Reading): LineTime {
    const { lineTime, isMeasured, now } = reading
    const arrival = firstAt(row, reading.relay)
    const anchor = arrival === undefined ? undefined : this.#anchorOf(row, arrival, reading)
    if (anchor === undefined) return { atLeast: lineTime, atMost: lineTime }
    const passed = now.mono - anchor.mono
    const [least, most] = [anchor.atLeast + passed, anchor.atMost + passed]
    // Until the clock is measured on a new circuit, our count goes on alone: the relay may have started anew.
    if (!isMeasured) return { atLeast: least, atMost: most }
    const slack = limits.ownClockSlackMs
    return {
      atLeast: clamped(lineTime, least - slack, least + slack),
      atMost: clamped(lineTime, most - slack, most + slack),
    }
  }

  /** Undefined where nothing is counted yet, and the relay's clock is not measured: nothing could be counted from it. */
  #anchorOf(row: Row, arrival: Arrival, reading: Reading): Anchor | undefined {
    const { now, relay, isMeasured } = reading
    const name = `${relay} ${arrival.header}` as const
    const known = this.#anchors.get(name)
    if (!isMeasured || (known !== undefined && isOneCount(known, now))) return known
    const isNew = known === undefined && this.#isListening(reading)
    const age = isNew ? ageOfNew(arrival, reading) : ageOfOld(row, arrival, reading)
    const anchor = continued(known, {
      ...now,
      atLeast: arrival.t + age.least,
      atMost: arrival.t + age.most,
    })
    this.#anchors.set(name, anchor)
    const [oldest] = this.#anchors.keys()
    if (this.#anchors.size > limits.rowsInMemoryMax && oldest !== undefined)
      this.#anchors.delete(oldest)
    return anchor
  }

  #isListening({ relay, now }: Reading): boolean {
    const keptAt = this.#keptAt.get(relay)
    return keptAt !== undefined && now.mono - keptAt <= limits.lineDeadMs
  }
}

/** What was counted before stands: a count can lack what a machine slept, and never has too much. */
function continued(known: Anchor | undefined, anew: Anchor): Anchor {
  if (known === undefined) return anew
  const passed = anew.mono - known.mono
  return {
    ...anew,
    atLeast: Math.max(known.atLeast + passed, anew.atLeast),
    atMost: Math.max(known.atMost + passed, anew.atMost),
  }
}

/** An acceptance that came while we listened is next to nothing old, whatever the relay says. */
function ageOfNew(arrival: Arrival, { lineTime }: Reading): Age {
  const age = clamped(lineTime - arrival.t, 0, limits.lineDeadMs)
  return { least: age, most: age }
}

/**
 * We came later. The relay's clock says one age and ours another; where they differ, nobody here knows which of them is wrong,
 * only that it was not accepted long before it was signed.
 */
function ageOfOld(row: Row, arrival: Arrival, { lineTime, now }: Reading): Age {
  const signedAt = row.sent.find(({ header }) => header === arrival.header)?.t ?? now.wall
  const sinceSigned = Math.max(0, now.wall - signedAt + limits.clockNoLatencyMs)
  const [theirs, ours] = [lineTime - arrival.t, now.wall - arrival.t]
  return {
    least: clamped(Math.min(theirs, ours), 0, sinceSigned),
    most: Math.max(theirs, ours, 0),
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
