// What keys do while a FLASH stands on the screen, and what a reader of its values sees.

import { describe, expect, test } from "vitest"

import { openProfile } from "./browser.ts"
import { acknowledge, arm, compose, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"
import { twoDesks } from "./two-desks.ts"

describe("[ALM3] a FLASH on the screen", () => {
  test("is acknowledged by F8 from within a field, and by no other key", async () => {
    const { a, b } = await twoDesks()
    await compose(b)
    const remark = b.getByLabel("Remark (not translated)")
    await remark.focus()
    await compose(a)
    await a.keyboard.press("F9")
    const alert = b.getByRole("article", { name: "FLASH A3-0001" })
    await alert.waitFor()
    // The focus stays where the officer types: what is typed goes on into the field.
    await b.keyboard.type("Enter and Space ")
    for (const key of ["Enter", "Space", "Escape"]) await b.keyboard.press(key)
    expect(await alert.isVisible()).toBe(true)
    expect(await remark.inputValue()).toContain("Enter and Space")
    await acknowledge(b, "A3-0001")
    await a.getByText("ACKNOWLEDGED").first().waitFor()
    expect(await remark.and(b.locator(":focus")).count()).toBe(1)
  })

  test("is not acknowledged by a press that comes with it", async () => {
    const line = await practiceLine()
    const [north, south] = [await openProfile(), await openProfile()]
    const page = await south.context.newPage()
    // The page's own time, in this test's hands: the first moments of the alert last until they are let go by.
    await page.clock.install()
    await page.goto(line.desk("B"))
    await page.getByRole("button", { name: "Open a practice desk" }).click()
    await arm(page)
    const a = await takeWatch(north, line.desk("A"))
    await compose(a)
    await page.clock.pauseAt(Date.now() + 2_000)
    await a.keyboard.press("F9")
    const alert = page.getByRole("article", { name: "FLASH A3-0001" })
    await alert.waitFor()
    await page.clock.runFor(690)
    await page.keyboard.press("F8")
    await page.getByRole("button", { name: "Acknowledge receipt F8" }).click()
    // A press that was taken would have the button out of reach while it is under way, and the alert gone after it.
    expect(await page.getByRole("button", { name: "Acknowledge receipt F8" }).isEnabled()).toBe(
      true,
    )
    await page.clock.resume()
    expect(await a.getByText("ON THEIR DESK").first().innerText()).toContain("ON THEIR DESK")
    await acknowledge(page, "A3-0001")
    await a.getByText("ACKNOWLEDGED").first().waitFor()
  })
})

describe("[ALM5] reading back", () => {
  test("begins with empty fields and without the text", async () => {
    const { a, b } = await twoDesks()
    await compose(a)
    await a.keyboard.press("F9")
    await acknowledge(b, "A3-0001")
    const statement = b.getByText("Accidental or unauthorised launch or fire from our side.")
    await statement.waitFor()
    await b.getByRole("button", { name: "Read back" }).click()
    const count = b.getByLabel("Number")
    await count.waitFor()
    expect(await statement.count()).toBe(0)
    for (const label of ["Number", "Impact area", "Time to impact"]) {
      expect(await b.getByLabel(label).inputValue()).toBe("")
    }
  })
})
