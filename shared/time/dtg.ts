// Date-time groups: how an instant is written for people and read back. Always Zulu (UTC), always saying so; a time without
// its zone is refused, because two parties would read it in two zones.

import { civilOf, instantOf } from "./civil.ts"

const months = [
  "JAN",
  "FEB",
  "MAR",
  "APR",
  "MAY",
  "JUN",
  "JUL",
  "AUG",
  "SEP",
  "OCT",
  "NOV",
  "DEC",
] as const

/** Two digits of a year can only be of one century; messages of another are written in the long form. */
const century = 2_000

const longForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/u
const groupForm = /^(\d{2})(\d{2})(\d{2})Z ([A-Z]{3}) (\d{2})$/u

/** `2026-11-22T14:05:00Z` (RFC 3339), to the second, rounded down. Undefined outside the years 1970 to 9999. */
export function formatInstant(instant: number): string | undefined {
  const civil = civilOf(instant)
  if (civil === undefined) return undefined
  const date = `${digits(civil.year, 4)}-${digits(civil.month, 2)}-${digits(civil.day, 2)}`
  return `${date}T${digits(civil.hour, 2)}:${digits(civil.minute, 2)}:${digits(civil.second, 2)}Z`
}

/** `221405Z NOV 26`, to the minute, rounded down. Undefined outside this century, where two digits would mislead. */
export function formatGroup(instant: number): string | undefined {
  const civil = civilOf(instant)
  if (civil === undefined) return undefined
  const year = civil.year - century
  if (year < 0 || year > 99) return undefined
  const clock = `${digits(civil.day, 2)}${digits(civil.hour, 2)}${digits(civil.minute, 2)}`
  return `${clock}Z ${months[civil.month - 1] ?? ""} ${digits(year, 2)}`
}

/** The instant of either form, exactly as they are written here. Undefined for anything else, and for dates that do not exist. */
export function parseDtg(written: string): number | undefined {
  const long = longForm.exec(written)
  if (long !== null) {
    const [year, month, day, hour, minute, second] = numbersOf(long)
    return instantOf({ year, month, day, hour, minute, second, millisecond: 0 })
  }
  const group = groupForm.exec(written)
  if (group === null) return undefined
  const month = months.findIndex((name) => name === group[4]) + 1
  const [day, hour, minute] = numbersOf(group)
  const year = century + Number(group[5])
  return instantOf({ year, month, day, hour, minute, second: 0, millisecond: 0 })
}

function numbersOf(
  match: RegExpExecArray,
): readonly [number, number, number, number, number, number] {
  const at = (place: number): number => Number(match[place])
  return [at(1), at(2), at(3), at(4), at(5), at(6)]
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0")
}
