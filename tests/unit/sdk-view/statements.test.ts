import { describe, expect, test } from "vitest"

import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import type { Code } from "../../../shared/catalogue/value.ts"
import type { Hash, Precedence } from "../../../shared/records/names.ts"
import { catalogueFault, prepare } from "../../../client/sdk/statements.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { idOf, launchValues, line, minute, Scene } from "./scene.ts"

type Prepare = ReturnType<typeof prepare>

function prepared(
  scene: Scene,
  code: Code,
  given: Readonly<Record<string, string>>,
  more: { readonly precedence?: Precedence; readonly remark?: string } = {},
): Prepare {
  const { precedence, remark } = more
  return prepare(scene.conversation, { code, given, precedence, remark }, scene.now)
}

/** The parameters that are wrong. */
function wrongIn(outcome: Prepare): readonly string[] {
  return "errors" in outcome ? Object.keys(outcome.errors).toSorted() : []
}

function until(scene: Scene, ms: number): string {
  return new Date(scene.story.now + ms).toISOString().replace(".000", "")
}

const query = {
  area: "zone:K-12",
  window: "2026-01-05T12:00:00Z/2026-01-05T13:00:00Z",
  object: "fighter",
  facts: "firing",
}

describe("a statement on its way out", () => {
  test("has the usual precedence of its type, and owes by its class", () => {
    expect(prepared(new Scene(), "NT-05", launchValues)).toMatchObject({
      ok: true,
      value: {
        officers: 1,
        follow: undefined,
        letter: { precedence: "FLASH", owes: ["read", "understood", "authority"], references: [] },
      },
    })
  })

  test("takes two officers where its type says so", () => {
    expect(prepared(new Scene(), "TN-01", { level: "grave" })).toMatchObject({
      value: { officers: 2 },
    })
  })

  test("names every wrong parameter at once, the remark among them", () => {
    const scene = new Scene()
    expect(wrongIn(prepared(scene, "TN-01", { level: "red", colour: "red" }))).toEqual([
      "colour",
      "level",
    ])
    const remark = "see www.example.org"
    expect(wrongIn(prepared(scene, "TN-01", { level: "grave" }, { remark }))).toEqual(["remark"])
  })

  test("[VIEW8] is refused before it has a number, where the dialogue would not count it", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    const refusals = [
      prepared(scene, "NT-05", launchValues, { precedence: "ROUTINE" }),
      prepared(scene, "DC-02", {
        ref: idOf(launch),
        reason: "under-study",
        again: "yes",
        authority: "minister@2026-01-05T13:00:00Z@FO-1",
      }),
      prepared(scene, "CR-03", { ref: idOf(launch), cause: "error" }),
      prepared(scene, "EX-03", { ref: "0".repeat(31) + "1", nextReport: "2026-01-05T14:00:00Z" }),
    ]
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({ ok: false, code: "statement/refused" })
    }
  })
})

describe("an answer", () => {
  test("takes the precedence of what it answers, refers to it, and goes with its stage", () => {
    const scene = new Scene()
    const asked = scene.says("B1", "QY-02", query, { precedence: "IMMEDIATE" })
    const cause = { ref: "B1-0001", cause: "exercise", window: "UNKNOWN", confidence: "confirmed" }
    expect(prepared(scene, "EX-02", cause)).toMatchObject({
      value: {
        letter: { precedence: "IMMEDIATE", references: [idOf(asked)] },
        follow: { message: idOf(asked), fact: { kind: "answered" } },
      },
    })
  })

  test("says in the clear what it says under seal", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    const at = until(scene, 5 * minute)
    expect(prepared(scene, "AK-05", { ref: idOf(launch), level: "minister", at })).toMatchObject({
      value: { follow: { fact: { kind: "passed", level: "minister" } } },
    })
    expect(prepared(scene, "AK-04", { ref: idOf(launch), until: at })).toMatchObject({
      value: { follow: { fact: { kind: "stand-by", until: scene.story.now + 5 * minute } } },
    })
  })

  test("to a read-back is about what was read back", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    const values = "NT-05 count=1; impactArea=zone:K-12; timeToImpact=30"
    const back = scene.says("B1", "AK-02", { ref: idOf(launch), values })
    const judged = { ref: idOf(back), differing: "ALL-CORRECT" }
    expect(prepared(scene, "AK-06", judged)).toMatchObject({
      value: { follow: { message: idOf(launch), fact: { kind: "confirmed" } } },
    })
    expect(prepared(scene, "AK-06", { ...judged, differing: "2" })).toMatchObject({
      value: { follow: { message: idOf(launch), fact: { kind: "differs" } } },
    })
  })

  test("that denies takes two officers, one that owns up takes one", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    const whose = { ref: idOf(launch), object: "uav", confidence: "confirmed" }
    const own = prepared(scene, "EX-01", { ...whose, ownership: "ours" })
    expect(own).toMatchObject({ value: { officers: 1 } })
    const denial = prepared(scene, "EX-01", { ...whose, ownership: "not-ours" })
    expect(denial).toMatchObject({ value: { officers: 2 } })
  })

  test("to one's own message goes without a stage: nobody's clock waits for it", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    const report = { ref: idOf(launch), nextReport: "2026-01-05T14:00:00Z" }
    expect(prepared(scene, "EX-03", report)).toMatchObject({ value: { follow: undefined } })
  })
})

describe("a decision", () => {
  const proposal = {
    area: "zone:K-12",
    domains: "land,air",
    from: "2026-01-05T20:00:00Z",
    until: "OPEN",
    authority: "minister@2026-01-05T12:30:00Z@FO-221",
  }
  const decision = {
    ref: "B1-0001",
    effective: "2026-01-05T20:00:00Z",
    readBack: `PR-01 ${Object.entries(proposal)
      .map(([name, value]) => `${name}=${value}`)
      .join("; ")}`,
    authority: "minister@2026-01-05T13:10:00Z@MFA-7",
  }

  test("may be given once, and then binds: nothing takes it back", () => {
    const scene = new Scene()
    scene.says("B1", "PR-01", proposal, { author: "B2" })
    const accepted = prepared(scene, "DC-01", decision)
    expect(accepted).toMatchObject({
      value: { officers: 2, follow: { fact: { kind: "answered" } } },
    })
    const given = { ...decision, ref: idOf(scene.says("B1", "PR-01", proposal, { author: "B2" })) }
    scene.says("A1", "DC-01", given, { author: "A2" })
    expect(prepared(scene, "CR-03", { ref: "A1-0001", cause: "error" })).toMatchObject({
      ok: false,
    })
  })

  test("is not given by halves", () => {
    const scene = new Scene()
    scene.says("B1", "PR-01", proposal, { author: "B2" })
    const half = { ...decision, readBack: "PR-01 area=zone:K-12" }
    expect(prepared(scene, "DC-01", half)).toMatchObject({ code: "statement/refused" })
  })
})

describe("taking something back", () => {
  test("is for its author, and once", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    const cancel = { ref: idOf(launch), cause: "error" }
    expect(prepared(scene, "CR-03", cancel)).toMatchObject({ ok: true })
    scene.says("A1", "CR-03", cancel)
    expect(prepared(scene, "CR-03", cancel)).toMatchObject({ code: "statement/refused" })
  })
})

describe("a stand-by", () => {
  test.each([
    [-minute, "that time has passed"],
    [16 * minute, "at FLASH a stand-by ends within 15 min"],
  ])("%d ms away is refused: %s", (ms, detail) => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    const held = prepared(scene, "AK-04", { ref: idOf(launch), until: until(scene, ms) })
    expect(held).toMatchObject({ ok: false, detail })
  })

  test("is refused for the fifth time", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    for (let n = 1; n <= 4; n += 1) {
      scene.reports("A1", launch, { kind: "stand-by", until: scene.story.now + minute })
      scene.later(1_000)
    }
    const held = prepared(scene, "AK-04", { ref: idOf(launch), until: until(scene, minute) })
    expect(held).toMatchObject({ ok: false, detail: "it was held 4 times: answer now" })
  })
})

describe("a stage that has something to say", () => {
  test("[STG9] is not signed without a statement about its message", () => {
    const scene = new Scene()
    const launch = idOf(scene.launch("B1"))
    const said = { kind: "answered" } as const
    const letter = {
      precedence: "FLASH",
      owes: [],
      references: [],
      payload: new Uint8Array(),
    } as const
    for (const each of [undefined, letter]) {
      expect(scene.acts.report(launch, said, each, scene.now)).toMatchObject({ code: "stage/form" })
    }
    const referring = { ...letter, references: [launch] }
    expect(scene.acts.report(launch, said, referring, scene.now)).toMatchObject({ ok: true })
  })

  test("[STG9] about what was read back goes beside a statement that refers to that message too", () => {
    const scene = new Scene()
    const launch = scene.launch()
    const values = "NT-05 count=1; impactArea=zone:K-12; timeToImpact=30"
    const back = scene.says("B1", "AK-02", { ref: idOf(launch), values })
    scene.reports("B1", launch, "read-back", { substance: idOf(back) })
    const judged = prepared(scene, "AK-06", { ref: idOf(back), differing: "ALL-CORRECT" })
    expect(judged).toMatchObject({
      value: {
        letter: { references: [idOf(back), idOf(launch)] },
        follow: { message: idOf(launch), fact: { kind: "confirmed" } },
      },
    })
  })
})

describe("the catalogue", () => {
  const charter = {
    ...line.charter.core,
    catalogue: { version: "1.0", hash: catalogueHash() },
    languages: { A: "en", B: "ar" },
  }

  test("is good for an exercise, reviewed or not", () => {
    expect(catalogueFault(charter)).toBeUndefined()
  })

  const otherHash = branded<Hash>("0".repeat(64))

  test.each([
    ["another one", { ...charter, catalogue: { version: "1.0", hash: otherHash } }],
    ["texts that nobody has reviewed", { ...charter, mode: "live" as const }],
    ["a language without texts", { ...charter, languages: { A: "en", B: "tlh" } }],
  ])("lets nothing be said with %s", (_name, other) => {
    expect(catalogueFault(other)?.code).toBe("statement/refused")
  })
})
