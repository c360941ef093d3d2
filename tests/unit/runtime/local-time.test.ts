import { describe, expect, test } from "vitest"

import { isZone, localTime } from "../../../client/runtime/local-time.ts"

const at = Date.UTC(2026, 10, 28, 22, 30, 7)

describe("[CLI11] the time in a capital", () => {
  test.each([
    ["Etc/GMT-2", "2026-11-29T00:30:07+02:00", "Sun"],
    ["Asia/Kolkata", "2026-11-29T04:00:07+05:30", "Sun"],
    ["America/St_Johns", "2026-11-28T19:00:07-03:30", "Sat"],
    ["UTC", "2026-11-28T22:30:07+00:00", "Sat"],
  ])("in %s stands with its offset and its own day", (zone, text, weekday) => {
    const local = localTime(at, zone)
    expect(local).toEqual({ zone, at: text, weekday, change: undefined })
    expect(Date.parse(local.at)).toBe(at)
  })

  test("tells that the clocks change when that is less than a day away", () => {
    const change = Date.UTC(2026, 2, 29, 1)
    const told = { at: change, offset: "+03:00" }
    expect(localTime(change - 86_400_001, "Europe/Helsinki").change).toBeUndefined()
    expect(localTime(change - 86_399_000, "Europe/Helsinki").change).toEqual(told)
    expect(localTime(change - 1, "Europe/Helsinki").change).toEqual(told)
    expect(localTime(change, "Europe/Helsinki").change).toBeUndefined()
  })

  test("is not of a zone that nobody knows", () => {
    expect(["Europe/Helsinki", "Etc/GMT-5", "UTC"].every(isZone)).toBe(true)
    expect(["Mars/Olympus", "", "half past two"].some(isZone)).toBe(false)
  })
})
