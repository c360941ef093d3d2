// The numbers of a line as data: every deadline, and what happens when one passes. The default goes into a charter as it
// stands; drills compress it. What a profile must satisfy is checked here and again when a charter is admitted.

import { assert } from "../assert.ts"
import { limits } from "../limits.ts"
import type { LadderStep, TimetableRow } from "../records/charter.ts"
import { precedences, type Demand, type Precedence } from "../records/names.ts"
import { demands } from "./delivery.ts"

export interface Profile {
  readonly timetable: readonly TimetableRow[]
  readonly ladder: readonly LadderStep[]
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** The figures for authority follow speed of service in military messaging; the others are shorter, for a crisis is. */
export const defaultTimetable: readonly TimetableRow[] = [
  {
    precedence: "FLASH",
    accepted: 5 * second,
    received: 5 * second,
    read: 60 * second,
    understood: 3 * minute,
    authority: 10 * minute,
    answered: 10 * minute,
    standBy: 15 * minute,
    delayed: 30 * second,
  },
  {
    precedence: "IMMEDIATE",
    accepted: 30 * second,
    received: 5 * second,
    read: 5 * minute,
    understood: 10 * minute,
    authority: 30 * minute,
    answered: 30 * minute,
    standBy: 60 * minute,
    delayed: 2 * minute,
  },
  {
    precedence: "PRIORITY",
    accepted: 30 * second,
    received: 30 * second,
    read: 30 * minute,
    understood: 1 * hour,
    authority: 3 * hour,
    answered: 3 * hour,
    standBy: 12 * hour,
    delayed: 10 * minute,
  },
  {
    precedence: "ROUTINE",
    accepted: 30 * second,
    received: 2 * minute,
    read: 2 * hour,
    understood: 6 * hour,
    authority: 6 * hour,
    answered: 24 * hour,
    standBy: 48 * hour,
    delayed: 60 * minute,
  },
]

/** An unread FLASH climbs all the way; the last query gets one reading deadline before the line records that nobody answered. */
const unreadFlash: readonly LadderStep[] = [
  { precedence: "FLASH", demand: "read", after: 30 * second, action: "repeat" },
  { precedence: "FLASH", demand: "read", after: 60 * second, action: "supervisor" },
  { precedence: "FLASH", demand: "read", after: 3 * minute, action: "every-path" },
  { precedence: "FLASH", demand: "read", after: 10 * minute, action: "query" },
  { precedence: "FLASH", demand: "read", after: 20 * minute, action: "query" },
  { precedence: "FLASH", demand: "read", after: 40 * minute, action: "query" },
  { precedence: "FLASH", demand: "read", after: 41 * minute, action: "no-answer" },
]

export const defaultLadder: readonly LadderStep[] = defaultTimetable.flatMap((row) =>
  demands.flatMap((demand) => ladderFor(row, demand)),
)

function ladderFor(row: TimetableRow, demand: Demand): readonly LadderStep[] {
  const { precedence } = row
  if (precedence === "FLASH" && demand === "read") return unreadFlash
  return [
    { precedence, demand, after: row[demand], action: "repeat" },
    { precedence, demand, after: 2 * row[demand], action: "supervisor" },
  ]
}

export const defaultProfile: Profile = { timetable: defaultTimetable, ladder: defaultLadder }

/** The same profile with all times divided, for drills. Rounding keeps the order of everything, and nothing becomes instant. */
export function compressed(profile: Profile, factor: number): Profile {
  assert(factor >= 1, "a drill is never slower than the line it rehearses")
  const shorter = (duration: number): number => Math.max(1, Math.round(duration / factor))
  const timetable = profile.timetable.map((row) => ({
    precedence: row.precedence,
    accepted: shorter(row.accepted),
    received: shorter(row.received),
    read: shorter(row.read),
    understood: shorter(row.understood),
    authority: shorter(row.authority),
    answered: shorter(row.answered),
    standBy: shorter(row.standBy),
    delayed: shorter(row.delayed),
  }))
  const ladder = profile.ladder.map((step) => ({ ...step, after: shorter(step.after) }))
  return { timetable, ladder }
}

/** What is wrong with a profile, in a sentence; undefined when deadlines and ladder fit each other. */
export function profileFault(profile: Profile): string | undefined {
  const rows = profile.timetable
  const isComplete = precedences.every(
    (precedence) => rows.filter((row) => row.precedence === precedence).length === 1,
  )
  if (!isComplete || rows.length !== precedences.length) {
    return "each precedence has exactly one row of times"
  }
  if (profile.ladder.length > limits.ladderStepsMax) return "the ladder has too many steps"
  for (const row of rows) {
    const fault = rowFault(row) ?? ladderFault(profile.ladder, row)
    if (fault !== undefined) return `${row.precedence}: ${fault}`
  }
  return urgencyFault(rows)
}

function rowFault(row: TimetableRow): string | undefined {
  if (row.accepted < 1 || row.received < 1 || row.standBy < 1) return "no time is zero"
  if (!isAscending(demands.map((demand) => row[demand]))) {
    return "received, read, understood, authority and answered fall due in that order"
  }
  return row.delayed < row.received
    ? "DELAYED comes after the deadline for being received"
    : undefined
}

function ladderFault(ladder: readonly LadderStep[], row: TimetableRow): string | undefined {
  for (const demand of demands) {
    const steps = ladder.filter(
      (step) => step.precedence === row.precedence && step.demand === demand,
    )
    const first = steps[0]
    if (first === undefined || first.after > row[demand]) {
      return `nothing happens when ${demand} falls due`
    }
    if (!isAscending(steps.map((step) => step.after)))
      return `the ladder of ${demand} goes back in time`
    const end = steps.findIndex((step) => step.action === "no-answer")
    if (end >= 0 && end !== steps.length - 1) return `the ladder of ${demand} goes on after its end`
  }
  return undefined
}

/** The more urgent precedence never waits longer. */
function urgencyFault(rows: readonly TimetableRow[]): string | undefined {
  const byUrgency = rows.toSorted((a, b) => rank(b.precedence) - rank(a.precedence))
  return demands.every((demand) => isAscending(byUrgency.map((row) => row[demand])))
    ? undefined
    : "a more urgent precedence waits longer than a less urgent one"
}

function rank(precedence: Precedence): number {
  return precedences.indexOf(precedence)
}

function isAscending(durations: readonly number[]): boolean {
  return durations.every((duration, i) => i === 0 || (durations[i - 1] ?? 0) <= duration)
}

assert(profileFault(defaultProfile) === undefined, "the default profile fits together")
assert(
  defaultTimetable.every((row) => row.answered <= limits.lifeDefaultMs),
  "a message lives until its answer is due",
)
