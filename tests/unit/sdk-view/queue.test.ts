import { describe, expect, test } from "vitest"

import { encodeStatement } from "../../../shared/catalogue/statement.ts"
import { draftViews, queueView } from "../../../client/sdk/view/queue.ts"
import { valueOf } from "../../support/practice-line.ts"
import { launchValues, Scene, statementOf } from "./scene.ts"

function letter(
  code: "NT-05" | "TN-01",
  given: Readonly<Record<string, string>>,
): {
  readonly precedence: "FLASH" | "PRIORITY"
  readonly owes: readonly ["read"]
  readonly references: readonly never[]
  readonly payload: Uint8Array
} {
  const payload = valueOf(encodeStatement(statementOf(code, given)))
  return {
    precedence: code === "NT-05" ? "FLASH" : "PRIORITY",
    owes: ["read"],
    references: [],
    payload,
  }
}

describe("the queue", () => {
  test("[VIEW7] shows what no relay has, and says HELD when the charter's time is over", () => {
    const scene = new Scene()
    valueOf(scene.acts.send(letter("NT-05", launchValues), scene.now))
    expect(queueView(scene.parts, scene.now)).toMatchObject([{ code: "NT-05", state: "queued" }])
    scene.later(5_001)
    expect(queueView(scene.parts, scene.now)).toMatchObject([{ state: "held" }])
  })

  test("puts the most urgent first", () => {
    const scene = new Scene()
    valueOf(scene.acts.send(letter("TN-01", { level: "grave" }), scene.now))
    valueOf(scene.acts.send(letter("NT-05", launchValues), scene.now))
    const codes = queueView(scene.parts, scene.now).map(({ code }) => code)
    expect(codes).toEqual(["NT-05", "TN-01"])
  })

  test("names watch records by their kind", () => {
    const scene = new Scene()
    valueOf(scene.acts.takeWatch("duty", scene.story.now + 1_000, scene.now))
    expect(queueView(scene.parts, scene.now)).toMatchObject([
      { message: undefined, code: undefined, kinds: ["take-watch"] },
    ])
  })
})

describe("drafts", () => {
  test("are not for their author to release", () => {
    const scene = new Scene()
    valueOf(scene.acts.requestRelease(letter("TN-01", { level: "grave" }), scene.now))
    expect(draftViews(scene.parts)).toMatchObject([
      { code: "TN-01", state: "waiting", isOurs: true, obstacle: "own-draft" },
    ])
  })

  test("that were withdrawn wait no longer", () => {
    const scene = new Scene()
    const draft = valueOf(scene.acts.requestRelease(letter("TN-01", { level: "grave" }), scene.now))
    valueOf(scene.acts.takeBack(draft, "second thoughts", scene.now))
    expect(draftViews(scene.parts)).toMatchObject([{ state: "withdrawn", obstacle: "not-waiting" }])
  })

  test("that came onto the line by another device are released", () => {
    const scene = new Scene()
    const draft = valueOf(scene.acts.requestRelease(letter("TN-01", { level: "grave" }), scene.now))
    scene.says(
      "A2",
      "TN-01",
      { level: "grave" },
      { precedence: "PRIORITY", message: draft, author: "A1" },
    )
    expect(draftViews(scene.parts)).toMatchObject([{ state: "released" }])
  })
})
