import { describe, expect, test } from "vitest"

import {
  drafts,
  giveBack,
  release,
  say,
  takeBack,
} from "../../../../client/runtime/requests/saying.ts"
import type { DeskWork } from "../../../../client/runtime/requests/desk-work.ts"
import { encodeStatement } from "../../../../shared/catalogue/statement.ts"
import { owesOf } from "../../../../shared/catalogue/table.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { failureOf } from "../../cli/failing.ts"
import { idOf, launchValues, Scene, statementOf } from "../../sdk-view/scene.ts"
import { deskAtRest, impatient, waiting } from "./desk-at-rest.ts"

/** The second officer's desk, to which A1's draft of a declaration has come by desk mail. */
async function secondOfficer(): Promise<DeskWork> {
  const author = new Scene("A1")
  const payload = valueOf(encodeStatement(statementOf("TN-01", { level: "grave" })))
  const owes = owesOf("TN-01", "PRIORITY")
  const letter = { precedence: "PRIORITY", owes, references: [], payload } as const
  valueOf(author.acts.requestRelease(letter, author.now))
  const work = await deskAtRest(new Scene("A2"))
  for (const effect of author.parts.out.take()) {
    if (effect.kind !== "store") continue
    for (const { key, value } of effect.writes) {
      if (key.startsWith("request/") && value !== undefined)
        work.parts.mailbox.restoreRequest(value)
    }
  }
  return work
}

describe("saying something", () => {
  const launch = { code: "NT-05", params: launchValues, precedence: null, remark: null } as const

  test("by one officer where that is enough", async () => {
    const work = await deskAtRest(new Scene())
    const { message } = await say(work, launch, impatient)
    expect(message).toMatchObject({ state: "queued", code: "NT-05", precedence: "FLASH" })
    expect(waiting(work)).toEqual([["envelope"]])
  })

  test("an answer takes its stage along", async () => {
    const scene = new Scene()
    const theirs = scene.launch("B1")
    const work = await deskAtRest(scene)
    const params = { ref: idOf(theirs), nextReport: "2026-01-05T14:00:00Z" }
    const answer = { code: "EX-03", params, precedence: null, remark: "Soon." } as const
    const { message } = await say(work, answer, impatient)
    expect(message).toMatchObject({ code: "EX-03", remark: { text: "Soon." } })
    expect(waiting(work)).toEqual([["envelope", "answered"]])
  })

  test("with wrong parameters says which, and holds nothing", async () => {
    const work = await deskAtRest(new Scene())
    const wrong = { ...launch, params: { ...launchValues, count: "many" } }
    const failure = await failureOf(say(work, wrong, impatient))
    expect(failure).toMatchObject({ code: "cli/input" })
    expect(failure.message).toContain("count")
    expect(waiting(work)).toEqual([])
  })
})

describe("the second officer", () => {
  test("sees what to type again, and not what it is beside it", async () => {
    const [draft] = drafts(await secondOfficer())
    expect(draft).toMatchObject({ obstacle: null, retype: ["level"] })
  })

  test.each([
    ["nothing", {}, "cli/input"],
    ["another value", { level: "serious" }, "cli/refused"],
    ["no value at all", { level: "very" }, "cli/input"],
  ])("[CLI9] who types %s releases nothing", async (_what, params, code) => {
    const work = await secondOfficer()
    const failure = await failureOf(release(work, { id: "0", params }, impatient))
    expect(failure.code).toBe(code)
    expect(waiting(work)).toEqual([])
  })

  test("[CLI9] who types the same releases it, with both names on it", async () => {
    const work = await secondOfficer()
    const { message } = await release(work, { id: "0", params: { level: "grave" } }, impatient)
    expect(message).toMatchObject({ code: "TN-01", state: "queued" })
    expect(work.parts.outbox.items[0]?.parts[0]).toMatchObject({ drafted: [{}] })
  })

  test("may give it back, and then nobody releases it", async () => {
    const work = await secondOfficer()
    const { message } = await giveBack(work, { id: "0", reason: "not agreed" }, impatient)
    expect(message.state).toBe("returned")
    expect(drafts(work)).toEqual([])
    const failure = await failureOf(
      release(work, { id: "0", params: { level: "grave" } }, impatient),
    )
    expect(failure.code).toBe("envelope/form")
  })
})

describe("taking back", () => {
  test("is too late once it has been sent", async () => {
    const scene = new Scene()
    scene.launch("A1")
    const work = await deskAtRest(scene)
    const failure = await failureOf(takeBack(work, { id: "A1-0001", reason: "x" }, impatient))
    expect(failure.message).toContain("too late")
  })

  test("of what nobody has is said so", async () => {
    const work = await deskAtRest(new Scene())
    const failure = await failureOf(takeBack(work, { id: "abc", reason: "x" }, impatient))
    expect(failure).toMatchObject({ code: "cli/not-held" })
  })
})
