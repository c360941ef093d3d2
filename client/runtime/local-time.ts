// The time of day in a capital, beside Zulu and never in its place. The offset stands with it: a time without one is a guess.

const dayMs = 86_400_000
const quarterMs = 900_000

export interface LocalTime {
  readonly zone: string
  /** `2026-11-28T06:19:57+02:00`. */
  readonly at: string
  /** `Sat`. */
  readonly weekday: string
  /** The next change of the offset, if it comes within a day. */
  readonly change: { readonly at: number; readonly offset: string } | undefined
}

/** Whether this is the name of a time zone, such as Europe/Helsinki. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

export function localTime(at: number, zone: string): LocalTime {
  const format = formatOf(zone)
  const part = partsOf(format, at)
  const day = `${part("year")}-${part("month")}-${part("day")}`
  const time = `${part("hour")}:${part("minute")}:${part("second")}`
  return {
    zone,
    at: `${day}T${time}${offsetOf(format, at)}`,
    weekday: part("weekday"),
    change: changeWithinDay(format, at),
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  })
}

function partsOf(
  format: Intl.DateTimeFormat,
  at: number,
): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = format.formatToParts(at)
  return (type) => parts.find((part) => part.type === type)?.value ?? ""
}

/** `+02:00`; the formatter says GMT+02:00, and GMT alone for none. */
function offsetOf(format: Intl.DateTimeFormat, at: number): string {
  const name = partsOf(format, at)("timeZoneName").slice(3)
  return name === "" ? "+00:00" : name
}

/** Offsets change at a full quarter of an hour. */
function changeWithinDay(format: Intl.DateTimeFormat, at: number): LocalTime["change"] {
  const present = offsetOf(format, at)
  if (offsetOf(format, at + dayMs) === present) return undefined
  let instant = Math.ceil(at / quarterMs) * quarterMs
  while (offsetOf(format, instant) === present) instant += quarterMs
  return { at: instant, offset: offsetOf(format, instant) }
}
