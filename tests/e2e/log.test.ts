// The log in a browser: what two desks have said is listed, drawn, proven there and carried away.

import { readFile } from "node:fs/promises"

import { describe, expect, test } from "vitest"
import type { Page } from "playwright-core"

import { auditExport } from "../../client/sdk/audit.ts"
import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { openProfile, picture, type Profile } from "./browser.ts"
import { acknowledge, compose, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

/** Desk A after a FLASH that desk B has read, on the screen of the log. */
async function logged(): Promise<{ readonly page: Page; readonly profile: Profile }> {
  const line = await practiceLine()
  const [north, south] = [await openProfile(), await openProfile()]
  const [a, b] = await Promise.all([
    takeWatch(north, line.desk("A")),
    takeWatch(south, line.desk("B")),
  ])
  await compose(a)
  await a.keyboard.press("F9")
  await acknowledge(b, "A3-0001")
  await a.getByText("ACKNOWLEDGED").first().waitFor()
  await a.getByRole("button", { name: "Log", exact: true }).click()
  return { page: a, profile: north }
}

async function saved(page: Page, button: string): Promise<Uint8Array> {
  const coming = page.waitForEvent("download")
  await page.getByRole("button", { name: button }).click()
  return await readFile(await (await coming).path())
}

describe("the log", () => {
  test("[LGS5, LGS6] lists, draws, proves and gives away what happened", async () => {
    const { page, profile } = await logged()
    const row = page
      .getByRole("row")
      .filter({ hasText: "A3-0001" })
      .filter({ hasText: "Acknowledged" })
    await row.waitFor()
    expect(await row.innerText()).toMatch(/B3[\s\S]*relay A.*#.*\d+.*, ±.*\d+.* ms/u)
    expect(await page.getByText("DOES NOT COUNT").count()).toBe(0)
    await picture(page, "log-facts")
    await page.getByRole("tab", { name: "Chart" }).click()
    await page.getByText(/Messages: .*1.*, of them FLASH: .*1/u).waitFor()
    await page.getByText(/To their officer: median .*\d/u).waitFor()
    await picture(page, "log-chart")
    await page.getByRole("tab", { name: "Proof" }).click()
    await page.getByRole("button", { name: "Verify now" }).click()
    await page.getByText(/^VERIFIED at /u).waitFor()
    await picture(page, "log-proof")
    const audit = auditExport(
      await saved(page, "Bundle for the verifier"),
      nodeClientCrypto().signatures,
    )
    expect([audit.report.faults, audit.refused]).toEqual([[], []])
    expect(audit.state?.rows.size).toBe(1)
    const html = new TextDecoder().decode(await saved(page, "Page (HTML)"))
    expect(html).toContain("A3-0001")
    expect(html).not.toContain("<script")
    expect(profile.complaints).toEqual([])
  })

  test("prints all of it", async () => {
    const { page } = await logged()
    await page.getByRole("row").filter({ hasText: "A3-0001" }).first().waitFor()
    await page.emulateMedia({ media: "print" })
    // A browser without a printer never says that it has printed: what would be printed stays to be looked at.
    await page.evaluate("window.print = () => undefined")
    await page.locator(".log button", { hasText: "Print" }).dispatchEvent("click")
    const printed = page.locator(".printed tbody tr")
    await printed.first().waitFor()
    expect(await printed.filter({ hasText: "A3-0001" }).count()).toBeGreaterThan(1)
    expect(await page.locator(".facts-scroll").isVisible()).toBe(false)
    await picture(page, "log-printed")
  })
})
