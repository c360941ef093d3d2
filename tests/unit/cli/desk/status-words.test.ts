// `parley status` where something about the rosters must be seen.

import { expect, test } from "vitest"

import { statusJson } from "../../../../client/runtime/requests/status-json.ts"
import { statusWords } from "../../../../client/cli/desk/status-words.ts"
import { paletteOf } from "../../../../client/cli/output/palette.ts"
import { nextRoster } from "../../../support/practice-changes.ts"
import { line, minute, Scene } from "../../sdk-view/scene.ts"
import { deskAtRest } from "../../runtime/requests/desk-at-rest.ts"

const day = 24 * 60 * minute

test("[EXP4] in words and in JSON tells a roster that ends soon, one that is over, and whom to ask", async () => {
  const scene = new Scene()
  const began = scene.story.now
  scene.admit(nextRoster(line, line.rosters.A, { expires: began + 10 * day }))
  scene.admit(nextRoster(line, line.rosters.B, { expires: began + day }))
  scene.later(2 * day)
  const status = statusJson(await deskAtRest(scene))
  expect(status.keys.rosters.map(({ side, state }) => `${side} ${state}`)).toEqual([
    "A expiring",
    "B expired",
  ])
  const words = statusWords(status, {
    palette: paletteOf(false),
    columns: 100,
    now: scene.story.now,
  })
  const [ours, theirs] = [10, 1].map((days) => new Date(began + days * day).toISOString())
  expect(words).toContain(`! OUR roster 2 expires ${ours?.slice(0, 10) ?? ""}. Ask your custodian`)
  expect(words).toContain(`✕ THEIR ROSTER 2 EXPIRED ${theirs?.slice(0, 10) ?? ""}`)
  expect(words.replaceAll(/\s+/gu, " ")).toContain(
    "Ask their custodian, by telephone, for the next",
  )
})
