// What has become of a message: facts signed by the right side, about the right header, and nothing else.

import { describe, expect, test } from "vitest"

import { branded } from "../../../shared/encoding/schema.ts"
import { meetingStages, ofSide, openDemands } from "../../../shared/line/delivery.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Hash } from "../../../shared/records/names.ts"
import type { Parsed, ParsedEnvelope, ParsedStage } from "../../../shared/records/parsed.ts"
import { limits } from "../../../shared/limits.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { callSigns, type CallSign } from "../../support/practice-line.ts"
import type { PlainFact } from "../../support/practice-facts.ts"
import { Story } from "../../support/practice-story.ts"
import { everything, line, rowIn } from "./one-message.ts"

function folded(...records: readonly Parsed[]): LineState {
  const journal = new PracticeJournal(line.relays.N)
  for (const record of records) journal.admits(record, 1_767_618_000_000)
  return foldEntries(line.state, journal.entries)
}

/** What is still owed on a message after all of this. */
function openAfter(about: ParsedEnvelope, ...records: readonly Parsed[]): readonly string[] {
  const state = folded(about, ...records)
  return openDemands(state, rowIn(state, about.core.message))
}

function storyOf(
  tell: (story: Story, message: ParsedEnvelope) => readonly Parsed[],
): readonly string[] {
  const story = new Story(line)
  const message = story.northSends({ precedence: "FLASH", owes: everything })
  return openAfter(message, ...tell(story, message))
}

function understoodBy(by: CallSign): boolean {
  const open = storyOf((story, message) => [story.says(by, message, "confirmed")])
  return !open.includes("understood")
}

describe("who may say what has become of a message", () => {
  const theirs: readonly PlainFact[] = ["received", "read", "read-back", "answered", "declined"]

  test("[STG1] only devices of the other party receive, read and answer it", () => {
    for (const fact of theirs) {
      for (const by of ["A1", "A2"] as const) {
        expect(storyOf((story, message) => [story.says(by, message, fact)])).toContain("received")
      }
      for (const by of ["B1", "B2"] as const) {
        const open = storyOf((story, message) => [story.says(by, message, fact)])
        expect(open).not.toContain("received")
      }
    }
  })

  test("[STG1] only devices of its author's party confirm that it was understood", () => {
    expect(callSigns.filter(understoodBy)).toEqual(["A1", "A2"])
  })

  test("[STG2] a stage about another header never counts, before or after the envelope came", () => {
    const header = branded<Hash>("dd".repeat(32))
    const wrong = (story: Story, message: ParsedEnvelope): ParsedStage =>
      story.says("B1", message, "read", { header })
    expect(storyOf((story, message) => [wrong(story, message)])).toEqual([
      "received",
      ...everything,
    ])
    const story = new Story(line)
    const message = story.northSends({ owes: ["read"] })
    const state = folded(wrong(story, message), message)
    expect(openDemands(state, rowIn(state, message.core.message))).toEqual(["received", "read"])
  })

  test("[STG3] a stage that came before its envelope is judged when the envelope comes", () => {
    const story = new Story(line)
    const message = story.northSends({ owes: ["read"] })
    const read = story.says("B1", message, "read")
    const early = folded(read)
    expect(rowIn(early, message.core.message).sent).toEqual([])
    const state = folded(read, message)
    expect(openDemands(state, rowIn(state, message.core.message))).toEqual([])
  })
})

describe("what a fact meets", () => {
  const meeting: readonly (readonly [PlainFact, readonly string[]])[] = [
    ["received", ["received"]],
    ["read", ["received", "read"]],
    ["read-back", ["received", "read"]],
    ["answered", ["received", "read", "answered"]],
    ["declined", ["received", "read", "answered"]],
    ["cannot-open", []],
  ]

  test.each(meeting)("[STG4] %s meets %j", (fact, met) => {
    const open = storyOf((story, message) => [story.says("B1", message, fact)])
    expect(open).toEqual(["received", ...everything].filter((demand) => !met.includes(demand)))
  })

  test("[STG4] passing on, standing by and contesting prove reading, and passing on meets authority", () => {
    const passed = storyOf((story, message) => [
      story.says("B1", message, { kind: "passed", level: "minister" }),
    ])
    expect(passed).toEqual(["understood", "answered"])
    for (const fact of [
      { kind: "stand-by", until: 1 },
      { kind: "contested", role: "duty" },
    ] as const) {
      const open = storyOf((story, message) => [story.says("B2", message, fact)])
      expect(open).toEqual(["understood", "authority", "answered"])
    }
  })

  test("[STG5] a read-back that differs undoes nothing, and confirms nothing", () => {
    const open = storyOf((story, message) => [
      story.says("B1", message, "read-back"),
      story.says("A1", message, "differs"),
    ])
    expect(open).toEqual(["understood", "authority", "answered"])
    const confirmed = storyOf((story, message) => [
      story.says("A1", message, "confirmed"),
      story.says("A1", message, "differs"),
    ])
    expect(confirmed).not.toContain("understood")
  })

  test("[STG4] the stages that met a demand are named in the order in which they were signed", () => {
    const story = new Story(line)
    const message = story.northSends({ owes: ["read"] })
    const first = story.says("B2", message, "read")
    story.now += 5
    const second = story.says("B1", message, "read")
    const state = folded(message, second, first)
    const met = meetingStages(state, rowIn(state, message.core.message), "read")
    expect(met.map((reached) => reached.record)).toEqual([first.hash, second.hash])
  })

  test("[STG4] being received is always owed, and what was not asked for is not", () => {
    expect(openAfter(new Story(line).northSends())).toEqual(["received"])
    const asking = new Story(line).northSends({ owes: ["answered"] })
    expect(openAfter(asking)).toEqual(["received", "answered"])
  })
})

describe("a message id used more than once", () => {
  test("[STG6] by the other party makes nothing less owed", () => {
    const story = new Story(line)
    const message = story.northSends({ precedence: "FLASH", owes: everything })
    const { message: id, commitment } = message.core
    const fakes = [
      story.sends("B1", { message: id, owes: [] }),
      story.sends("B1", { message: id, owes: [], commitment }),
      story.sends("B2", { message: id, owes: everything, commitment }),
    ]
    const claims = fakes.flatMap((fake) => [
      story.says("B1", fake, "read"),
      story.says("B1", fake, "confirmed"),
      story.says("B2", fake, "answered"),
      story.says("B2", fake, { kind: "passed", level: "minister" }),
    ])
    for (const told of [
      [message, ...fakes, ...claims],
      [...fakes, ...claims, message],
    ]) {
      const state = folded(...told)
      const open = openDemands(state, rowIn(state, id))
      expect(open).toEqual(["received", ...everything])
      expect(openDemands(state, ofSide(rowIn(state, id), "A"))).toEqual(["received", ...everything])
    }
  })

  test("[STG6] by its own author for other words keeps both obligations", () => {
    const story = new Story(line)
    const first = story.northSends({ owes: ["read"] })
    const { message } = first.core
    const second = story.northSends({ message, owes: ["answered"], commitment: new Uint8Array(32) })
    expect(openAfter(first, second, story.says("B1", second, "answered"))).toEqual([
      "received",
      "read",
    ])
  })

  test("[STG7] by two officers who released one draft is one message: a stage for either counts", () => {
    const story = new Story(line)
    const first = story.sends("A1", { owes: ["read"] })
    const { message, commitment } = first.core
    const second = story.sends("A2", { message, commitment, owes: ["read"] })
    expect(openAfter(first, second, story.says("B1", second, "read"))).toEqual([])
    expect(openAfter(first, second, story.says("B2", first, "read"))).toEqual([])
  })
})

describe("the bounds of a row", () => {
  test("[STG8] a device that repeats itself crowds out nobody, and its first words stay", () => {
    const story = new Story(line)
    const message = story.northSends({ owes: ["read"] })
    const first = story.says("B1", message, "read")
    const flood = Array.from({ length: limits.rowStagesPerDeviceMax + 10 }, () =>
      story.says("B1", message, "received"),
    )
    const late = story.says("B2", message, "received")
    const state = folded(message, first, ...flood, late)
    const { reached } = rowIn(state, message.core.message)
    expect(reached).toHaveLength(limits.rowStagesPerDeviceMax + 1)
    const records = reached.map((each) => each.record)
    expect(records).toContain(first.hash)
    expect(records).toContain(late.hash)
    expect(records).not.toContain(flood.at(-1)?.hash)
  })

  test("[STG8] a device that reuses an id without end keeps its first envelopes and their arrivals", () => {
    const story = new Story(line)
    const own = story.northSends()
    const { message } = own.core
    const flood = Array.from({ length: limits.rowEnvelopesPerDeviceMax + 3 }, () =>
      story.southSends({ message, commitment: new Uint8Array(32) }),
    )
    for (const told of [
      [own, ...flood],
      [...flood, own],
    ]) {
      const row = rowIn(folded(...told), message)
      const kept = [own, ...flood.slice(0, limits.rowEnvelopesPerDeviceMax)].map(
        (each) => each.hash,
      )
      expect(row.sent.map((sent) => sent.header).toSorted()).toEqual(kept.toSorted())
      expect(row.arrivals.map((arrival) => arrival.header).toSorted()).toEqual(kept.toSorted())
    }
  })
})
