// Every screen in every language and both themes: no finding of axe, no sideways scrolling down to 400 px, and a picture of each to look at.

import axe from "axe-core"
import * as v from "valibot"
import { describe, expect, test } from "vitest"
import type { Page } from "playwright-core"

import { screenLanguages } from "../../client/web/ui/language.ts"
import { openProfile, picture } from "./browser.ts"
import { chooseLook, compose, openDesk, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

/** Every language by night; by day one of either direction, for nothing but colours changes with the theme. */
const looks = [
  ...screenLanguages.map(({ tag }) => ({ tag, theme: "night" })),
  { tag: "en", theme: "day" },
  { tag: "ar", theme: "day" },
]
const sizes = [1_280, 400] as const

const found = v.object({
  violations: v.array(v.object({ id: v.string(), nodes: v.array(v.object({ html: v.string() })) })),
})

/** By the debugger's own way in, which a page's policy does not concern. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = v.parse(found, await page.evaluate("axe.run()"))
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

/** What stands in each view of the log when it is there. */
const shownIn = [".facts-body .piece", ".chart .mark", ".verdict[data-good]"]

const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

async function judged(page: Page, screen: string, name: string): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const width of sizes) {
    await page.setViewportSize({ width, height: 900 })
    await picture(page, `${screen}-${name}-${String(width)}`)
    const over = Number(await page.evaluate(sideways))
    if (over > 0) wrong.push(`${screen} ${name}: ${String(over)} px too wide at ${String(width)}`)
  }
  await page.setViewportSize({ width: 1_280, height: 900 })
  return [...wrong, ...(await findings(page)).map((each) => `${screen} ${name}: ${each}`)]
}

describe("[BRW6] every screen", () => {
  test("passes axe in every language and both themes, and fits 400 px", async () => {
    const line = await practiceLine()
    const [north, south] = [await openProfile(), await openProfile()]
    const gate = await openDesk(south, line.desk("B"))
    await gate.locator("main.gate button.primary").waitFor()
    const wrong = [...(await judged(gate, "gate", "en-night"))]
    await gate.close()
    const b = await takeWatch(south, line.desk("B"))
    const a = await takeWatch(north, line.desk("A"))
    await compose(a)
    await a.keyboard.press("F9")
    await b.getByRole("article", { name: "FLASH A3-0001" }).waitFor()
    for (const { tag, theme } of looks) {
      const name = `${tag}-${theme}`
      await chooseLook(b, theme, tag)
      const take = b.locator("main.arming button.primary")
      await take.waitFor()
      wrong.push(...(await judged(b, "arming", name)))
      await b.locator("main.arming > .buttons button").nth(1).click()
      await b.locator("article.alert").first().waitFor()
      wrong.push(...(await judged(b, "flash", name)))
      await b.keyboard.press("F2")
      await b.locator(".compose mark").first().waitFor()
      wrong.push(...(await judged(b, "compose", name)))
      await b.locator("nav button").nth(2).click()
      await b.locator("section.screen").waitFor()
      wrong.push(...(await judged(b, "handover", name)))
      await b.locator("nav button").nth(3).click()
      for (const [i, view] of ["facts", "chart", "proof"].entries()) {
        await b.getByRole("tab").nth(i).click()
        if (view === "proof") await b.locator('[role="tabpanel"] button.primary').click()
        await b
          .locator(shownIn[i] ?? "")
          .first()
          .waitFor()
        wrong.push(...(await judged(b, `log-${view}`, name)))
      }
      await b.locator("nav button").nth(4).click()
      await b.locator(".board article").first().waitFor()
      wrong.push(...(await judged(b, "board", name)))
    }
    expect(wrong).toEqual([])
  })
})
