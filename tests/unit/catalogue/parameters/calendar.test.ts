import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  earliest,
  instantOf,
  isInstant,
  latest,
  textOfInstant,
} from "../../../../shared/catalogue/parameters/calendar.ts"

describe("instantOf", () => {
  test("[CAT8] agrees with the platform's calendar on every second of two centuries", () => {
    const seconds = fc.integer({ min: earliest / 1_000, max: latest / 1_000 })
    fc.assert(
      fc.property(seconds, (s) => {
        const text = new Date(s * 1_000).toISOString().replace(".000Z", "Z")
        expect(instantOf(text)).toBe(s * 1_000)
        expect(textOfInstant(s * 1_000)).toBe(text)
      }),
    )
  })

  test.each([
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "2026-01-00T00:00:00Z",
    "2026-11-22T24:00:00Z",
    "2026-11-22T14:60:00Z",
    "2026-11-22T14:05:60Z",
    "2026-11-22T14:05Z",
    "2026-11-22T14:05:00",
    "2026-11-22T14:05:00.000Z",
    "2026-11-22T14:05:00+00:00",
    "2026-11-22 14:05:00Z",
    "221405Z NOV 26",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "",
  ])("[CAT8] refuses %s", (text) => {
    expect(instantOf(text)).toBeUndefined()
  })

  test("knows leap days, also of centuries", () => {
    expect(instantOf("2028-02-29T12:00:00Z")).toBe(Date.UTC(2028, 1, 29, 12))
    expect(instantOf("2000-02-29T12:00:00Z")).toBe(Date.UTC(2000, 1, 29, 12))
    expect(instantOf("2100-02-29T12:00:00Z")).toBeUndefined()
  })
})

describe("isInstant", () => {
  test("takes whole seconds within the years of the catalogue", () => {
    expect(isInstant(earliest)).toBe(true)
    expect(isInstant(latest)).toBe(true)
    expect(isInstant(earliest - 1_000)).toBe(false)
    expect(isInstant(latest + 1_000)).toBe(false)
    expect(isInstant(earliest + 1)).toBe(false)
    expect(isInstant(Number.NaN)).toBe(false)
  })
})
