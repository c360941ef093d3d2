import { describe, expect, test } from "vitest"

import {
  acknowledge,
  comparison,
  judgeReadBack,
  readBack,
  readBackFields,
} from "../../../../client/runtime/requests/reading.ts"
import { failureOf } from "../../cli/failing.ts"
import { idOf, Scene } from "../../sdk-view/scene.ts"
import { deskAtRest, impatient, waiting } from "./desk-at-rest.ts"

const given = { count: "1", impactArea: "zone:K-12", timeToImpact: "30" }
const back = "NT-05 count=1; impactArea=zone:K-12; timeToImpact=30"

describe("acknowledging", () => {
  test("is the stage alone, by an officer", async () => {
    const scene = new Scene()
    scene.launch("B1")
    const work = await deskAtRest(scene)
    const asked = { serial: "b1-1", contested: false, comesWithinMs: 0 }
    const { accepted, message } = await acknowledge(work, asked, impatient)
    expect(accepted).toBe(false)
    expect(message.serial).toBe("B1-0001")
    expect(waiting(work)).toEqual([["read"]])
  })

  test("of one's own message is refused", async () => {
    const scene = new Scene()
    scene.launch("A1")
    const work = await deskAtRest(scene)
    const asked = { serial: "A1-0001", contested: false, comesWithinMs: 0 }
    const failure = await failureOf(acknowledge(work, asked, impatient))
    expect(failure.code).toBe("stage/form")
    expect(waiting(work)).toEqual([])
  })
})

describe("reading back", () => {
  test("asks for the critical fields, and not for their values", async () => {
    const scene = new Scene()
    scene.launch("B1")
    const asked = await readBackFields(await deskAtRest(scene), { serial: "B1-0001" }, impatient)
    expect(asked.code).toBe("NT-05")
    expect(asked.fields.map(({ name }) => name)).toEqual(Object.keys(given))
    expect(JSON.stringify(asked)).not.toContain('K-12"')
  })

  test("sends the officer's values, and the stage that names them", async () => {
    const scene = new Scene()
    scene.launch("B1")
    const work = await deskAtRest(scene)
    const params = { ...given, count: "7" }
    const { message } = await readBack(work, { serial: "B1-0001", params }, impatient)
    expect(message.params["values"]).toContain("count=7")
    expect(waiting(work)).toEqual([["envelope", "read-back"]])
  })

  test.each([
    ["too little", { count: "1" }],
    ["too much", { ...given, armed: "no" }],
  ])("with %s is refused", async (_what, params) => {
    const scene = new Scene()
    scene.launch("B1")
    const work = await deskAtRest(scene)
    const failure = await failureOf(readBack(work, { serial: "B1-0001", params }, impatient))
    expect(failure.code).toBe("cli/input")
    expect(waiting(work)).toEqual([])
  })

  test("of what is only to be read is refused", async () => {
    const scene = new Scene()
    scene.tension("B1")
    const asked = { serial: "B1-0001", params: {} }
    const failure = await failureOf(readBack(await deskAtRest(scene), asked, impatient))
    expect(failure.message).toContain("acknowledge it with ack")
  })
})

function readBackBy(values: string): Scene {
  const scene = new Scene()
  const launch = scene.launch("A1")
  const said = scene.says("B1", "AK-02", { ref: idOf(launch), values })
  scene.reports("B1", launch, "read-back", { substance: idOf(said) })
  return scene
}

describe("judging a read-back", () => {
  test("shows both values side by side, and what the machine found", async () => {
    const work = await deskAtRest(readBackBy(back.replace("count=1", "count=7")))
    const { readBack: seen } = await comparison(work, { serial: "A1-0001" }, impatient)
    expect(seen?.fields).toMatchObject([
      { field: "count", said: "1", given: "7", same: false },
      { field: "impactArea", same: true },
      { field: "timeToImpact", same: true },
    ])
  })

  test("[CLI8] cannot confirm what differs", async () => {
    const work = await deskAtRest(readBackBy(back.replace("count=1", "count=7")))
    const asked = { serial: "A1-0001", differing: [] }
    const failure = await failureOf(judgeReadBack(work, asked, impatient))
    expect(failure).toMatchObject({ code: "cli/refused" })
    expect(failure.message).toContain("count")
    expect(waiting(work)).toEqual([])
  })

  test("confirms what is equal, by the serial of either message", async () => {
    for (const serial of ["A1-0001", "B1-0001"]) {
      const work = await deskAtRest(readBackBy(back))
      await judgeReadBack(work, { serial, differing: [] }, impatient)
      expect(waiting(work)).toEqual([["envelope", "confirmed"]])
    }
  })

  test("may find a difference where the machine finds none", async () => {
    const work = await deskAtRest(readBackBy(back))
    const asked = { serial: "A1-0001", differing: ["impactArea", "2"] }
    const { message } = await judgeReadBack(work, asked, impatient)
    expect(message.params["differing"]).toBe("2,6")
    expect(waiting(work)).toEqual([["envelope", "differs"]])
  })

  test("needs a read-back", async () => {
    const scene = new Scene()
    scene.launch("A1")
    const asked = { serial: "A1-0001", differing: [] }
    const failure = await failureOf(judgeReadBack(await deskAtRest(scene), asked, impatient))
    expect(failure.message).toBe("nobody has read A1-0001 back yet")
  })
})
