// One time from several clocks (Marzullo's intersection): the span in which most of them agree. A clock outside it is wrong
// and is named; where no majority agrees, nobody is believed and the span covers them all. A clock that lies within the error
// of the others can narrow the span, but never move it out of what each of them allows.

/** A clock's offset from one's own, and the error it can have. */
export interface ClockReading<N extends string> {
  readonly clock: N
  readonly offset: number
  readonly bound: number
}

export interface CommonTime<N extends string> {
  readonly offset: number
  readonly bound: number
  /** Clocks that do not agree with the span; all of them where there is no majority. An alarm unless empty. */
  readonly disagreeing: readonly N[]
}

interface Span {
  readonly low: number
  readonly high: number
  readonly clocks: number
}

/** Undefined without any reading. One clock alone agrees with itself: it is believed, within its own bound. */
export function commonTime<N extends string>(
  readings: readonly ClockReading<N>[],
): CommonTime<N> | undefined {
  const best = mostAgreed(readings)
  if (best === undefined) return undefined
  const isMajority = best.clocks * 2 > readings.length
  const span = isMajority ? best : hullOf(readings)
  const disagreeing = readings
    .filter((reading) => !isMajority || lowOf(reading) > span.low || highOf(reading) < span.high)
    .map((reading) => reading.clock)
  return { offset: (span.low + span.high) / 2, bound: (span.high - span.low) / 2, disagreeing }
}

/** The span within the most readings, the first such from below. Every one begins where some reading begins. */
function mostAgreed(readings: readonly ClockReading<string>[]): Span | undefined {
  let best: Span | undefined
  for (const low of readings.map(lowOf).toSorted((a, b) => a - b)) {
    const around = readings.filter((reading) => lowOf(reading) <= low && highOf(reading) >= low)
    if (best === undefined || around.length > best.clocks) {
      best = { low, high: Math.min(...around.map(highOf)), clocks: around.length }
    }
  }
  return best
}

function hullOf(readings: readonly ClockReading<string>[]): Span {
  const low = Math.min(...readings.map(lowOf))
  const high = Math.max(...readings.map(highOf))
  return { low, high, clocks: readings.length }
}

function lowOf(reading: ClockReading<string>): number {
  return reading.offset - reading.bound
}

function highOf(reading: ClockReading<string>): number {
  return reading.offset + reading.bound
}
