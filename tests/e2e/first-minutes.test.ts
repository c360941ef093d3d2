// What a person does in the first minutes, with real keys and clicks: both desks take the watch, a FLASH goes over, is acknowledged,
// read back by value and confirmed.

import { describe, expect, test } from "vitest"

import { openProfile, picture } from "./browser.ts"
import { acknowledge, compose, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"
import { twoDesks } from "./two-desks.ts"

const withinMs = 120_000

describe("two desks in two browsers", () => {
  test("[BRW1] exchange, acknowledge, read back and confirm a FLASH in under two minutes", async () => {
    const line = await practiceLine()
    const begun = performance.now()
    const [north, south] = [await openProfile(), await openProfile()]
    const [a, b] = await Promise.all([
      takeWatch(north, line.desk("A")),
      takeWatch(south, line.desk("B")),
    ])
    await a.getByText("Nothing needs your action.").waitFor()
    await picture(a, "quiet")
    await compose(a)
    await picture(a, "compose")
    await a.keyboard.press("F9")
    await b.getByRole("article", { name: "FLASH A3-0001" }).waitFor()
    await picture(b, "flash")
    await acknowledge(b, "A3-0001")
    await b.getByRole("button", { name: "Read back" }).click()
    await b.getByLabel("Number").fill("1")
    await b.getByLabel("Impact area").fill("zone:K-12")
    await b.getByLabel("Time to impact").fill("3")
    await picture(b, "read-back")
    await b.getByRole("button", { name: "Send the read-back" }).click()
    await a.getByRole("button", { name: "All the same: confirm" }).waitFor()
    await picture(a, "compare")
    await a.getByRole("button", { name: "All the same: confirm" }).click()
    await a.getByText("CLOSED").first().waitFor()
    await b.getByText("CLOSED").first().waitFor()
    await picture(b, "closed")
    expect(performance.now() - begun).toBeLessThan(withinMs)
    expect([...north.complaints, ...south.complaints]).toEqual([])
  })

  test("[ALM7] what has to be passed on is passed on from the alert, and then nothing is owed", async () => {
    const { a, b } = await twoDesks()
    await compose(a)
    await a.keyboard.press("F9")
    await acknowledge(b, "A3-0001")
    await b.getByRole("button", { name: "Passed to authority" }).click()
    await b.getByLabel("2 Level").selectOption("watch-supervisor")
    await b.getByRole("button", { name: "Send F9", exact: true }).waitFor()
    await b.keyboard.press("F9")
    await b.getByRole("button", { name: "Read back" }).waitFor()
    await b.getByRole("button", { name: "Passed to authority" }).waitFor({ state: "detached" })
    expect(await b.getByRole("button", { name: "Read back" }).isVisible()).toBe(true)
  })

  test("[ALM6] a read-back that differs is shown so and cannot be confirmed", async () => {
    const { a, b } = await twoDesks()
    await compose(a)
    await a.keyboard.press("F9")
    await acknowledge(b, "A3-0001")
    await b.getByRole("button", { name: "Read back" }).click()
    await b.getByLabel("Number").fill("7")
    await b.getByLabel("Impact area").fill("zone:K-12")
    await b.getByLabel("Time to impact").fill("3")
    await b.getByRole("button", { name: "Send the read-back" }).click()
    const confirm = a.getByRole("button", { name: /differs?: it cannot be confirmed/u })
    await confirm.waitFor()
    expect(await confirm.isDisabled()).toBe(true)
    await picture(a, "compare-differs")
    await a.getByRole("button", { name: "Say that it differs" }).click()
    await b.getByRole("button", { name: "Read back" }).waitFor()
  })
})
