// What takes two people of one side, each at a device of their own: releasing a statement, and handing over the watch.

import { describe, expect, test } from "vitest"
import type { Page } from "playwright-core"

import { openProfile, picture } from "./browser.ts"
import { takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

/** Chooses a statement by its code, and fills in what it asks for. */
async function fillIn(
  page: Page,
  code: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await page.keyboard.press("F2")
  await page.getByRole("combobox", { name: "Statement" }).fill(code)
  await page.getByRole("option").first().click()
  for (const [label, word] of Object.entries(values)) {
    await page.getByLabel(label).selectOption(word)
  }
}

describe("[BRW8] a second officer on a second device", () => {
  test("types the values again and releases, and nothing went before", async () => {
    const line = await practiceLine()
    const [first, second, other] = [await openProfile(), await openProfile(), await openProfile()]
    const author = await takeWatch(first, line.desk("A"))
    const officer = await takeWatch(second, line.desk("A"))
    const theirs = await takeWatch(other, line.desk("B"))
    await fillIn(author, "TN-01", { "1 Level": "grave" })
    await author.getByRole("button", { name: "Send to second officer F9" }).click()
    const release = officer.getByRole("article", { name: /Second officer: release/u })
    await release.waitFor()
    await picture(officer, "second-officer")
    const sign = officer.getByRole("button", { name: "Sign and release" })
    await officer.getByLabel("Level").fill("serious")
    await sign.click()
    await officer.getByText("not what the draft says").waitFor()
    expect(await theirs.getByText("No message yet.").isVisible()).toBe(true)
    await officer.getByLabel("Level").fill("grave")
    await sign.click()
    await theirs.locator("article.alert").first().waitFor()
    expect(await theirs.getByText(/drafted by/u).innerText()).toContain("A3")
    await picture(theirs, "two-officers")
  })

  test("returns a draft with a reason, and nothing is sent", async () => {
    const line = await practiceLine()
    const [first, second] = [await openProfile(), await openProfile()]
    const author = await takeWatch(first, line.desk("A"))
    const officer = await takeWatch(second, line.desk("A"))
    await fillIn(author, "TN-01", { "1 Level": "grave" })
    await author.getByRole("button", { name: "Send to second officer F9" }).click()
    await officer.getByRole("article", { name: /Second officer: release/u }).waitFor()
    await officer.getByLabel("Reason").fill("not before the minister agrees")
    await officer.getByRole("button", { name: "Return to author" }).click()
    await officer
      .getByRole("article", { name: /Second officer: release/u })
      .waitFor({ state: "detached" })
    expect(await officer.getByText("No message yet.").isVisible()).toBe(true)
  })
})

describe("[BRW9] the watch", () => {
  test("goes to another device when both officers have signed", async () => {
    const line = await practiceLine()
    const [first, second] = [await openProfile(), await openProfile()]
    const outgoing = await takeWatch(first, line.desk("A"))
    const incoming = await takeWatch(second, line.desk("A"))
    await incoming.getByRole("button", { name: "Hand over" }).click()
    await incoming
      .getByRole("button", { name: /Take over from A3|Take over from/u })
      .first()
      .click()
    await outgoing.getByRole("button", { name: "Sign the handover" }).click()
    await incoming.getByText("done", { exact: true }).waitFor()
    await outgoing.getByRole("button", { name: "Hand over" }).click()
    await outgoing.getByText("This device does not have the watch.").waitFor()
    expect(await incoming.getByText(/This device has the watch as/u).isVisible()).toBe(true)
    await picture(incoming, "handed-over")
  })
})
