// Instants as people write them, against the platform's own calendar.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import { civilOf, instantOf } from "../../../shared/time/civil.ts"
import { formatGroup, formatInstant, parseDtg } from "../../../shared/time/dtg.ts"

const instants = fc.integer({ min: 0, max: limits.instantMax })

describe("an instant", () => {
  test("[TIM1] is written as UTC in both forms", () => {
    const instant = Date.UTC(2026, 10, 22, 14, 5, 0)
    expect(formatInstant(instant)).toBe("2026-11-22T14:05:00Z")
    expect(formatGroup(instant)).toBe("221405Z NOV 26")
    expect(formatInstant(instant + 59_999)).toBe("2026-11-22T14:05:59Z")
    expect(formatGroup(instant + 59_999)).toBe("221405Z NOV 26")
    expect(formatInstant(0)).toBe("1970-01-01T00:00:00Z")
    expect(formatInstant(limits.instantMax)).toBe("9999-12-31T23:59:59Z")
  })

  test("[TIM1] has the date that the platform's calendar gives it", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const iso = new Date(instant).toISOString()
        expect(formatInstant(instant)).toBe(`${iso.slice(0, 19)}Z`)
        const civil = civilOf(instant)
        expect(civil === undefined ? undefined : instantOf(civil)).toBe(instant)
      }),
      { numRuns: 1_000 },
    )
  })

  test("[TIM1] reads back from what was written", () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseDtg(formatInstant(instant) ?? "")).toBe(instant - (instant % 1_000))
        const group = formatGroup(instant)
        const isThisCentury =
          new Date(instant).getUTCFullYear() >= 2_000 && new Date(instant).getUTCFullYear() < 2_100
        expect(group !== undefined).toBe(isThisCentury)
        const minute = isThisCentury ? instant - (instant % 60_000) : undefined
        expect(parseDtg(group ?? "")).toBe(minute)
      }),
      { numRuns: 1_000 },
    )
  })

  test("[TIM1] that no four-digit year holds has no form", () => {
    for (const instant of [-1, 0.5, limits.instantMax + 1, Number.NaN]) {
      expect(formatInstant(instant)).toBeUndefined()
      expect(formatGroup(instant)).toBeUndefined()
    }
  })

  test.each([
    "2026-11-22T14:05:00",
    "2026-11-22T14:05:00+01:00",
    "2026-11-22 14:05:00Z",
    "2026-11-22T14:05Z",
    "2026-11-22T14:05:00.000Z",
    "2026-11-22T14:05:00Z ",
    "2026-02-30T14:05:00Z",
    "2025-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T14:60:00Z",
    "2026-06-30T23:59:60Z",
    "1969-12-31T23:59:59Z",
    "221405 NOV 26",
    "221405A NOV 26",
    "221405Z Nov 26",
    "221405Z NOM 26",
    "311405Z NOV 26",
    "222405Z NOV 26",
    "",
  ])("[TIM2] is not read from %j", (written) => {
    expect(parseDtg(written)).toBeUndefined()
  })

  test("[TIM2] is read on leap days, where there is one", () => {
    expect(parseDtg("2024-02-29T00:00:00Z")).toBe(Date.UTC(2024, 1, 29))
    expect(parseDtg("290000Z FEB 28")).toBe(Date.UTC(2028, 1, 29))
    expect(parseDtg("2100-02-29T00:00:00Z")).toBeUndefined()
    expect(parseDtg("2000-02-29T00:00:00Z")).toBe(Date.UTC(2000, 1, 29))
  })
})
