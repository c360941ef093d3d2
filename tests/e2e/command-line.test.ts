// A desk in a browser and a desk on the command line are two ends of one line.

import { describe, expect, test } from "vitest"

import { exampleOf } from "../../shared/catalogue/compose.ts"
import { Program, run } from "../integration/practice/program.ts"
import { openProfile } from "./browser.ts"
import { acknowledge, compose, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

describe("[BRW10] a browser and the command line", () => {
  test("acknowledge each other's FLASH", async () => {
    const line = await practiceLine()
    const profile = await openProfile()
    const page = await takeWatch(profile, line.desk("A"))
    await compose(page)
    await page.keyboard.press("F9")
    await page.getByText(/is on its way/u).waitFor()
    const home = line.said.homes["b-1"] ?? ""
    const ack = await run("--home", home, "ack", "A3-0001", "--json")
    expect(ack.code).toBe(0)
    await page.getByText("ACKNOWLEDGED").first().waitFor()
    const given = exampleOf("NT-05").flatMap(({ name, example }) => [
      "--param",
      `${name}=${example}`,
    ])
    const send = [
      "send",
      "NT-05",
      "--precedence",
      "FLASH",
      ...given,
      "--wait",
      "ack",
      "--timeout",
      "60s",
    ]
    const sender = Program.start(["--home", home, ...send, "--json"])
    await acknowledge(page, "B1-0001")
    const { code, out } = await sender.ended
    expect([code, out.includes('"serial":"B1-0001"')]).toEqual([0, true])
  })
})

describe("[BRW11] a FLASH that nobody acknowledges", () => {
  test("is overdue on both sides, and the sender is given the telephone", async () => {
    const line = await practiceLine({ compress: 20 })
    const [north, south] = [await openProfile(), await openProfile()]
    const a = await takeWatch(north, line.desk("A"))
    const b = await takeWatch(south, line.desk("B"))
    await compose(a)
    await a.keyboard.press("F9")
    await b.getByRole("article", { name: "FLASH A3-0001" }).waitFor()
    await a.locator("article", { hasText: "Their desk has not acknowledged" }).waitFor()
    expect(await a.getByText("OVERDUE").first().isVisible()).toBe(true)
    await b.getByText("OVERDUE").first().waitFor()
    // Too late is not never: the acknowledgement still counts, and the alarm goes on until it comes.
    await acknowledge(b, "A3-0001")
    const home = line.said.homes["a-1"] ?? ""
    const waited = await run("--home", home, "log", "show", "--jsonl")
    expect(waited.code).toBe(0)
    expect(waited.out).toContain('"step"')
  })
})
