import { describe, expect, test } from "vitest"

import { stepIdOf } from "../../../shared/line/deadlines.ts"
import { readEntry } from "../../../client/sdk/union.ts"
import { Ledger } from "../../../client/sdk/view/ledger.ts"
import type { PracticeJournal } from "../../support/practice-journal.ts"
import { valueOf } from "../../support/practice-line.ts"
import { entryBytes, epoch } from "./entries.ts"
import { idOf, line, Scene } from "./scene.ts"

/** The journals as a desk holds them, in one ledger. */
function ledgerOf(scene: Scene): Ledger {
  const ledger = new Ledger()
  for (const journal of [scene.journals.N, scene.journals.S]) take(ledger, journal)
  return ledger
}

function take(ledger: Ledger, { entries, relay }: PracticeJournal): void {
  for (const entry of entries) {
    const at = { epoch, index: entry.at.index }
    ledger.take(valueOf(readEntry(relay.relay, at, entryBytes(entry))))
  }
}

function namesIn(ledger: Ledger, offsets = new Map()): readonly string[] {
  return ledger.inOrder(offsets).map(({ said }) => {
    if (said.by === "relay") return said.relayed.kind
    return "link" in said.record.core ? String(said.record.core.link.seq) : said.record.kind
  })
}

describe("the ledger", () => {
  test("[VIEW9] has each record once, with its place in each journal", () => {
    const scene = new Scene()
    scene.tension("A1", "grave", { at: ["N"] })
    scene.launch("A1")
    const facts = ledgerOf(scene).inOrder(new Map())
    expect(facts.map(({ places }) => places.map(({ index }) => index))).toEqual([[0], [1, 0]])
  })

  test("[VIEW9] has a step of the ladder once, whichever relays recorded it", () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "30", { at: ["N"] })
    const step = stepIdOf(idOf(launch), "read", 0)
    scene.records({
      kind: "overdue",
      step,
      message: idOf(launch),
      demand: "read",
      number: 0,
      action: "repeat",
      dueAt: scene.story.now,
      presence: [],
    })
    const overdue = ledgerOf(scene)
      .inOrder(new Map())
      .filter(({ said }) => said.by === "relay")
    expect(overdue.map(({ places }) => places.length)).toEqual([2])
  })

  test("keeps what a relay says of itself in its own journal", () => {
    const scene = new Scene()
    scene.records({ kind: "stopped", reason: "SIGTERM" })
    expect(ledgerOf(scene).inOrder(new Map())).toHaveLength(2)
  })

  test("orders by time with each relay's clock put right", () => {
    const scene = new Scene()
    scene.records({ kind: "stopped", reason: "SIGTERM" }, ["N"])
    scene.later(-60_000)
    scene.records({ kind: "clock", jumpMs: 700 }, ["S"])
    const ledger = ledgerOf(scene)
    expect(namesIn(ledger)).toEqual(["clock", "stopped"])
    const offsets = new Map([[line.relays.S.relay, -120_000]])
    expect(namesIn(ledger, offsets)).toEqual(["stopped", "clock"])
  })

  test("never orders against a device's own count", () => {
    const scene = new Scene()
    scene.tension("A1", "grave", { at: ["N"] })
    scene.later(-60_000)
    scene.launch("A1", "30", { at: ["S"] })
    expect(namesIn(ledgerOf(scene))).toEqual(["1", "2"])
  })
})
