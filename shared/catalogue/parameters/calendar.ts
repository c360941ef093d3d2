// Instants as a statement holds them: `2026-11-22T14:05:00Z`, UTC to the second, in the years of the catalogue.

import { assert } from "../../assert.ts"
import { formatInstant, parseDtg } from "../../time/dtg.ts"

const second = 1_000

/** The years of the catalogue, 2000 to 2199: earlier or later is a slip of the finger. */
export const earliest = 946_684_800_000
export const latest = 7_258_118_399_000

/** Unix milliseconds, or undefined where the text is no such instant. */
export function instantOf(text: string): number | undefined {
  const at = parseDtg(text)
  // The shorter group form says no seconds and no century: good enough to read, not to be bound by.
  return at !== undefined && isInstant(at) && formatInstant(at) === text ? at : undefined
}

/** Whole seconds within the years of the catalogue. */
export function isInstant(at: number): boolean {
  return Number.isSafeInteger(at) && at % second === 0 && at >= earliest && at <= latest
}

export function textOfInstant(at: number): string {
  const text = formatInstant(at)
  assert(text !== undefined, "a statement holds instants of the catalogue's years")
  return text
}
