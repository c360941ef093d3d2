import { describe, expect, test } from "vitest"

import { stepIdOf } from "../../../shared/line/deadlines.ts"
import { idOf, line, minute, Scene } from "./scene.ts"

const second = 1_000

describe("the state of a message of ours", () => {
  test("[VIEW1] is what somebody signed, and no more", () => {
    const scene = new Scene()
    const launch = scene.launch()
    expect(scene.view(launch).state).toBe("sent")
    scene.reports("B1", launch, "received")
    expect(scene.view(launch).state).toBe("on-their-desk")
    scene.reports("B1", launch, "read")
    expect(scene.view(launch).state).toBe("acknowledged")
  })

  test("says cannot-open where that is all that is known", () => {
    const scene = new Scene()
    const launch = scene.launch()
    scene.reports("B1", launch, "cannot-open")
    expect(scene.view(launch).state).toBe("cannot-open")
    scene.reports("B2", launch, "received")
    expect(scene.view(launch).state).toBe("on-their-desk")
  })

  test("is closed when nothing is owed any more", () => {
    const scene = new Scene()
    const tension = scene.tension()
    scene.reports("B1", tension, "read")
    expect(scene.view(tension)).toMatchObject({ state: "closed", open: [] })
  })

  test("keeps a no in its word", () => {
    const scene = new Scene()
    const query = scene.says(
      "A1",
      "QY-05",
      {
        said: "text:We close the strait",
        at: "2026-01-05T12:00:00Z",
        medium: "radio",
      },
      { precedence: "IMMEDIATE" },
    )
    scene.reports("B1", query, "declined")
    expect(scene.view(query).state).toBe("declined")
  })

  test("is a stand-by while they hold it", () => {
    const scene = new Scene()
    const query = scene.says(
      "A1",
      "QY-05",
      {
        said: "text:We close the strait",
        at: "2026-01-05T12:00:00Z",
        medium: "radio",
      },
      { precedence: "IMMEDIATE" },
    )
    scene.reports("B1", query, { kind: "stand-by", until: scene.story.now + 10 * minute })
    expect(scene.view(query).state).toBe("stand-by")
  })
})

describe("a read-back", () => {
  const values = "NT-05 count=1; impactArea=zone:K-12; timeToImpact=30"

  test("waits for the author, and is then confirmed", () => {
    const scene = new Scene()
    const launch = scene.launch()
    const back = scene.says("B1", "AK-02", { ref: idOf(launch), values })
    scene.reports("B1", launch, "read-back", { substance: idOf(back) })
    expect(scene.view(launch).state).toBe("read-back")
    const references = [idOf(back), idOf(launch)]
    const judgement = { ref: idOf(back), differing: "ALL-CORRECT" }
    const judged = scene.says("A1", "AK-06", judgement, { references })
    scene.reports("A1", launch, "confirmed", { substance: idOf(judged) })
    expect(scene.view(launch)).toMatchObject({ state: "confirmed", open: ["authority"] })
  })

  test("that differs says so, whatever the author has said yet", () => {
    const scene = new Scene()
    const launch = scene.launch()
    const wrong = values.replace("count=1", "count=2")
    const back = scene.says("B1", "AK-02", { ref: idOf(launch), values: wrong })
    scene.reports("B1", launch, "read-back", { substance: idOf(back) })
    expect(scene.view(launch).state).toBe("read-back-differs")
  })
})

describe("the state of a message of theirs", () => {
  test("is new until an officer of ours has read it", () => {
    const scene = new Scene()
    const tension = scene.tension("B1")
    scene.reports("A1", tension, "received")
    expect(scene.view(tension)).toMatchObject({ state: "new", isOurs: false })
    scene.reports("A1", tension, "read")
    expect(scene.view(tension).state).toBe("closed")
  })

  test("is answer-due once it is read", () => {
    const scene = new Scene()
    const query = scene.says(
      "B1",
      "QY-02",
      {
        area: "zone:K-12",
        window: "2026-01-05T12:00:00Z/2026-01-05T13:00:00Z",
        object: "fighter",
        facts: "firing",
      },
      { precedence: "IMMEDIATE" },
    )
    scene.reports("A1", query, "read")
    expect(scene.view(query).state).toBe("answer-due")
  })

  test("names what is wrong with it", () => {
    const scene = new Scene()
    const alone = scene.says("B1", "TN-01", { level: "grave" }, { precedence: "PRIORITY" })
    expect(scene.view(alone).verdict?.faults).toEqual(["officers"])
  })
})

describe("stages", () => {
  test("[VIEW2] take their time within one journal each", () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "30", { at: ["N"] })
    scene.later(2 * second)
    scene.admit(launch, ["S"])
    scene.later(3 * second)
    scene.reports("B1", launch, "read")
    const [read] = scene.view(launch).stages
    expect(read?.at.map(({ relay, afterMs }) => [relay, afterMs])).toEqual(
      [
        [line.relays.N.relay, 5 * second],
        [line.relays.S.relay, 3 * second],
      ].toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    )
  })

  test("[VIEW13] of one device and one millisecond stand in the order in which they were signed", () => {
    const scene = new Scene()
    // Eight messages: records that stood in the order of their hashes would stand wrong among them.
    const orders = Array.from({ length: 8 }, () => {
      const launch = scene.launch("A1")
      scene.reports("B1", launch, "received")
      scene.reports("B1", launch, "read")
      return scene.view(launch).stages.map(({ fact }) => fact.kind)
    })
    expect(orders).toEqual(Array.from({ length: 8 }, () => ["received", "read"]))
  })

  test("[VIEW2] take none where they came to a relay before the message did", () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "30", { at: ["N"] })
    scene.later(second)
    scene.reports("B1", launch, "received")
    scene.later(second)
    scene.admit(launch, ["S"])
    const [received] = scene.view(launch).stages
    expect(new Map(received?.at.map(({ relay, afterMs }) => [relay, afterMs]))).toEqual(
      new Map([
        [line.relays.N.relay, second],
        [line.relays.S.relay, undefined],
      ]),
    )
  })

  test("[VIEW3] count only where the statement beside them says the same", () => {
    const scene = new Scene()
    const launch = scene.launch()
    const given = { ref: idOf(launch), level: "minister", at: "2026-01-05T13:00:00Z" }
    const counting = (["head-of-government", "minister"] as const).map((level) => {
      const passed = scene.says("B1", "AK-05", given)
      scene.reports("B1", launch, { kind: "passed", level }, { substance: idOf(passed) })
      return scene.view(launch).stages.filter(({ counts }) => counts).length
    })
    expect(counting).toEqual([0, 1])
  })

  test("of the wrong side do not count", () => {
    const scene = new Scene()
    const launch = scene.launch()
    scene.reports("A2", launch, "read")
    expect(scene.view(launch)).toMatchObject({ state: "sent", stages: [{ counts: false }] })
  })
})

describe("what is due", () => {
  test("is shown by this device's clock, demand by demand", () => {
    const scene = new Scene()
    const launch = scene.launch()
    const base = scene.story.now
    const due = Object.fromEntries(
      scene.view(launch).demands.map(({ demand, dueAt }) => [demand, dueAt]),
    )
    expect(due).toEqual({
      received: base + 5 * second,
      read: base + minute,
      understood: base + 3 * minute,
      authority: base + 10 * minute,
    })
  })

  test("[VIEW4] is never later than a third of the time to impact", () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "6")
    const authority = scene.view(launch).demands.find(({ demand }) => demand === "authority")
    expect(authority?.dueAt).toBe(scene.story.now + 2 * minute)
  })

  test("is overdue by our own clock before any relay says so, under the same name", () => {
    const scene = new Scene()
    const launch = scene.launch()
    scene.later(31 * second)
    const { isOverdue, steps } = scene.view(launch)
    expect(isOverdue).toBe(true)
    const own = steps.filter(({ demand, at }) => demand === "read" && at.length === 0)
    expect(own.map(({ step }) => step)).toContain(
      stepIdOf(idOf(launch), "read", own[0]?.number ?? -1),
    )
  })
})

describe("a message", () => {
  test("that was not opened here is shown without content", () => {
    const scene = new Scene()
    const launch = scene.launch("B1", "30", { isOpen: false })
    expect(scene.view(launch)).toMatchObject({
      content: undefined,
      state: "new",
      serial: "B1-0001",
    })
  })

  test("shows where it stands in each journal", () => {
    const scene = new Scene()
    scene.records({ kind: "clock", jumpMs: 9_000 }, ["N"])
    const launch = scene.launch()
    const indexes = scene.view(launch).heldAt.map(({ index }) => index)
    expect(new Set(indexes)).toEqual(new Set([0, 1]))
  })

  test("that its author cancelled says so", () => {
    const scene = new Scene()
    const launch = scene.launch()
    scene.says("A1", "CR-03", { ref: idOf(launch), cause: "error" })
    expect(scene.view(launch).fate).toBe("cancelled")
  })
})
