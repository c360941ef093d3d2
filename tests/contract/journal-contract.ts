// What every journal is held to (server/journal/port.ts), whatever it stands on. A suite for each implementation calls this.

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import type { Journal } from "../../server/journal/port.ts"
import { appendTests } from "./append-contract.ts"
import { besideTests } from "./beside-contract.ts"
import { appendOf, freshLine, put } from "./journal-line.ts"
import { modelTest } from "./model-contract.ts"
import { dueTests, subscribingTests } from "./notice-contract.ts"

export interface JournalUnderTest {
  /** Two handles on one journal, as two relay processes have them; the same one twice where only one process can be. */
  readonly writers: readonly [Journal, Journal]
  dispose(): Promise<void>
}

export function journalContract(name: string, open: () => Promise<JournalUnderTest>): void {
  describe(`the ${name} journal`, () => {
    let opened: JournalUnderTest | undefined
    const writers = (): readonly [Journal, Journal] => present(opened, "an open journal").writers

    beforeAll(async () => {
      opened = await open()
    })
    afterAll(async () => {
      await opened?.dispose()
    })

    appendTests(writers)
    besideTests(writers)
    dueTests(writers)
    subscribingTests(writers)
    modelTest(writers)
    closingTest(open)
  })
}

function closingTest(open: () => Promise<JournalUnderTest>): void {
  test("[JRN9] answers what was asked before closing, and refuses what is asked after", async () => {
    const opened = await open()
    const [one] = opened.writers
    const line = freshLine()
    const asked = one.append(appendOf(line, 0, ["a"]))
    await one.close()
    expect(await asked).toEqual({ kind: "appended", size: 1 })
    const refused = { name: "JournalFailure", kind: "closed" }
    await expect(one.append(appendOf(line, 1, ["b"]))).rejects.toMatchObject(refused)
    await expect(one.read(line, 0, 1)).rejects.toMatchObject(refused)
    await expect(one.write(line, [put("row", "r")])).rejects.toMatchObject(refused)
    await expect(one.due(1)).rejects.toMatchObject(refused)
    await opened.dispose()
  })
}
