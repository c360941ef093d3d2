// What must survive: a page that is loaded anew, a browser that is killed, a second window, a line that is cut.

import process from "node:process"

import { describe, expect, test } from "vitest"

import { openProfile, picture } from "./browser.ts"
import { acknowledge, arm, compose, openDesk, takeWatch } from "./desk-page.ts"
import { freePort } from "../integration/practice/program.ts"
import { practiceLine } from "./practice.ts"
import { twoDesks } from "./two-desks.ts"

describe("a desk in a browser", () => {
  test("[BRW2] has one window at a time; another says so and does nothing", async () => {
    const line = await practiceLine()
    const profile = await openProfile()
    await takeWatch(profile, line.desk("A"))
    const second = await openDesk(profile, line.desk("A"))
    await second.getByText("This desk is open in another window.").waitFor()
    await picture(second, "elsewhere")
    expect(await second.locator("main").getByRole("button").allInnerTexts()).toEqual(["Load again"])
  })

  test("[BRW13] whose device is of another line says so, and begins anew on a practice line", async () => {
    const port = String(await freePort())
    const profile = await openProfile()
    const first = await practiceLine({ port })
    const page = await takeWatch(profile, first.desk("A"))
    await page.close()
    first.program.kill("SIGTERM")
    await first.program.ended
    const second = await practiceLine({ port })
    const again = await openDesk(profile, second.desk("A"))
    await again.getByText("belongs to another line").waitFor()
    await again.getByRole("button", { name: "Open a practice desk" }).click()
    await arm(again)
    expect(await again.getByText("♪ ARMED").isVisible()).toBe(true)
  })

  test("[BRW4] is not armed after a reload, and says so", async () => {
    const line = await practiceLine()
    const profile = await openProfile()
    const page = await takeWatch(profile, line.desk("A"))
    await page.getByText("♪ ARMED").waitFor()
    await page.reload()
    await page.getByRole("button", { name: "Look only" }).click()
    await page.getByText("This desk is not armed. Nobody is called by its sound.").waitFor()
    expect(await page.getByText("♪ NOT ARMED").isVisible()).toBe(true)
    await page.getByRole("button", { name: "Arm this desk" }).click()
    await arm(page)
    await page.getByText("♪ ARMED").waitFor()
  })

  test("[BRW7] tells the other side that it is not armed after a reload, and that it is again", async () => {
    const { a, b } = await twoDesks()
    const theirs = (words: string) => b.locator(".strip .value", { hasText: words }).first()
    await theirs("ON WATCH").waitFor()
    await a.reload()
    await a.getByRole("button", { name: "Look only" }).click()
    await theirs("NOT ARMED").waitFor()
    await a.getByRole("button", { name: "Arm this desk" }).click()
    await arm(a)
    await theirs("ON WATCH").waitFor()
    expect(await theirs("NOT ARMED").count()).toBe(0)
  })

  test("[BRW3] keeps what is being written through a reload", async () => {
    const line = await practiceLine()
    const profile = await openProfile()
    const page = await takeWatch(profile, line.desk("A"))
    await compose(page)
    await page.getByLabel("Remark (not translated)").fill("typed before the reload")
    await page.getByText("draft saved").waitFor()
    await page.reload()
    await page.getByRole("button", { name: "Look only" }).click()
    await page.keyboard.press("F2")
    const remark = page.getByLabel("Remark (not translated)")
    await remark.waitFor()
    expect(await remark.inputValue()).toBe("typed before the reload")
  })

  test("[BRW3] keeps it through a browser that is killed, and shows a FLASH that nobody has acknowledged", async () => {
    const { line, south, a, b } = await twoDesks()
    await compose(b)
    await b.getByLabel("Remark (not translated)").fill("typed before the crash")
    await b.getByText("draft saved").waitFor()
    await compose(a)
    await a.keyboard.press("F9")
    await b.getByRole("article", { name: "FLASH A3-0001" }).waitFor()
    await south.kill()
    const again = await openProfile(south.folder)
    const page = await openDesk(again, line.desk("B"))
    await arm(page)
    await acknowledge(page, "A3-0001")
    await page.keyboard.press("F2")
    const remark = page.getByLabel("Remark (not translated)")
    await remark.waitFor()
    expect(await remark.inputValue()).toBe("typed before the crash")
  })

  test("[BRW14] says above everything that its desk has gone silent", async () => {
    const line = await practiceLine()
    const profile = await openProfile()
    const page = await takeWatch(profile, line.desk("A"))
    const [worker] = page.workers()
    if (worker === undefined) throw new Error("the desk has a worker")
    expect(await page.getByText("does not answer").count()).toBe(0)
    await worker.evaluate("setTimeout(() => self.close())")
    await page.getByText("does not answer: what stands below is").waitFor()
    await picture(page, "standstill")
    await page.getByRole("button", { name: "Load again" }).click()
    await page.getByRole("button", { name: "Play the FLASH sound" }).waitFor()
  })

  test("[BRW5] says that the line is down, holds what is sent, and sends it when the line is back", async () => {
    const { line, a, b } = await twoDesks()
    await a.getByText("Nothing needs your action.").waitFor()
    const relays = line.said.relays.map(({ pid }) => pid)
    for (const pid of relays) process.kill(pid, "SIGSTOP")
    await a.locator("article", { hasText: "The line is down since" }).waitFor()
    await picture(a, "line-down")
    await compose(a)
    await a.keyboard.press("F9")
    await a
      .getByText(/NOT SENT, HELD/u)
      .first()
      .waitFor()
    for (const pid of relays) process.kill(pid, "SIGCONT")
    await acknowledge(b, "A3-0001")
    const read = a.getByText("ACKNOWLEDGED").first()
    await read.waitFor()
    expect(await read.isVisible()).toBe(true)
  })
})
