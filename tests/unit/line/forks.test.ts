// Evidence that a relay enters: two records of one device that cannot both stand in its chain, or nothing at all.

import { describe, expect, test } from "vitest"

import { hexOf } from "../../../shared/encoding/bytes.ts"
import { provenFork } from "../../../shared/line/forks.ts"
import { openDemands } from "../../../shared/line/delivery.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { onWatch } from "../../../shared/line/watch.ts"
import type { Chained, Parsed, ParsedEnvelope } from "../../../shared/records/parsed.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import { evidenceOf } from "../../support/practice-facts.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { valueOf, type PracticeRelay } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import { line, rowOf } from "./one-message.ts"

const t = 1_767_618_000_000
const b1 = line.devices.B1.device

function journal(relay: PracticeRelay, ...said: readonly (Parsed | Relayed)[]): PracticeJournal {
  const told = new PracticeJournal(relay)
  for (const [i, each] of said.entries()) {
    if ("hash" in each) told.admits(each, t + i)
    else told.records(each, t + i)
  }
  return told
}

function folded(...journals: readonly PracticeJournal[]): LineState {
  return foldEntries(
    line.state,
    journals.flatMap((each) => each.entries),
  )
}

function bytesOf(state: LineState): string {
  return hexOf(encodeState(state))
}

/** B1 reads twice under its second number, and takes the watch after the first of them. */
function forkedStory(): {
  readonly message: ParsedEnvelope
  readonly received: Chained
  readonly read: Chained
  readonly watch: Chained
  readonly contested: Chained
} {
  const story = new Story(line)
  const message = story.northSends({ owes: ["read"] })
  const received = story.says("B1", message, "received")
  const parting = story.endOf("B1")
  const read = story.says("B1", message, "read")
  const watch = story.takesWatch("B1")
  story.goBack("B1", parting)
  return {
    message,
    received,
    read,
    watch,
    contested: story.says("B1", message, { kind: "contested", role: "duty" }),
  }
}

describe("evidence of a fork", () => {
  const { message, received, read, watch, contested } = forkedStory()
  const evidence = evidenceOf(read, contested)

  test("[CHN7] of one journal contests the device from there, as two journals would", () => {
    const told = journal(line.relays.N, message, received, read, watch, evidence)
    const state = folded(told)
    expect(state.forked).toEqual(new Map([[b1, 2]]))
    expect(openDemands(state, rowOf(state, message))).toEqual(["read"])
    expect(onWatch(state, "B", t)).toEqual([])
    expect(state.violations).toEqual([{ what: "chain/fork", device: b1, detail: "2" }])
    const other = journal(line.relays.S, message, received, contested)
    expect(bytesOf(folded(told, other))).toBe(bytesOf(folded(other, told)))
  })

  test("[CHN7, UNI1] is the same whatever of the chain came before it", () => {
    const records = [message, received, read, watch]
    const shown = journal(line.relays.S, evidence).entries
    const states = [0, 1, 2, 3, 4].map((count) =>
      bytesOf(
        foldEntries(line.state, [
          ...journal(line.relays.N, ...records.slice(0, count)).entries,
          ...shown,
          ...journal(line.relays.N, ...records).entries.slice(count),
        ]),
      ),
    )
    expect(new Set(states).size).toBe(1)
  })

  test("[CHN7] of a record that follows another predecessor is one, and the earliest fork stands", () => {
    const story = new Story(line)
    const first = story.says("B1", message, "received")
    const end = story.endOf("B1")
    const second = story.says("B1", message, "read")
    story.goBack("B1", { ...end, hash: second.hash })
    const astray = story.says("B1", message, { kind: "contested", role: "duty" })
    const shown = evidenceOf(first, astray)
    const later = evidenceOf(second, astray)
    expect(valueOf(provenFork(line.state, shown, line.signatures)).seq).toBe(2)
    const told = journal(line.relays.N, message, first, second, later, shown)
    expect(folded(told).forked).toEqual(new Map([[b1, 2]]))
  })
})

describe("evidence that proves nothing", () => {
  const { received, read, contested } = forkedStory()
  const nothing = new Uint8Array()
  const good = evidenceOf(read, contested)
  const badSignature = { ...good, second: damaged(good.second) }

  test.each([
    ["without exhibits", { ...good, first: nothing, second: nothing }, "form/malformed"],
    ["with one", { ...good, second: nothing }, "form/malformed"],
    ["of one record twice", evidenceOf(read, read), "form/malformed"],
    ["of two records that follow each other", evidenceOf(received, read), "form/malformed"],
    ["of another device", evidenceOf(read, contested, line.devices.B2.device), "form/malformed"],
    ["of something else", { ...good, what: "roster/forked" }, "form/malformed"],
    ["with a record that its device has not signed", badSignature, "sign/bad"],
  ])("[CHN7] %s is refused", (_, evidence, code) => {
    expect(provenFork(line.state, evidence, line.signatures)).toMatchObject({ ok: false, code })
  })

  test("[CHN7] takes no place, however much of it there is", () => {
    const empty = { ...good, first: nothing, second: nothing }
    const flood = Array.from({ length: 300 }, () => empty)
    const told = journal(line.relays.N, received, read, ...flood)
    expect(folded(told).violations).toEqual([])
    expect(folded(told).forked.size).toBe(0)
  })
})

/** The last byte of a signed record is of its signature. */
function damaged(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte))
}
