// The table of numbers: what the default says, what every profile must satisfy, and that drills keep its shape.

import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { demands, timetableOf } from "../../../shared/line/delivery.ts"
import {
  compressed,
  defaultLadder,
  defaultProfile,
  defaultTimetable,
  profileFault,
  type Profile,
} from "../../../shared/line/profile.ts"
import { limits } from "../../../shared/limits.ts"
import type { LadderStep } from "../../../shared/records/charter.ts"
import { precedences, type Demand, type Precedence } from "../../../shared/records/names.ts"

function ladderOf(precedence: Precedence, demand: Demand): readonly string[] {
  return defaultLadder
    .filter((step) => step.precedence === precedence && step.demand === demand)
    .map((step) => `${String(step.after / 1_000)} s ${step.action}`)
}

describe("the default profile", () => {
  test("[PRO1] has the agreed deadlines, in seconds", () => {
    const seconds = defaultTimetable.map(({ precedence, ...row }) => [
      precedence,
      ...Object.values(row).map((duration) => duration / 1_000),
    ])
    expect(seconds).toEqual([
      ["FLASH", 5, 5, 60, 180, 600, 600, 900, 30],
      ["IMMEDIATE", 30, 5, 300, 600, 1_800, 1_800, 3_600, 120],
      ["PRIORITY", 30, 30, 1_800, 3_600, 10_800, 10_800, 43_200, 600],
      ["ROUTINE", 30, 120, 7_200, 21_600, 21_600, 86_400, 172_800, 3_600],
    ])
  })

  test("[PRO1] lets an unread FLASH climb to NO ANSWER", () => {
    expect(ladderOf("FLASH", "read")).toEqual([
      "30 s repeat",
      "60 s supervisor",
      "180 s every-path",
      "600 s query",
      "1200 s query",
      "2400 s query",
      "2460 s no-answer",
    ])
  })

  test("[PRO1] repeats everything else at its deadline, and calls the supervisor at twice it", () => {
    expect(ladderOf("IMMEDIATE", "read")).toEqual(["300 s repeat", "600 s supervisor"])
    for (const precedence of precedences) {
      const row = timetableOf(defaultProfile, precedence)
      for (const demand of demands.filter((each) => precedence !== "FLASH" || each !== "read")) {
        const due = row[demand] / 1_000
        expect(ladderOf(precedence, demand)).toEqual([
          `${String(due)} s repeat`,
          `${String(2 * due)} s supervisor`,
        ])
      }
    }
    expect(defaultLadder.length).toBeLessThanOrEqual(limits.ladderStepsMax)
  })
})

const withLadder = (ladder: Profile["ladder"]): Profile => ({
  timetable: defaultTimetable,
  ladder,
})

function answerStep(after: number, action: LadderStep["action"]): LadderStep {
  return { precedence: "FLASH", demand: "answered", after, action }
}

describe("every profile", () => {
  const [flash, ...rest] = defaultTimetable
  if (flash === undefined) throw new Error("a row")
  const withFlash = (change: Partial<typeof flash>): Profile => ({
    timetable: [{ ...flash, ...change }, ...rest],
    ladder: defaultLadder,
  })
  const other = defaultLadder.filter(
    (each) => each.precedence !== "FLASH" || each.demand !== "answered",
  )

  const faults: readonly (readonly [string, Profile])[] = [
    ["lacks a precedence", { timetable: rest, ladder: defaultLadder }],
    ["names one twice", { timetable: [flash, flash, ...rest], ladder: defaultLadder }],
    ["asks for understanding before reading", withFlash({ understood: 59_000 })],
    ["gives no time to receive", withFlash({ received: 0 })],
    ["gives no time to stand by", withFlash({ standBy: 0 })],
    ["calls a message delayed that is in time", withFlash({ delayed: 4_999 })],
    [
      "lets FLASH wait longer than IMMEDIATE",
      withFlash({ authority: 2_000_000, answered: 2_000_000 }),
    ],
    [
      "does nothing about an unread FLASH",
      withLadder(
        defaultLadder.filter((each) => each.action === "repeat" && each.demand !== "read"),
      ),
    ],
    ["begins a ladder after its deadline", withLadder([...other, answerStep(600_001, "repeat")])],
    [
      "goes back in time",
      withLadder([...other, answerStep(600_000, "repeat"), answerStep(1, "repeat")]),
    ],
    [
      "goes on after its end",
      withLadder([...other, answerStep(1, "no-answer"), answerStep(2, "repeat")]),
    ],
    [
      "has too many steps",
      withLadder(Array.from({ length: limits.ladderStepsMax + 1 }, () => answerStep(1, "repeat"))),
    ],
  ]

  test.each(faults)("[PRO2] is refused that %s", (_fault, profile) => {
    expect(profileFault(profile)).toEqual(expect.any(String))
  })

  test("[PRO2] is taken that has none of these faults", () => {
    expect(profileFault(defaultProfile)).toBeUndefined()
    expect(profileFault(withLadder([...other, answerStep(1, "repeat")]))).toBeUndefined()
  })

  test("[PRO3] compressed for a drill keeps its shape, and nothing becomes instant", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e9, noNaN: true }), (factor) => {
        const drill = compressed(defaultProfile, factor)
        expect(profileFault(drill)).toBeUndefined()
        expect(drill.ladder).toHaveLength(defaultLadder.length)
        expect(Math.min(...drill.ladder.map((each) => each.after))).toBeGreaterThanOrEqual(1)
      }),
    )
    expect(compressed(defaultProfile, 1)).toEqual(defaultProfile)
    expect(timetableOf(compressed(defaultProfile, 60), "FLASH").read).toBe(1_000)
    expect(() => compressed(defaultProfile, 0.5)).toThrow("never slower")
  })
})
