// The language of a screen in a real browser: what is loaded for it, what is shown before it, and which way its values read.

import * as v from "valibot"
import { expect, test } from "vitest"

import { openProfile } from "./browser.ts"
import { chooseLook, openDesk, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

/**
 * Every text that stood on the page at any moment since it was loaded, gathered in the page itself. Languages to choose from are
 * left out: each is named in itself.
 */
const gather = `globalThis.everShown = new Set();
new MutationObserver(() => {
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const around = texts.currentNode.parentElement
    if (around?.closest("#desk") && !around.closest("option")) everShown.add(texts.currentNode.data)
  }
}).observe(document, { childList: true, subtree: true, characterData: true })`

const wordModule = /\/(?:ar|ru|fr|es|zh)-[^/]*\.js$/u

test("[WRD8] a desk opens in the chosen language and loads no other's words", async () => {
  const line = await practiceLine()
  const profile = await openProfile()
  const first = await takeWatch(profile, line.desk("B"))
  await first.evaluate('localStorage.setItem("parley.language", "ar")')
  await first.close()
  const loaded: string[] = []
  profile.context.on("request", (request) => {
    loaded.push(new URL(request.url()).pathname)
  })
  await profile.context.addInitScript(gather)
  const page = await openDesk(profile, line.desk("B"))
  await page.locator("main.arming button.primary").waitFor()
  const shown = v.parse(v.array(v.string()), await page.evaluate("[...everShown]"))
  expect(shown).toEqual(expect.arrayContaining(["المركز قيد الفتح.", "استلام المناوبة"]))
  expect(shown.filter((text) => /[a-z]{3}/u.test(text))).toEqual(["Parley"])
  expect(await page.evaluate("document.dir")).toBe("rtl")
  expect(loaded.filter((path) => wordModule.test(path))).toEqual([expect.stringMatching(/\/ar-/u)])
  expect(loaded.filter((path) => path.includes("noto-sans-sc"))).toEqual([])
  expect(profile.complaints).toEqual([])
})

const box = v.object({ first: v.number(), last: v.number(), lines: v.number() })

/** Where the first and the last sign of the first Arabic text's time stand, and on how many lines. */
const placed = `(() => {
  const marks = [...document.querySelectorAll('p[lang="ar"] mark')]
  const text = marks.find((mark) => /Z$/u.test(mark.textContent)).firstChild
  const sign = (at) => {
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + 1)
    return range.getBoundingClientRect()
  }
  const [first, last] = [sign(0), sign(text.length - 1)]
  return { first: first.left, last: last.left, lines: first.top === last.top ? 1 : 2 }
})()`

test("[WRD9] a time reads from left to right in a right-to-left text", async () => {
  const line = await practiceLine()
  const profile = await openProfile()
  const page = await takeWatch(profile, line.desk("B"))
  await chooseLook(page, "night", "ar")
  await page.locator("main.arming > .buttons button").nth(1).click()
  await page.locator("nav").waitFor()
  await page.keyboard.press("F2")
  await page.locator('p[lang="ar"] mark', { hasText: /Z$/u }).waitFor()
  for (const width of [1_280, 900, 400]) {
    await page.setViewportSize({ width, height: 900 })
    const place = v.parse(box, await page.evaluate(placed))
    expect(place.lines).toBe(1)
    expect(place.first).toBeLessThan(place.last)
  }
})
