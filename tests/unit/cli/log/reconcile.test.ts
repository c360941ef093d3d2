// Two exports made into one statement of facts.

import { describe, expect, test } from "vitest"

import {
  statementJson,
  statementWords,
  type Given,
} from "../../../../client/cli/log/statement-of-facts.ts"
import { paletteOf } from "../../../../client/cli/output/palette.ts"
import { factTexts } from "../../../../client/runtime/log/fact-texts.ts"
import { reconcile, type Reconciliation } from "../../../../client/runtime/log/reconciliation.ts"
import { auditExport } from "../../../../client/sdk/audit.ts"
import { languages } from "../../../../shared/catalogue/words.ts"
import { present } from "../../../../shared/assert.ts"
import { exportOf } from "../../sdk-view/entries.ts"
import { line, Scene } from "../../sdk-view/scene.ts"

function founded(): Scene {
  const scene = new Scene()
  for (const document of [line.charter, line.rosters.A, line.rosters.B]) scene.admit(document)
  scene.later(1)
  return scene
}

function given(scene: Scene, path = "a.parley"): Given {
  const audit = auditExport(exportOf(scene), line.signatures)
  return { path, audit, state: present(audit.state, "the charter is in it"), isVerified: true }
}

function standings({ facts }: Reconciliation): readonly string[] {
  return facts
    .slice(3)
    .map(
      ({ standing, fact: { stage, kind } }) =>
        `${standing} ${typeof stage === "string" ? stage : kind}`,
    )
}

describe("[RCN1] a fact", () => {
  test("that both prove is said to be so, with each place and its bound", () => {
    const scene = founded()
    scene.launch("A1")
    const found = reconcile(given(scene), given(scene))
    expect(standings(found)).toEqual(["both envelope"])
    expect(found.facts.at(-1)?.fact.relays).toEqual({
      [line.relays.N.relay]: { epoch: 1, index: 3, at: "2026-01-05T13:00:00.001Z", boundMs: 10 },
      [line.relays.S.relay]: { epoch: 1, index: 3, at: "2026-01-05T13:00:00.001Z", boundMs: 10 },
    })
    expect(found.forks).toEqual([])
  })

  test("beyond the end of the other copy is told apart, whoever has it", () => {
    const scene = founded()
    const launch = scene.launch("A1")
    const before = given(scene)
    scene.later(1_000)
    scene.reports("B1", launch, "read")
    const after = given(scene)
    expect(standings(reconcile(before, after))).toEqual(["both envelope", "second-later read"])
    expect(standings(reconcile(after, before))).toEqual(["both envelope", "first-later read"])
  })

  test("that one has where the other has something else is in that one alone", () => {
    const [one, other] = [founded(), founded()]
    one.launch("A1")
    other.tension("B1")
    const found = reconcile(given(one), given(other))
    expect(standings(found).toSorted()).toEqual(["first envelope", "second envelope"])
  })
})

describe("[RCN2] two copies of one journal", () => {
  test("that differ are told, with the entry from which on", () => {
    const [one, other] = [founded(), founded()]
    one.launch("A1", "30", { at: ["N"] })
    other.tension("B1", "grave", { at: ["N"] })
    expect(reconcile(given(one), given(other)).forks).toEqual([
      { relay: line.relays.N.relay, name: "relay A", epoch: 1, index: 3 },
    ])
  })

  test("of which one is shorter are one journal", () => {
    const scene = founded()
    const before = given(scene)
    scene.launch("A1")
    expect(reconcile(before, given(scene)).forks).toEqual([])
  })
})

describe("[RCN3] the statement", () => {
  test("names each fact in the languages of both, as words and as JSON", () => {
    const scene = founded()
    scene.launch("A1")
    const both = [given(scene, "a.parley"), given(scene, "b.parley")] as const
    const found = reconcile(...both)
    const json = JSON.stringify(statementJson(both, found))
    const words = statementWords(both, found, paletteOf(false))
    const { A, B } = line.charter.core.languages
    for (const language of languages.filter((each) => each === A || each === B)) {
      const { envelope, both: proven } = factTexts[language]
      expect(json).toContain(`"${language}":"${envelope}"`)
      expect(words).toContain(proven)
    }
    expect(words).toMatch(/A1 {2}.* {2}A1-0001 {2}\(.* #3 2026-01-05T13:00:00\.001Z ±10 ms, /u)
    expect(statementJson(both, found)).toMatchObject({ agreed: true, both: 4, onlyFirst: 0 })
  })

  test("has a word for every kind of fact in every language, and no two alike", () => {
    for (const language of languages) {
      const texts = Object.values(factTexts[language])
      expect(new Set(texts).size).toBe(texts.length)
    }
  })
})
