// How far another clock is from one's own: four timestamps an exchange (RFC 5905 section 8), the exchange with the least delay
// of the last sixteen believed, and an error that grows with its age. A bound is a promise: the truth lies within it as long
// as both clocks run within their drift.

import { limits } from "../limits.ts"

/** Both ends of one exchange. `sent` and `heard` by one's own clock, `received` and `answered` by the other's. */
export interface Exchange {
  readonly sent: number
  readonly received: number
  readonly answered: number
  readonly heard: number
}

/** What one exchange says. `at` is when it was made, by a clock of one's own that never jumps. */
export interface Sample {
  readonly offset: number
  readonly delay: number
  readonly at: number
}

/** Add `offset` to one's own clock to have the other's, give or take `bound`; `age` is how old the measurement is. */
export interface Offset {
  readonly offset: number
  readonly bound: number
  readonly age: number
}

/** Fifteen parts in a million: what a crystal may drift while a measurement grows old. */
const driftPerMs = 15e-6
/** Timestamps are whole milliseconds: what rounding can hide. */
const grainMs = 1

/** Undefined for an exchange whose answer would have come before its question: a clock was set in between. */
export function sampleOf(exchange: Exchange, at: number): Sample | undefined {
  const there = exchange.answered - exchange.received
  const delay = exchange.heard - exchange.sent - there
  if (there < 0 || delay < 0) return undefined
  const offset = (exchange.received - exchange.sent + (exchange.answered - exchange.heard)) / 2
  return { offset, delay, at }
}

/**
 * The samples to keep: the newest few, so that a path that was once fast does not vouch for ever, and none that the newest one
 * contradicts. Of two promises that cannot both be true the older is of a clock that has since been set, or has stood still.
 */
export function withSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const agreeing = samples.filter((known) => {
    const apart = Math.abs(known.offset - sample.offset)
    return apart <= boundOf(known, sample.at) + boundOf(sample, sample.at)
  })
  return [...agreeing, sample].slice(-limits.clockSamples)
}

function boundOf({ delay, at }: Sample, now: number): number {
  return delay / 2 + driftPerMs * Math.max(0, now - at) + grainMs
}

/** The believed offset at this moment of the clock that stamped the samples; undefined before the first. */
export function offsetAt(samples: readonly Sample[], now: number): Offset | undefined {
  const best = samples.reduce<Sample | undefined>(
    (least, sample) => (least === undefined || sample.delay <= least.delay ? sample : least),
    undefined,
  )
  if (best === undefined) return undefined
  return { offset: best.offset, bound: boundOf(best, now), age: Math.max(0, now - best.at) }
}

/** In whole milliseconds, as records carry it: rounding never makes the promise tighter than it was. */
export function wholeOffset(measured: Offset): Offset {
  const offset = Math.round(measured.offset)
  const rounding = Math.abs(offset - measured.offset)
  return { offset, bound: Math.ceil(measured.bound + rounding), age: Math.round(measured.age) }
}
