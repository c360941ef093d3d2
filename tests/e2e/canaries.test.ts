// What was said, what is being written and the keys lie in a browser's profile under seal: a scan of every file finds none of them,
// while the same scan finds a control that was put there in the clear.

import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, test } from "vitest"

import { openProfile } from "./browser.ts"
import { acknowledge, compose, takeWatch } from "./desk-page.ts"
import { practiceLine } from "./practice.ts"

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** As UTF-8, and as the UTF-16 in which browsers keep scripts' strings. */
function filesWith(folder: string, words: string): readonly string[] {
  const forms = [Buffer.from(words, "utf8"), Buffer.from(words, "utf16le")]
  return filesIn(folder).filter((path) => {
    const content = readFileSync(path)
    return forms.some((form) => content.includes(form))
  })
}

describe("[BRW12] a browser's profile", () => {
  test("holds no statement, no remark and no draft in the clear", async () => {
    const line = await practiceLine()
    const [north, south] = [await openProfile(), await openProfile()]
    const a = await takeWatch(north, line.desk("A"))
    const b = await takeWatch(south, line.desk("B"))
    await compose(a)
    await a.getByLabel("Remark (not translated)").fill("canary remark heron")
    await a.getByLabel("6 Impact area").fill("zone:KESTREL-44")
    await a.getByText("draft saved").waitFor()
    await a.keyboard.press("F9")
    await b.getByText("canary remark heron").waitFor()
    await acknowledge(b, "A3-0001")
    await b.keyboard.press("F2")
    await b.getByLabel("Remark (not translated)").fill("canary draft plover")
    await b.getByText("draft saved").waitFor()
    await b.evaluate('localStorage.setItem("control", "canary control curlew")')
    for (const page of [a, b]) await page.close()
    for (const profile of [north, south]) await profile.context.close()
    const folders = [north.folder, south.folder]
    expect(folders.flatMap((folder) => filesWith(folder, "canary control curlew"))).not.toEqual([])
    for (const words of ["canary remark heron", "canary draft plover", "KESTREL-44"]) {
      expect(folders.flatMap((folder) => filesWith(folder, words))).toEqual([])
    }
  })
})
