import { describe, expect, test } from "vitest"

import {
  clockTime,
  countdown,
  durationOf,
  instantOrSpan,
  isoTime,
  span,
} from "../../../client/runtime/times.ts"

const noon = Date.UTC(2026, 0, 5, 12)
const second = 1_000
const minute = 60 * second
const hour = 60 * minute

describe("a time", () => {
  test("has its Z, and its date where it is not today", () => {
    expect(isoTime(noon)).toBe("2026-01-05T12:00:00.000Z")
    expect(clockTime(noon, noon + hour)).toBe("12:00:00Z")
    expect(clockTime(noon, noon + 13 * hour)).toBe("2026-01-05 12:00:00Z")
  })
})

test("[TIM7] a time beyond the calendar is shown as its last moment, and none is typed", () => {
  expect(isoTime(Number.MAX_SAFE_INTEGER)).toBe("9999-12-31T23:59:59.999Z")
  expect(clockTime(Number.MAX_SAFE_INTEGER, noon)).toBe("9999-12-31 23:59:59Z")
  expect(instantOrSpan("999999999h", noon)).toBeUndefined()
})

describe("a span", () => {
  test.each([
    [200, "0.2 s"],
    [12 * second, "12 s"],
    [3 * minute + 41 * second, "03:41"],
    [125 * minute, "2 h 05 min"],
    [74 * hour, "3 d 02 h"],
    [-5, "0.0 s"],
  ])("of %d ms is %s", (ms, text) => {
    expect(span(ms)).toBe(text)
  })

  test("says which side of now it is on", () => {
    expect(countdown(noon + minute, noon)).toBe("in 01:00")
    expect(countdown(noon - 40 * second, noon)).toBe("40 s late")
  })
})

describe("a typed time", () => {
  test.each([
    ["500ms", 500],
    ["30s", 30 * second],
    ["30", 30 * second],
    ["1.5s", 1_500],
    ["5m", 5 * minute],
    ["5min", 5 * minute],
    ["2h", 2 * hour],
  ])("%s is a duration", (text, ms) => {
    expect(durationOf(text)).toBe(ms)
  })

  test.each(["", "soon", "5 m", "-3s", "1d", "1e3"])("%j is none", (text) => {
    expect(durationOf(text)).toBeUndefined()
  })

  test.each([
    ["8h", noon + 8 * hour],
    ["06:00Z", noon + 18 * hour],
    ["13:30Z", noon + 90 * minute],
    ["2026-01-06T00:00:00Z", noon + 12 * hour],
  ])("%s is an instant", (text, at) => {
    expect(instantOrSpan(text, noon)).toBe(at)
  })

  test.each(["tomorrow", "25:00Z", "06:00", "2026-01-06", "2026-01-06T00:00:00+02:00"])(
    "%j is none: no zone is guessed",
    (text) => {
      expect(instantOrSpan(text, noon)).toBeUndefined()
    },
  )
})
