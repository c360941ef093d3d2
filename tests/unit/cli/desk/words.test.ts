import { describe, expect, test } from "vitest"

import { eventWords } from "../../../../client/cli/desk/event-words.ts"
import type { NoticeForm } from "../../../../client/runtime/requests/event.ts"
import type { MessageForm } from "../../../../client/runtime/requests/message-form.ts"
import { messageJson } from "../../../../client/runtime/requests/message-json.ts"
import { messageWords, type Page } from "../../../../client/cli/desk/message-words.ts"
import { paletteOf } from "../../../../client/cli/output/palette.ts"
import type { ParsedEnvelope } from "../../../../shared/records/parsed.ts"
import { idOf, line, minute, Scene } from "../../sdk-view/scene.ts"

function formOf(scene: Scene, about: ParsedEnvelope): MessageForm {
  const form = messageJson(scene.conversation, idOf(about), scene.now)
  if (form === undefined) throw new Error("nothing to see")
  return form
}

function pageOf(scene: Scene): Page {
  return { palette: paletteOf(false), columns: 100, now: scene.story.now }
}

function wordsOf(scene: Scene, about: ParsedEnvelope): string {
  return messageWords(formOf(scene, about), pageOf(scene))
}

function told(scene: Scene, notice: NoticeForm, about?: ParsedEnvelope): string {
  const message = about === undefined ? undefined : formOf(scene, about)
  return eventWords(notice, { message, status: undefined }, pageOf(scene))
}

describe("a message in words", () => {
  test("tells precedence by shape and word, who, what, and where it stands", () => {
    const scene = new Scene()
    const [head, text] = wordsOf(scene, scene.tension("B1")).split("\n")
    expect(head).toBe("◇ PRIORITY  B1-0001  IN from B1  TN-01 Tension level  ! NEW written by B2")
    expect(text).toBe("  DECLARE. Our tension level: watchful. [en UNREVIEWED]")
  })

  test("tells each stage with its time, by whom, and where it is written", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(12_000)
    scene.reports("B1", launch, "read", { at: ["N"] })
    expect(wordsOf(scene, launch)).toContain(
      "● read           13:00:12Z (12 s)  B1 duty  relay A #1",
    )
  })

  test("warns of what was not properly released", () => {
    const scene = new Scene()
    const alone = scene.says("B1", "TN-01", { level: "grave" }, { precedence: "PRIORITY" })
    expect(wordsOf(scene, alone)).toContain("✕ not properly released: it needs two officers")
  })

  test("counts down to what is open, and then counts up", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.reports("B1", launch, "received")
    scene.later(20_000)
    expect(wordsOf(scene, launch)).toContain("due: acknowledgement in 40 s")
    scene.later(60_000)
    expect(wordsOf(scene, launch)).toContain("due: acknowledgement 20 s late")
    expect(wordsOf(scene, launch)).toContain("! OVERDUE")
    expect(wordsOf(scene, launch)).toContain("rings again (by our clock)")
  })

  test("says what became of it by its author's word", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    scene.says("B1", "CR-03", { ref: idOf(launch), cause: "unconfirmed" })
    expect(wordsOf(scene, launch)).toContain("DO NOT ACT UNTIL CONFIRMED")
  })
})

describe("an event in words", () => {
  test("of an arrival says what to do", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    const words = told(scene, { kind: "arrived", message: idOf(launch) }, launch)
    expect(words).toMatch(/^13:00:00Z NEW\n■ FLASH {2}B1-0001/u)
    expect(words).toContain("Acknowledge: parley ack B1-0001")
  })

  test("of a stage tells that stage", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.reports("B1", launch, "read")
    const fact = { kind: "read", role: "duty" }
    const notice: NoticeForm = { kind: "stage", message: idOf(launch), from: "b", fact }
    expect(told(scene, notice, launch)).toContain("A1-0001 ● read")
  })

  test("that only a machine of ours received it is no news", () => {
    const scene = new Scene()
    const launch = scene.launch("B1")
    scene.reports("A1", launch, "received")
    const fact = { kind: "received" }
    const notice: NoticeForm = { kind: "stage", message: idOf(launch), from: "a", fact }
    expect(told(scene, notice, launch)).toBe("")
  })

  test("of a step says whose clock it was", () => {
    const scene = new Scene()
    const launch = scene.launch("A1")
    scene.later(minute)
    const [step] = formOf(scene, launch).steps
    const point = {
      step: step?.step ?? "",
      message: idOf(launch),
      demand: "read",
      number: 0,
      action: "repeat",
      dueAt: scene.story.now,
    }
    const relay = line.relays.N.relay
    const words = told(scene, { kind: "overdue", point, by: "our-clock", relay }, launch)
    expect(words).toContain("A1-0001 (ours)")
    expect(words).toContain("(by our clock)")
  })

  test.each<[NoticeForm, string]>([
    [
      { kind: "circuit-down", relay: "79c4", code: "wire/silent" },
      "circuit to relay 79c4 is down (wire/silent)",
    ],
    [
      { kind: "violation", relay: "79c4", code: "log/forged", detail: "another root" },
      "✕ VIOLATION at relay 79c4",
    ],
    [{ kind: "stopped-signing", detail: "the store went back" }, "SIGNS NOTHING MORE"],
    [{ kind: "unsendable", code: "envelope/form", detail: "too large" }, "✕ DROPPED"],
  ])("%j says so", (notice, words) => {
    expect(told(new Scene(), notice)).toContain(words)
  })

  test("of numbering and acceptance is for machines", () => {
    expect(told(new Scene(), { kind: "accepted", message: "m", relay: "r", index: 1 })).toBe("")
  })

  test("about a message that is gone is told by nobody", () => {
    expect(told(new Scene(), { kind: "arrived", message: "m" })).toBe("")
  })
})
