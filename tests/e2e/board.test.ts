// The board in a browser: what one desk has said stands on both, with its place on the map.

import { describe, expect, test } from "vitest"

import { picture } from "./browser.ts"
import { acknowledge, compose } from "./desk-page.ts"
import { twoDesks } from "./two-desks.ts"

describe("the board", () => {
  test("[BRD1, BRD5] has what stands on both desks, each in its column", async () => {
    const { north, south, a, b } = await twoDesks()
    await b.getByRole("button", { name: "Board", exact: true }).click()
    await b.getByText("No contradiction and no open question.").waitFor()
    await compose(a)
    await a.keyboard.press("F9")
    await acknowledge(b, "A3-0001")
    const theirs = b.getByRole("region", { name: "Theirs", exact: true })
    await theirs.getByRole("article", { name: "A3-0001" }).waitFor()
    expect(await theirs.innerText()).toContain("IN FORCE")
    const map = b.getByRole("region", { name: "Map" })
    expect(await map.locator("svg .place").count()).toBe(1)
    expect(await map.getByRole("listitem").innerText()).toContain("A3-0001")
    expect(await map.innerText()).toContain("zone:K-12")
    await picture(b, "board")
    await a.getByRole("button", { name: "Board", exact: true }).click()
    const ours = a.getByRole("region", { name: "Ours", exact: true })
    await ours.getByRole("article", { name: "A3-0001" }).waitFor()
    expect([...north.complaints, ...south.complaints]).toEqual([])
  })
})
