import { describe, expect, test } from "vitest"

import { factJson } from "../../../../client/runtime/log/fact-json.ts"
import { factWords } from "../../../../client/cli/log/fact-words.ts"
import { paletteOf } from "../../../../client/cli/output/palette.ts"
import type { JsonObject } from "../../../../client/runtime/json.ts"
import { readEntry } from "../../../../client/sdk/union.ts"
import { serialOf } from "../../../../client/sdk/view/naming.ts"
import { Ledger } from "../../../../client/sdk/view/ledger.ts"
import { stepIdOf } from "../../../../shared/line/deadlines.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { entryBytes, epoch } from "../../sdk-view/entries.ts"
import { idOf, line, Scene } from "../../sdk-view/scene.ts"

function factsOf(scene: Scene): readonly JsonObject[] {
  const ledger = new Ledger()
  for (const journal of [scene.journals.N, scene.journals.S]) {
    for (const entry of journal.entries) {
      const at = { epoch, index: entry.at.index }
      ledger.take(valueOf(readEntry(journal.relay.relay, at, entryBytes(entry))))
    }
  }
  const { state } = scene.parts.union
  return ledger
    .inOrder(new Map())
    .map((fact) => factJson({ state, serialOf: (message) => serialOf(state, message) }, fact))
}

describe("a fact as JSON", () => {
  test("of an envelope has serial, owner, what it owes, and each place", () => {
    const scene = new Scene()
    scene.launch("A1")
    expect(factsOf(scene)).toMatchObject([
      {
        kind: "envelope",
        from: "A1",
        serial: "A1-0001",
        precedence: "FLASH",
        owes: ["read", "understood", "authority"],
        relays: { [line.relays.N.relay]: { index: 0 }, [line.relays.S.relay]: { index: 0 } },
      },
    ])
  })

  test("of a stage says whose, about what, and what more there is to it", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(1_000)
    scene.reports("B1", launch, { kind: "passed", level: "minister" })
    expect(factsOf(scene).at(-1)).toMatchObject({
      kind: "stage",
      stage: "passed",
      level: "minister",
      from: "B1",
      serial: "A1-0001",
    })
  })

  test("of a step of the ladder is every relay's that recorded it", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(30_000)
    scene.records({
      kind: "overdue",
      step: stepIdOf(idOf(launch), "read", 0),
      message: idOf(launch),
      demand: "read",
      number: 0,
      action: "repeat",
      dueAt: scene.story.now,
      presence: [{ device: line.devices.B1.device, ageMs: 700 }],
    })
    const [, step] = factsOf(scene)
    expect(step).toMatchObject({
      kind: "overdue",
      serial: "A1-0001",
      demand: "read",
      action: "repeat",
      presence: [{ device: "B1", ageMs: 700 }],
    })
    expect(Object.keys(step?.["relays"] ?? {})).toHaveLength(2)
    expect(step?.["by"]).toBeUndefined()
  })

  test("of duty and documents is there too", () => {
    const scene = new Scene()
    for (const document of [line.charter, line.rosters.A, line.rosters.B]) {
      scene.admit(document)
      scene.later(1)
    }
    scene.admit(scene.story.takesWatch("B1"))
    scene.later(1)
    scene.admit(scene.story.handsOver("B1", "B2"))
    scene.later(1)
    scene.records({ kind: "stopped", reason: "SIGTERM" }, ["N"])
    const facts = factsOf(scene)
    expect(facts.map(({ kind }) => kind)).toEqual([
      "charter",
      "roster",
      "roster",
      "watch",
      "handover",
      "stopped",
    ])
    expect(facts[1]).toMatchObject({ side: "A", devices: ["A1", "A2"] })
    expect(facts[5]).toMatchObject({ by: "relay A", reason: "SIGTERM" })
  })
})

describe("a fact in words", () => {
  test("is one line: when, who, what, about which, where", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(1_000)
    scene.reports("B1", launch, "read")
    const names = { [line.relays.N.relay]: "relay A", [line.relays.S.relay]: "relay B" }
    const page = { palette: paletteOf(false), columns: 200, now: scene.story.now }
    const words = factsOf(scene).map((fact) => factWords(fact, names, page))
    expect(words[1]).toMatch(
      /^13:00:01Z {2}B1 {8}read {2}A1-0001 {2}role: duty {2}\(relay . #1, relay . #1\)$/u,
    )
    expect(words.join("\n").split("\n")).toHaveLength(2)
    const narrow = factsOf(scene).map((fact) => factWords(fact, names, { ...page, columns: 50 }))
    const rows = narrow.join("\n").split("\n")
    expect(rows.every((row) => row.length <= 50 && /^(?:13:00|\s{11}\S)/u.test(row))).toBe(true)
  })
})
