// The log as screens and `parley log show` ask for it: pages of facts, the line of time, the proof.

import { describe, expect, test } from "vitest"

import { facts } from "../../../../client/runtime/requests/facts.ts"
import { LogBook } from "../../../../client/runtime/requests/log-book.ts"
import type { ProofForm } from "../../../../client/runtime/requests/log-forms.ts"
import { Proof } from "../../../../client/runtime/requests/proof.ts"
import { timeline } from "../../../../client/runtime/requests/timeline.ts"
import type { DeskWork } from "../../../../client/runtime/requests/desk-work.ts"
import { isoTime } from "../../../../client/runtime/times.ts"
import { keys } from "../../../../client/sdk/store-layout.ts"
import { stepIdOf } from "../../../../shared/line/deadlines.ts"
import { idOf, line, minute, Scene } from "../../sdk-view/scene.ts"
import { deskWithJournals } from "./desk-at-rest.ts"

const everything = { from: 0, limit: 100 }
const always = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }

/** A line with its documents, a launch that was received and read late, and a step of its ladder. */
function talkedOn(): Scene {
  const scene = new Scene()
  for (const document of [line.charter, line.rosters.A, line.rosters.B]) {
    scene.admit(document)
    scene.later(1)
  }
  const launch = scene.launch("A1")
  scene.later(400)
  scene.reports("B1", launch, "received")
  scene.later(30_000)
  scene.records({
    kind: "overdue",
    step: stepIdOf(idOf(launch), "read", 0),
    message: idOf(launch),
    demand: "read",
    number: 0,
    action: "repeat",
    dueAt: scene.story.now,
    presence: [],
  })
  scene.later(minute)
  scene.reports("B1", launch, "read")
  return scene
}

async function proven(work: DeskWork): Promise<ProofForm> {
  const proof = new Proof(work, 0)
  let form = await proof.step({ anew: true })
  while (form.phase !== "done") form = await proof.step({ anew: false })
  return form
}

describe("a page of the log", () => {
  test("[LGS1] has each fact once, with its places, their bounds, and what was said", async () => {
    const scene = talkedOn()
    const work = await deskWithJournals(scene)
    const page = await facts(work, new LogBook(work), everything)
    expect(page.facts.map(({ kind, stage }) => stage ?? kind)).toEqual([
      "charter",
      "roster",
      "roster",
      "envelope",
      "received",
      "overdue",
      "read",
    ])
    const [envelope] = page.facts.slice(3)
    expect(envelope).toMatchObject({
      serial: "A1-0001",
      code: "NT-05",
      params: { timeToImpact: "30" },
      relays: {
        [line.relays.N.relay]: { epoch: 1, index: 3, boundMs: 10 },
        [line.relays.S.relay]: { epoch: 1, index: 3, boundMs: 10 },
      },
    })
    expect(page).toMatchObject({ total: 7, line: line.line })
    expect(Object.values(page.relays).toSorted()).toEqual(["relay A", "relay B"])
  })

  test("[LGS1] is a part of the whole, and grows with it", async () => {
    const work = await deskWithJournals(talkedOn())
    const book = new LogBook(work)
    const page = await facts(work, book, { from: 2, limit: 2 })
    expect(page.facts.map(({ kind }) => kind)).toEqual(["roster", "envelope"])
    expect((await facts(work, book, { from: 7, limit: 2 })).facts).toEqual([])
  })

  test("[LGS1] names a message by its serial when it has left memory", async () => {
    const work = await deskWithJournals(talkedOn())
    const { union } = work.parts
    union.restore({ ...union.state, rows: new Map() })
    const page = await facts(work, new LogBook(work), everything)
    expect(page.facts.at(-1)).toMatchObject({ stage: "read", serial: "A1-0001" })
  })

  test("[LGS2] comes with how much of the journals is in it", async () => {
    const work = await deskWithJournals(talkedOn())
    expect(await facts(work, new LogBook(work), everything)).toMatchObject({ read: 14, of: 14 })
  })

  test("[LGS1] marks what a relay admitted and the rules refuse", async () => {
    const scene = talkedOn()
    const work = await deskWithJournals(scene)
    const { link } = scene.launch("A1").core
    work.runtime.act(({ parts }) => {
      parts.out.store({ key: keys.chain(link.from, link.seq - 1), value: undefined })
    })
    await work.runtime.settled()
    const { facts: page } = await facts(work, new LogBook(work), everything)
    expect(page.map(({ counts }) => counts)).toEqual([
      ...Array.from({ length: 3 }, () => undefined),
      false,
      ...Array.from({ length: 3 }, () => undefined),
    ])
  })

  test("holds an id that two messages use under no serial", async () => {
    const scene = talkedOn()
    scene.later(1)
    const first = scene.launch("A1", "20")
    scene.launch("B1", "20", { message: idOf(first) })
    const work = await deskWithJournals(scene)
    const page = await facts(work, new LogBook(work), everything)
    expect(page.facts.slice(-2).map(({ serial }) => serial)).toEqual([null, null])
  })
})

describe("[LGS3] the line of time", () => {
  test("has every message and step, and durations within one journal", async () => {
    const scene = talkedOn()
    const work = await deskWithJournals(scene)
    const found = await timeline(work, new LogBook(work), always)
    const at = isoTime(scene.story.now - minute - 30_400)
    expect(found).toMatchObject({
      messages: [{ at, serial: "A1-0001", direction: "out", precedence: "FLASH" }],
      messagesBefore: 0,
      flashes: 1,
      steps: [{ serial: "A1-0001", demand: "read", action: "repeat" }],
      delivered: [{ at, ms: 400 }],
      acknowledged: [{ at, ms: minute + 30_400 }],
    })
  })

  test("leaves out what is of another time", async () => {
    const scene = talkedOn()
    const work = await deskWithJournals(scene)
    const later = { fromMs: scene.story.now - minute, toMs: scene.story.now }
    const found = await timeline(work, new LogBook(work), later)
    expect([found.messages, found.delivered]).toEqual([[], []])
    expect(found.steps).toHaveLength(1)
  })

  test("takes no duration across two journals", async () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "30", { at: ["N"] })
    scene.later(400)
    scene.reports("B1", launch, "received", { at: ["S"] })
    const work = await deskWithJournals(scene)
    expect((await timeline(work, new LogBook(work), always)).delivered).toEqual([])
  })

  test("has the words of both sides as they stood at each instant", async () => {
    const scene = new Scene()
    scene.tension("A1", "watchful")
    scene.later(minute)
    const grave = scene.tension("B1", "grave")
    scene.later(minute)
    scene.says(
      "B1",
      "CR-03",
      { ref: idOf(grave), cause: "error" },
      { precedence: "PRIORITY", author: "B2" },
    )
    const work = await deskWithJournals(scene)
    const { tension } = await timeline(work, new LogBook(work), always)
    expect(tension.ours.map(({ level }) => level)).toEqual(["watchful"])
    expect(tension.theirs.map(({ level }) => level)).toEqual(["grave", null])
  })
})

describe("[LGS4] the proof", () => {
  test("is the audit of every copy from its newest signed head", async () => {
    const { audit, held } = await proven(await deskWithJournals(talkedOn()))
    expect(audit).toMatchObject({ verified: true, line: line.line, faults: [], refused: [] })
    expect(audit?.journals.map(({ proven: size, entries }) => [size, entries])).toEqual([
      [7, 7],
      [7, 7],
    ])
    expect(held.map(({ size }) => size)).toEqual([7, 7])
  })

  test("says what no signed head covers", async () => {
    const work = await deskWithJournals(talkedOn())
    work.runtime.act(({ parts }) => {
      const [link] = parts.links.values()
      if (link === undefined) throw new Error("no relay")
      parts.out.store(
        ...link.copy.append({ index: 7, entry: Uint8Array.of(1), enclosure: new Uint8Array(0) }),
      )
    })
    const { audit, held } = await proven(work)
    expect(audit?.journals.map(({ proven: size }) => size)).toEqual([7, 7])
    expect(held.map(({ size }) => size)).toEqual([8, 7])
  })

  test("[LGS2] says how far it is, and begins anew where that is asked", async () => {
    const work = await deskWithJournals(talkedOn())
    const proof = new Proof(work, 0)
    const phases = new Set<string>()
    for (let form = await proof.step({ anew: true }); ; form = await proof.step({ anew: false })) {
      phases.add(form.phase)
      if (form.phase === "done") break
    }
    expect([...phases]).toEqual(["reading", "judging", "done"])
    expect((await proof.step({ anew: true })).phase).toBe("reading")
  })
})
