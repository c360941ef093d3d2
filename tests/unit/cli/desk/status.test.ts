import { describe, expect, test } from "vitest"

import { statusJson } from "../../../../client/runtime/requests/status-json.ts"
import { statusLine } from "../../../../client/cli/desk/status-line.ts"
import { statusWords } from "../../../../client/cli/desk/status-words.ts"
import type { StatusForm } from "../../../../client/runtime/requests/status-form.ts"
import { paletteOf } from "../../../../client/cli/output/palette.ts"
import { widthOf } from "../../../../client/cli/output/layout.ts"
import { Scene } from "../../sdk-view/scene.ts"
import { deskAtRest } from "../../runtime/requests/desk-at-rest.ts"

async function statusOf(scene: Scene): Promise<StatusForm> {
  const work = await deskAtRest(scene)
  const [link] = work.parts.links.values()
  for (const ms of [20, 40]) {
    const sent = scene.now.wall - ms
    const middle = scene.now.wall - ms / 2
    link?.clock.exchange(sent, { received: middle, answered: middle }, scene.now)
  }
  return statusJson(work)
}

function wordsOf(status: StatusForm, columns: number): string {
  const now = Date.parse(status.clock.at)
  return statusWords(status, { palette: paletteOf(false), columns, now })
}

describe("the desk at a glance", () => {
  test("[CLI11] has Zulu first, and both capitals with their offsets beside it", async () => {
    const status = await statusOf(new Scene())
    expect(status.localTimes?.A.at).toMatch(/T15:00:\d\d\+02:00$/u)
    expect(status.localTimes?.B.at).toMatch(/T18:00:\d\d\+05:00$/u)
    const [zulu, local] = wordsOf(status, 100).split("\n")
    expect(zulu).toMatch(/^clock +13:00:\d\dZ /u)
    expect(local?.trim()).toMatch(/^A \w{3} 15:00 \+02:00 · B \w{3} 18:00 \+05:00$/u)
  })

  test("[CLI11] tells of clocks that will change", async () => {
    const status = await statusOf(new Scene())
    const { A, B } = status.localTimes ?? {}
    if (A === undefined || B === undefined) throw new Error("no zones")
    const change = { at: "2026-03-29T01:00:00.000Z", offset: "+03:00" }
    const changing = { ...status, localTimes: { A: { ...A, change }, B } }
    expect(wordsOf(changing, 100)).toContain(
      "! the clocks of A change at 2026-03-29 01:00Z, to +03:00",
    )
  })

  test("[VIEW12] says what 99 of 100 heartbeats did not exceed, and of how many", async () => {
    const status = await statusOf(new Scene())
    expect(status.line).toMatchObject({ latency: { p99Ms: 20, heartbeats: 2 } })
    expect(status.line.circuits.map(({ latency }) => latency)).toEqual([
      { p99Ms: 20, heartbeats: 2 },
      null,
    ])
    expect(wordsOf(status, 100)).toContain("p99 20 ms of 2 heartbeats")
  })

  test.each([40, 60, 80])("stays within %d columns", async (columns) => {
    const scene = new Scene()
    scene.launch("A1")
    const rows = wordsOf(await statusOf(scene), columns).split("\n")
    expect(rows.filter((row) => widthOf(row) > columns)).toEqual([])
  })
})

describe("[CLI12] the line at the bottom of a terminal", () => {
  test("has all its parts where there is room", async () => {
    expect(statusLine(await statusOf(new Scene()), 200)).toMatch(
      /^EXERCISE │ 13:00:\d\dZ A 15:00 B 18:00 │ line DOWN p99 20, not heard │ unacknowledged: us 0, them 0 │ their desk NOT HEARD │ queue 0 │ A1$/u,
    )
  })

  test.each([24, 40, 80, 100])("has whole parts only within %d columns", async (columns) => {
    const status = await statusOf(new Scene())
    const all = statusLine(status, 500).split(" │ ")
    const some = statusLine(status, columns).split(" │ ")
    expect(widthOf(some.join(" │ "))).toBeLessThan(columns)
    expect(all).toEqual(expect.arrayContaining(some))
    expect(some.slice(0, 1)).toEqual(["EXERCISE"])
  })
})
