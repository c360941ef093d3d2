// Times and durations as they are written: ISO 8601 in UTC in JSON, and the short forms that people read.

import { limits } from "../../shared/limits.ts"

/** `2026-11-22T14:05:00.123Z`. What was computed beyond the calendar, such as a due time, is shown as its last moment. */
export function isoTime(at: number): string {
  return new Date(Math.min(at, limits.instantMax)).toISOString()
}

/** `14:05:00Z`; with the date before it where it is not the day of `now`. */
export function clockTime(at: number, now: number): string {
  const text = isoTime(at)
  const isToday = text.slice(0, 10) === isoTime(now).slice(0, 10)
  return isToday ? `${text.slice(11, 19)}Z` : `${text.slice(0, 10)} ${text.slice(11, 19)}Z`
}

/** `0.2 s`, `12 s`, `03:41`, `2 h 05 min`, `3 d 02 h`. */
export function span(ms: number): string {
  const seconds = Math.max(0, ms) / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${String(Math.floor(seconds))} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${two(minutes)}:${two(Math.floor(seconds) % 60)}`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${String(hours)} h ${two(minutes % 60)} min`
  return `${String(Math.floor(hours / 24))} d ${two(hours % 24)} h`
}

/** How far off: `in 03:41`, or `00:40 late`. */
export function countdown(dueAt: number, now: number): string {
  return dueAt >= now ? `in ${span(dueAt - now)}` : `${span(now - dueAt)} late`
}

/** `1 draft`, `2 drafts`. */
export function counted(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? "" : "s"}`
}

function two(number: number): string {
  return String(number).padStart(2, "0")
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
}

/** `30s`, `5m`, `2h`, `500ms`; a bare number is seconds. Undefined for anything else. */
export function durationOf(text: string): number | undefined {
  const [, number = "", unit = "s"] =
    /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|min|h)?$/u.exec(text.trim()) ?? []
  const factor = unitMs[unit]
  return number === "" || factor === undefined ? undefined : Math.round(Number(number) * factor)
}

/** An instant in UTC, or a span from now: `2026-11-22T14:05:00Z`, `08:00Z` (the next one), `8h`. */
export function instantOrSpan(text: string, now: number): number | undefined {
  const duration = durationOf(text)
  if (duration !== undefined) return isSayable(now + duration) ? now + duration : undefined
  const [, hours = "", minutes = ""] = /^([01]\d|2[0-3]):([0-5]\d)Z$/u.exec(text.trim()) ?? []
  if (hours !== "") {
    const today = Date.UTC(...dayOf(now), Number(hours), Number(minutes))
    return today > now ? today : today + 86_400_000
  }
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/u.test(text.trim())
  const at = isInstant ? Date.parse(text.trim()) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

/** Whether records can carry it. */
function isSayable(at: number): boolean {
  return at <= limits.instantMax
}

function dayOf(at: number): [year: number, month: number, day: number] {
  const day = new Date(at)
  return [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()]
}
