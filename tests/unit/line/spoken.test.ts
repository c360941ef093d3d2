// A stage that has something to say counts beside the statement that says it, and nowhere else.

import { describe, expect, test } from "vitest"

import { counted, needsStatement, openDemands } from "../../../shared/line/delivery.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { Parsed, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import type { Fact, StageKind } from "../../../shared/records/stage.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { Story } from "../../support/practice-story.ts"
import { line, rowOf } from "./one-message.ts"

const facts: readonly Fact[] = [
  { kind: "read-back" },
  { kind: "confirmed" },
  { kind: "differs" },
  { kind: "passed", level: "minister" },
  { kind: "answered" },
  { kind: "stand-by", until: 1_767_618_600_000 },
  { kind: "declined" },
]
const answered: Fact = { kind: "answered" }

function folded(...records: readonly Parsed[]): LineState {
  const journal = new PracticeJournal(line.relays.N)
  for (const record of records) journal.admits(record, 1_767_618_000_000)
  return foldEntries(line.state, journal.entries)
}

/** Of what was said of a message, what counts. */
function counting(message: ParsedEnvelope, ...records: readonly Parsed[]): readonly StageKind[] {
  const state = folded(message, ...records)
  return counted(state, rowOf(state, message)).map(({ fact }) => fact.kind)
}

function began(): { readonly story: Story; readonly message: ParsedEnvelope } {
  const story = new Story(line)
  return { story, message: story.northSends({ owes: ["answered"] }) }
}

describe("a stage that has something to say", () => {
  test("[STG9] is each of these, and no acknowledgement", () => {
    expect(facts.map(({ kind }) => kind).toSorted()).toEqual([...needsStatement].toSorted())
    for (const said of ["received", "read", { kind: "contested", role: "duty" }] as const) {
      const { story, message } = began()
      expect(counting(message, story.says("B1", message, said))).toHaveLength(1)
    }
  })

  test.each(facts)("[STG9] $kind counts behind its statement, and alone it does not", (fact) => {
    const by = fact.kind === "confirmed" || fact.kind === "differs" ? "A1" : "B1"
    const { story, message } = began()
    expect(counting(message, story.says(by, message, fact))).toEqual([fact.kind])
    const other = began()
    const alone = other.story.says(by, other.message, fact, { substance: undefined })
    expect(counting(other.message, alone)).toEqual([])
  })

  test("[STG9] meets nothing where its statement is missing, and is kept all the same", () => {
    const { story, message } = began()
    const alone = story.says("B1", message, answered, { substance: undefined })
    const state = folded(message, alone)
    expect(openDemands(state, rowOf(state, message))).toEqual(["received", "answered"])
    expect(rowOf(state, message).reached).toHaveLength(1)
  })

  test("[STG9] must follow its statement directly", () => {
    const { story, message } = began()
    const statement = story.sends("B1", { references: [message.core.message] })
    const between = story.says("B1", message, "received")
    const late = story.says("B1", message, answered, { substance: statement.core.message })
    expect(counting(message, statement, between, late)).toEqual(["received"])
  })

  test("[STG9] must name it, and the statement must refer to the message", () => {
    const { story, message } = began()
    const statement = story.sends("B1", { references: [message.core.message] })
    const misnamed = story.says("B1", message, answered, { substance: message.core.message })
    expect(counting(message, statement, misnamed)).toEqual([])
    const other = began()
    const elsewhere = other.story.sends("B1", { references: [] })
    const { message: substance } = elsewhere.core
    const astray = other.story.says("B1", other.message, answered, { substance })
    expect(counting(other.message, elsewhere, astray)).toEqual([])
  })

  test("[STG9] counts beside no statement of another device", () => {
    const { story, message } = began()
    const statement = story.sends("B2", { references: [message.core.message] })
    const { message: substance } = statement.core
    const borrowed = story.says("B1", message, answered, { substance })
    expect(counting(message, statement, borrowed)).toEqual([])
  })

  test("[STG9, UNI1] is the same when the statement came by the other journal, or before the message", () => {
    const { story, message } = began()
    const stage = story.says("B1", message, answered)
    const told = new PracticeJournal(line.relays.N)
    told.admits(stage, 1)
    told.admits(message, 2)
    const state = foldEntries(line.state, told.entries)
    expect(counted(state, rowOf(state, message))).toHaveLength(1)
  })

  test("[STG8] is crowded out only by what its own device said before", () => {
    const { story, message } = began()
    const flood = Array.from({ length: limits.rowAnswersPerDeviceMax }, () =>
      story.sends("B2", { references: [message.core.message] }),
    )
    const [own, crowded] = [
      story.says("B1", message, answered),
      story.says("B2", message, { kind: "declined" }),
    ]
    expect(counting(message, ...flood, own, crowded)).toEqual(["answered"])
  })
})
