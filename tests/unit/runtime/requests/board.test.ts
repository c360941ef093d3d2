// What stands now, as a desk shows it.

import { describe, expect, test } from "vitest"

import { board } from "../../../../client/runtime/requests/board.ts"
import type { BoardForm } from "../../../../client/runtime/requests/board-forms.ts"
import { isoTime } from "../../../../client/runtime/times.ts"
import { idOf, minute, Scene } from "../../sdk-view/scene.ts"
import { deskAtRest } from "./desk-at-rest.ts"

const two = { author: "B2" } as const

async function boardOf(scene: Scene): Promise<BoardForm> {
  return board(await deskAtRest(scene), { language: null })
}

/** An announced test of theirs in a window that ends so many minutes from now. */
function announced(scene: Scene, minutes: number): ReturnType<Scene["says"]> {
  const window = [-minute, minutes * minute].map((ms) =>
    isoTime(Math.floor((scene.story.now + ms) / 1_000) * 1_000),
  )
  return scene.says(
    "B1",
    "NT-01",
    {
      object: "uav",
      count: "2",
      window: window.map((at) => at.replace(".000Z", "Z")).join("/"),
      launchArea: "circle:28.5,71.9:25km",
      bearing: "45",
      impactArea: "zone:K-12",
      maxAltitude: "12000",
    },
    { precedence: "ROUTINE", ...two },
  )
}

describe("[BRD1] the board", () => {
  test("has what each side has said that stands, in two columns", async () => {
    const scene = new Scene()
    scene.launch("A1")
    announced(scene, 600)
    const { ours, theirs } = await boardOf(scene)
    expect(ours).toMatchObject([
      { serial: "A1-0001", code: "NT-05", standing: "in-force", until: null },
    ])
    expect(theirs).toMatchObject([{ serial: "B1-0001", code: "NT-01", expires: false }])
    expect(theirs[0]?.texts.map(({ language }) => language)).toEqual(["en", "ar"])
  })

  test("has the values that count, and the serial of the correction", async () => {
    const scene = new Scene()
    const told = announced(scene, 600)
    scene.later(1_000)
    scene.says(
      "B1",
      "CR-01",
      { ref: idOf(told), changes: "NT-01 count=3" },
      { precedence: "ROUTINE", ...two },
    )
    const [standing] = (await boardOf(scene)).theirs
    expect(standing?.corrections).toEqual(["B1-0002"])
    expect(standing?.texts[0]?.pieces.find(({ field }) => field === "count")?.text).toBe("3")
  })

  test("says how much it has no room for, and shows the newest", async () => {
    const scene = new Scene()
    for (let i = 0; i < 52; i += 1) {
      scene.launch("A1")
      scene.later(1_000)
    }
    const { ours, more } = await boardOf(scene)
    expect([ours[0]?.serial, ours.length, more]).toEqual(["A1-0052", 50, { ours: 2, theirs: 0 }])
  })

  test("has not what was cancelled, nor what has ended", async () => {
    const scene = new Scene()
    const told = announced(scene, 600)
    announced(scene, 10)
    scene.later(11 * minute)
    scene.says(
      "B1",
      "CR-03",
      { ref: idOf(told), cause: "error" },
      { precedence: "ROUTINE", ...two },
    )
    expect((await boardOf(scene)).theirs).toEqual([])
  })
})

test("[BRD2] what ends soon is marked and stands first", async () => {
  const scene = new Scene()
  announced(scene, 600)
  announced(scene, 20)
  const { theirs } = await boardOf(scene)
  expect(theirs.map(({ serial, expires }) => [serial, expires])).toEqual([
    ["B1-0002", true],
    ["B1-0001", false],
  ])
})

describe("[BRD3] before it stands", () => {
  test("nothing, where nothing contradicts anything", async () => {
    const scene = new Scene()
    scene.launch("A1")
    const { contradictions, questions } = await boardOf(scene)
    expect([contradictions, questions]).toEqual([[], []])
  })

  test("what its author asks nobody to act on", async () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    scene.says("B1", "CR-03", { ref: idOf(launch), cause: "unconfirmed" })
    const found = await boardOf(scene)
    expect(found.theirs).toMatchObject([{ standing: "held" }])
    expect(found.contradictions).toMatchObject([{ kind: "held", serials: ["B1-0001"] }])
  })

  test("what its reader contests", async () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    scene.reports("A1", launch, { kind: "contested", role: "duty" })
    expect((await boardOf(scene)).contradictions).toMatchObject([
      { kind: "contested", serials: ["B1-0001"] },
    ])
  })

  test("a read-back that differs", async () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    const values = "NT-05 count=2; impactArea=zone:K-12; timeToImpact=30"
    const back = scene.says("B1", "AK-02", { ref: idOf(launch), values })
    scene.reports("B1", launch, "read-back", { substance: idOf(back) })
    expect((await boardOf(scene)).contradictions).toMatchObject([
      { kind: "differs", serials: ["A1-0001"] },
    ])
  })

  test("what would bind and does not count, with its fault", async () => {
    const scene = new Scene()
    announced(scene, 600)
    scene.says("B1", "NT-07", seen, { precedence: "FLASH" })
    const found = await boardOf(scene)
    expect(found.contradictions).toEqual([
      { kind: "faulty", serials: ["B1-0002"], details: ["officers"] },
    ])
    expect(found.theirs).toHaveLength(1)
  })
})

const seen = {
  object: "uav",
  count: "1",
  position: "28.5312,71.9034±500",
  at: "2026-01-05T12:59:00Z",
  bearing: "45",
  speed: "UNKNOWN",
  altitude: "UNKNOWN",
  confidence: "assessed",
}
const { count: _count, confidence: _confidence, ...asked } = seen

describe("[BRD4] a question", () => {
  test("stands until it is answered", async () => {
    const scene = new Scene()
    const question = scene.says("A1", "QY-01", asked, { precedence: "FLASH", author: "A2" })
    expect((await boardOf(scene)).questions).toMatchObject([{ serial: "A1-0001", side: "ours" }])
    scene.says("B1", "EX-01", {
      ref: idOf(question),
      ownership: "unknown",
      object: "uav",
      confidence: "assessed",
    })
    expect((await boardOf(scene)).questions).toEqual([])
  })

  test("[BRD3] answered twice and differently is a contradiction", async () => {
    const scene = new Scene()
    const question = scene.says("A1", "QY-01", asked, { precedence: "FLASH", author: "A2" })
    for (const ownership of ["unknown", "ours"]) {
      scene.later(1_000)
      scene.says("B1", "EX-01", {
        ref: idOf(question),
        ownership,
        object: "uav",
        confidence: "assessed",
      })
    }
    expect((await boardOf(scene)).contradictions).toEqual([
      { kind: "answers", serials: ["B1-0001", "B1-0002"], details: ["ownership"] },
    ])
  })
})

test("[BRD5] a statement's places come in degrees and metres, a zone by its name", async () => {
  const scene = new Scene()
  announced(scene, 600)
  const [standing] = (await boardOf(scene)).theirs
  expect(standing?.places).toEqual([
    {
      field: "launchArea",
      kind: "circle",
      points: [{ latitude: 28.5, longitude: 71.9 }],
      radius: 25_000,
      text: "circle:28.5,71.9:25km",
    },
    { field: "impactArea", kind: "zone", points: [], radius: null, text: "zone:K-12" },
  ])
})
