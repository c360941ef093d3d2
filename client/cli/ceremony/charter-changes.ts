// What an amended charter changes, a sentence each: that is what custodians agree on, and not the two pages that stay.

import type { Charter, CharterRelay, LadderStep, Side } from "../../../shared/records/charter.ts"
import { span } from "../../runtime/times.ts"

export interface CharterChange {
  readonly what: string
  readonly before: string
  readonly after: string
}

const sides: readonly Side[] = ["A", "B"]
const none = "none"

/** Every difference between two charters of one line but their numbers and dates. */
export function charterChanges(before: Charter, after: Charter): readonly CharterChange[] {
  const pairs: readonly (readonly [what: string, of: (charter: Charter) => string])[] = [
    ...timetablePairs(before),
    ...ladderPairs(before),
    ...sides.flatMap((side) => sidePairs(side)),
    ["A message lives", ({ lifeMs }) => span(lifeMs)],
    ["Line check every", ({ lineCheckEveryMs }) => span(lineCheckEveryMs)],
    ["Catalogue", ({ catalogue }) => `${catalogue.version}, hash ${catalogue.hash}`],
    ["Evidence", ({ evidence }) => evidence],
    ["Relays", ({ relays }) => listed(relays.map(relayWords))],
  ]
  return pairs.flatMap(([what, of]) => {
    const change = { what, before: of(before), after: of(after) }
    return change.before === change.after ? [] : [change]
  })
}

export function changeLines(changes: readonly CharterChange[]): readonly string[] {
  return changes.map(({ what, before, after }) => `${what}: ${before} → ${after}`)
}

type Pairs = readonly (readonly [what: string, of: (charter: Charter) => string])[]

const terms = [
  ["accepted", "NOT SENT, HELD after"],
  ["received", "received by a machine within"],
  ["read", "acknowledged within"],
  ["understood", "read-back confirmed within"],
  ["authority", "passed to authority within"],
  ["answered", "answered within"],
  ["standBy", "a stand-by lasts at most"],
  ["delayed", "DELAYED when received after"],
] as const

function timetablePairs({ timetable }: Charter): Pairs {
  return timetable.flatMap(({ precedence }) =>
    terms.map(([term, words]) => {
      const of = (charter: Charter): string => {
        const row = charter.timetable.find((each) => each.precedence === precedence)
        return row === undefined ? none : span(row[term])
      }
      return [`${precedence}, ${words}`, of] as const
    }),
  )
}

const demands = ["received", "read", "understood", "authority", "answered"] as const

function ladderPairs({ timetable }: Charter): Pairs {
  return timetable.flatMap(({ precedence }) =>
    demands.map((demand) => {
      const of = ({ ladder }: Charter): string =>
        listed(
          ladder
            .filter((step) => step.precedence === precedence && step.demand === demand)
            .map(stepWords),
        )
      return [`${precedence}, ladder when ${demand} is missing`, of] as const
    }),
  )
}

function stepWords({ after, action }: LadderStep): string {
  return `${action} at ${span(after)}`
}

function sidePairs(side: Side): Pairs {
  return [
    [`Language of party ${side}`, ({ languages }) => languages[side]],
    [`Telephone of party ${side}`, ({ telephone }) => telephone[side]],
    [
      `One officer of party ${side} may send in FLASH`,
      ({ preauthorised }) => listed(preauthorised[side]),
    ],
  ]
}

function relayWords({ relay, operator, url }: CharterRelay): string {
  return `${relay} of party ${operator} at ${url}`
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? none : words.join(", ")
}
