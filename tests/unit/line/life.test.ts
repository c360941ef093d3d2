// How long a message lives: never less than what it asks for takes.

import { describe, expect, test } from "vitest"

import { authenticate } from "../../../shared/line/admission.ts"
import { keptUntil, leastLife } from "../../../shared/line/life.ts"
import { limits } from "../../../shared/limits.ts"
import { PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import type { Message } from "../../support/practice-wishes.ts"
import { line, minute, north, rowOf, stateOf } from "./one-message.ts"
import { nextDue } from "../../../shared/line/deadlines.ts"

const hour = 60 * minute
const { core: charter } = line.charter

function answer(wish: Message): string {
  const author = authenticate(line.state, new Story(line).northSends(wish), line.signatures)
  return author.ok ? "good" : author.code
}

describe("the life of an envelope", () => {
  test.each([
    ["FLASH", ["read"], hour],
    ["FLASH", [], hour],
    ["PRIORITY", ["read", "answered"], 6 * hour],
    ["ROUTINE", ["read"], 4 * hour],
    ["ROUTINE", ["read", "answered"], 24 * hour],
  ] as const)("[AUT7] at %s, owing %j, is %i ms at least", (precedence, owes, least) => {
    expect(answer({ precedence, owes, life: least })).toBe("good")
    expect(answer({ precedence, owes, life: least - 1 })).toBe("envelope/form")
    expect(answer({ precedence, owes, life: 0 })).toBe("envelope/form")
  })

  test("[AUT7] covers every step of the ladder that the charter's life covers", () => {
    for (const { precedence, demand, after } of charter.ladder) {
      const owes = demand === "received" ? [] : [demand]
      const least = leastLife(charter, { precedence, owes })
      expect(least).toBeGreaterThanOrEqual(Math.min(after, charter.lifeMs))
    }
  })

  test("[AUT7] is never asked to be longer than the charter's", () => {
    const short = { ...charter, lifeMs: minute }
    expect(leastLife(short, { precedence: "FLASH", owes: [] })).toBe(minute)
    expect(limits.lifeLeastMs).toBe(hour)
  })

  test("[ADM8] keeps the body after a late admission until nothing it asks can fall due any more", () => {
    const story = new Story(line)
    const life = hour
    const sent = story.northSends({ precedence: "FLASH", owes: ["read"], life })
    const admittedAt = story.now + life - 1
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(sent, admittedAt)
    const state = stateOf(journal)
    expect(nextDue(state, north)).toBeDefined()
    const [row] = rowOf(state, sent).sent
    if (row === undefined) throw new Error("it was sent")
    const steps = charter.ladder.filter(
      (step) => step.precedence === "FLASH" && step.demand === "read",
    )
    const last = Math.max(...steps.map((step) => step.after))
    expect(keptUntil(charter, row, admittedAt)).toBeGreaterThanOrEqual(admittedAt + last)
    expect(keptUntil(charter, row, story.now + life + 1)).toBe(story.now + life)
  })
})
