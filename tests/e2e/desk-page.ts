// What an officer does at a desk in the browser, by the names of the things on the screen.

import type { Page } from "playwright-core"

import type { Profile } from "./browser.ts"

/** Loads the desk in a fresh browser, enrols it on the practice line, hears the sound and takes the watch. */
export async function takeWatch(profile: Profile, url: string): Promise<Page> {
  const page = await openDesk(profile, url)
  await page.getByRole("button", { name: "Open a practice desk" }).click()
  await arm(page)
  return page
}

export async function openDesk(profile: Profile, url: string): Promise<Page> {
  const page = await profile.context.newPage()
  await page.goto(url)
  return page
}

export async function arm(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Play the FLASH sound" }).click()
  await page.getByRole("button", { name: "I heard it" }).click()
  await page.getByRole("button", { name: "Take the watch" }).click()
  await page.getByRole("button", { name: "New statement F2" }).waitFor()
}

/** Opens the form and waits until what it begins with can be sent. */
export async function compose(page: Page): Promise<void> {
  await page.keyboard.press("F2")
  await page.getByRole("button", { name: "Send F9", exact: true }).waitFor()
}

/** Presses F8 again and again until it is taken: the first moments of an alert take no press. */
export async function acknowledge(page: Page, serial: string): Promise<void> {
  const alert = page.getByRole("article", { name: `FLASH ${serial}` })
  await alert.waitFor()
  while (await alert.isVisible()) await page.keyboard.press("F8", { delay: 50 })
}

/** Chosen as an officer would have chosen before: the screen keeps it in the browser. */
export async function chooseLook(page: Page, theme: string, language: string): Promise<void> {
  await page.evaluate(
    `localStorage.setItem("parley.theme", "${theme}"); localStorage.setItem("parley.language", "${language}"); location.reload()`,
  )
}
