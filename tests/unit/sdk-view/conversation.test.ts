import { describe, expect, test } from "vitest"

import { allHeld } from "../../../shared/dialogue/state.ts"
import { idOf, Scene } from "./scene.ts"

describe("the dialogue of a desk", () => {
  test("holds what was opened, of both sides", () => {
    const scene = new Scene()
    scene.launch("A1")
    scene.tension("B1")
    expect(allHeld(scene.conversation.dialogue).map(({ side }) => side)).toEqual(["A", "B"])
  })

  test("goes on where it was: nothing is folded twice", () => {
    const scene = new Scene()
    scene.launch("A1")
    const before = scene.conversation.dialogue
    expect(scene.conversation.dialogue).toBe(before)
    scene.tension("B1")
    expect(allHeld(scene.conversation.dialogue)).toHaveLength(2)
  })

  test("learns of a second relay's acceptance", () => {
    const scene = new Scene()
    const launch = scene.launch("A1", "30", { at: ["N"] })
    expect(acceptances(scene)).toEqual([1])
    scene.later(5_000)
    scene.admit(launch, ["S"])
    expect(acceptances(scene)).toEqual([2])
  })

  test("leaves out what is not opened yet", () => {
    const scene = new Scene()
    scene.launch("B1", "30", { isOpen: false })
    expect(allHeld(scene.conversation.dialogue)).toEqual([])
  })

  test("[VIEW5] leaves out what a suspended device signed", () => {
    const scene = new Scene()
    scene.admit(scene.story.suspends(["B1", "B2"], "B1"))
    const launch = scene.launch("B1")
    expect(allHeld(scene.conversation.dialogue)).toEqual([])
    expect(scene.view(launch).content?.ok).toBe(true)
  })

  test("[VIEW5] leaves out what a forked device signed from the fork on", () => {
    const scene = new Scene()
    const end = scene.story.endOf("B1")
    const first = scene.launch("B1", "30", { at: ["N"] })
    scene.story.goBack("B1", end)
    scene.launch("B1", "12", { at: ["S"] })
    expect(allHeld(scene.conversation.dialogue)).toEqual([])
    expect(scene.parts.union.state.forked.size).toBe(1)
    expect(scene.view(first).serial).toBe("B1-0001")
  })

  test("does not say under a reused id what another envelope says", () => {
    const scene = new Scene()
    const ours = scene.launch("A1")
    scene.tension("B1", "grave", { message: idOf(ours) })
    expect(scene.conversation.onlyContentOf(idOf(ours))).toBeUndefined()
  })
})

function acceptances(scene: Scene): readonly number[] {
  return allHeld(scene.conversation.dialogue).flatMap(({ copies }) =>
    [...copies.values()].map(({ accepted }) => accepted.length),
  )
}
