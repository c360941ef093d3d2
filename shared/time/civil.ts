// Instants and dates. An instant is Unix milliseconds; a date is what the Gregorian calendar calls it in UTC. Written out,
// because nothing here may ask a clock or a time zone. Arithmetic on days counted from 1 March, so that leap days come last.

import { limits } from "../limits.ts"

const dayMs = 86_400_000
const daysPerCycle = 146_097
/** From 1 March of year 0 to 1 January 1970. */
const daysToEpoch = 719_468

/** A moment as a calendar and a clock in UTC say it. */
export interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

/** Undefined before 1970, after the year 9999, and for what is no whole number of milliseconds. */
export function civilOf(instant: number): Civil | undefined {
  if (!Number.isSafeInteger(instant) || instant < 0 || instant > limits.instantMax) return undefined
  const inDay = instant % dayMs
  const date = dateOf((instant - inDay) / dayMs)
  return {
    ...date,
    hour: Math.floor(inDay / 3_600_000),
    minute: Math.floor(inDay / 60_000) % 60,
    second: Math.floor(inDay / 1_000) % 60,
    millisecond: inDay % 1_000,
  }
}

/** The instant of a date; undefined where the calendar has no such date (30 February, 24:00, a leap second). */
export function instantOf(civil: Civil): number | undefined {
  const days = daysOf(civil)
  const instant =
    days * dayMs +
    ((civil.hour * 60 + civil.minute) * 60 + civil.second) * 1_000 +
    civil.millisecond
  const back = civilOf(instant)
  return back !== undefined && isSame(back, civil) ? instant : undefined
}

function isSame(a: Civil, b: Civil): boolean {
  const date = a.year === b.year && a.month === b.month && a.day === b.day
  const clock = a.hour === b.hour && a.minute === b.minute && a.second === b.second
  return date && clock && a.millisecond === b.millisecond
}

/** A year here begins in March; its months are 153 days for every five. */
function daysOf({ year, month, day }: Pick<Civil, "year" | "month" | "day">): number {
  const marchYear = month > 2 ? year : year - 1
  const cycle = Math.floor(marchYear / 400)
  const inCycle = marchYear - cycle * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const leapDays = Math.floor(inCycle / 4) - Math.floor(inCycle / 100)
  return cycle * daysPerCycle + inCycle * 365 + leapDays + dayOfYear - daysToEpoch
}

function dateOf(daysSinceEpoch: number): Pick<Civil, "year" | "month" | "day"> {
  const days = daysSinceEpoch + daysToEpoch
  const cycle = Math.floor(days / daysPerCycle)
  const inCycle = days - cycle * daysPerCycle
  // Taking out the leap days of 4, 100 and 400 years leaves a count that 365 divides evenly.
  const leapDays =
    Math.floor(inCycle / 1_460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096)
  const yearOfCycle = Math.floor((inCycle - leapDays) / 365)
  const yearStart = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = inCycle - yearStart
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  return {
    year: cycle * 400 + yearOfCycle + (month > 2 ? 0 : 1),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  }
}
