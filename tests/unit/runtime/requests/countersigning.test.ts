import { describe, expect, test } from "vitest"

import {
  countersign,
  proposals,
  propose,
  refuseCountersign,
} from "../../../../client/runtime/requests/countersigning.ts"
import { failureOf } from "../../cli/failing.ts"
import { minute, Scene } from "../../sdk-view/scene.ts"
import { deskAtRest, impatient } from "./desk-at-rest.ts"

/** A1's desk, while A2 has the watch. */
function relieving(): Scene {
  const scene = new Scene("A1")
  scene.admit(scene.story.takesWatch("A2"))
  return scene
}

describe("taking over the watch", () => {
  const wish = (scene: Scene, outgoing: string): Parameters<typeof propose>[1] => ({
    what: { kind: "handover", outgoing, role: null, until: scene.story.now + 60 * minute },
    timeoutMs: 0,
  })

  test("waits for the officer who has it", async () => {
    const scene = relieving()
    const work = await deskAtRest(scene)
    expect(await propose(work, wish(scene, "a2"), impatient)).toMatchObject({ outcome: "waiting" })
    expect(work.parts.proposals.open?.terms).toMatchObject({ kind: "handover", role: "duty" })
  })

  test("is refused where nobody has it, or nobody is of that name", async () => {
    const scene = new Scene("A1")
    const work = await deskAtRest(scene)
    const unheld = await failureOf(propose(work, wish(scene, "A2"), impatient))
    expect(unheld.message).toContain("nobody holds the watch there")
    const unknown = await failureOf(propose(work, wish(scene, "B1"), impatient))
    expect(unknown.message).toBe("our roster names no B1. It names A1, A2")
  })

  test("can be taken back by whoever proposed it", async () => {
    const scene = relieving()
    const work = await deskAtRest(scene)
    const { proposal } = await propose(work, wish(scene, "A2"), impatient)
    const asked = { id: proposal.slice(0, 8), reason: "not yet" }
    const taken = await refuseCountersign(work, asked, impatient)
    expect(taken).toMatchObject({ outcome: "withdrawn", reason: "not yet" })
    expect(work.parts.proposals.open).toBeUndefined()
  })
})

describe("what others ask", () => {
  test("is nothing, where nobody has asked", async () => {
    const work = await deskAtRest(new Scene("A1"))
    expect(await proposals(work, impatient)).toEqual([])
    const failure = await failureOf(countersign(work, { id: "0193" }, impatient))
    expect(failure).toMatchObject({ code: "cli/not-held" })
  })
})
