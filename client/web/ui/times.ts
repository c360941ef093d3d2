// Times as an officer reads them: Zulu first, with the letter; spans as they count down.

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]

/** `02:17:41Z`. */
export function zulu(at: number | string): string {
  return `${new Date(at).toISOString().slice(11, 19)}Z`
}

/** Now, as the catalogue has a time typed: `2026-11-22T14:05:00Z`. */
export function typedNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`
}

/** `02:17Z`. */
export function zuluMinute(at: number | string): string {
  return `${new Date(at).toISOString().slice(11, 16)}Z`
}

/** `14 NOV 26`. */
export function zuluDate(at: number | string): string {
  const [year = "", month = "", day = ""] = new Date(at).toISOString().slice(0, 10).split("-")
  return `${day} ${months[Number(month) - 1] ?? ""} ${year.slice(2)}`
}

/** `01:19`, `-00:40`; with hours from one hour on. */
export function countdown(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000)
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  const text = `${two(minutes)}:${two(seconds % 60)}`
  return `${ms < 0 ? "-" : ""}${hours > 0 ? `${String(hours)}:` : ""}${text}`
}

function two(number: number): string {
  return String(number).padStart(2, "0")
}

/** `0.4 s`, `12 s`, `3 min`. */
export function age(ms: number): string {
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`
  if (ms < 120_000) return `${String(Math.floor(ms / 1_000))} s`
  if (ms < 7_200_000) return `${String(Math.floor(ms / 60_000))} min`
  return `${String(Math.floor(ms / 3_600_000))} h`
}
