// A desk that starts with a message whose row its last run had put away: settled, long past, and still to be reckoned with.

import { describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../../../client/cli/crypto.ts"
import { DeskWork } from "../../../../client/runtime/requests/desk-work.ts"
import { readHome } from "../../../../client/cli/home/home.ts"
import { DeskRuntime } from "../../../../client/runtime/desk-runtime.ts"
import { keys, openedRow } from "../../../../client/sdk/store-layout.ts"
import { present } from "../../../../shared/assert.ts"
import { tensionOf } from "../../../../shared/dialogue/tension.ts"
import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { row } from "../../../../shared/line/state.ts"
import type { MessageId } from "../../../../shared/records/names.ts"
import { practiceHome } from "../../cli/practice-home.ts"
import { MemoryStore } from "../memory-store.ts"
import { idOf, line, Scene } from "../../sdk-view/scene.ts"
import { impatient } from "./desk-at-rest.ts"

/** The desk after its restart, and the message: B1's word on the tension, read here. */
async function restarted(): Promise<{ readonly work: DeskWork; readonly message: MessageId }> {
  const scene = new Scene()
  const said = scene.tension("B1", "serious")
  scene.reports("A1", said, "read")
  const { identity, inbox, union } = scene.parts
  const store = new MemoryStore()
  const [opened] = inbox.all
  const settled = present(union.rowOf(idOf(said)), "it was folded")
  store.rows.set(keys.opened(said.hash), encodeAs(openedRow, present(opened, "it was opened")))
  store.rows.set(keys.row(idOf(said)), encodeAs(row, settled))
  const founded = { identity, state: line.state, documents: [], stopped: undefined }
  const runtime = await DeskRuntime.open(founded, store, {
    crypto: nodeClientCrypto(),
    clocks: () => scene.now,
    transport: () => ({
      connect: () => undefined,
      transmit: () => undefined,
      disconnect: () => undefined,
      close: () => Promise.resolve(),
    }),
  })
  const work = new DeskWork(runtime, await readHome(await practiceHome("a-1")))
  return { work, message: idOf(said) }
}

describe("[DLG23] what has left memory", () => {
  test("counts as before after a restart", async () => {
    const { work } = await restarted()
    expect(work.parts.union.state.rows.size).toBe(0)
    expect(tensionOf(work.conversation.dialogue, "B")).toMatchObject({ level: "serious" })
  })

  test.each(["B1-0001", "b1-0001"])("is found as %s, and shown as it stands", async (serial) => {
    const { work, message } = await restarted()
    expect(await work.named(serial, impatient)).toBe(message)
    expect(work.form(message)).toMatchObject({ serial: "B1-0001", code: "TN-01" })
    expect(work.form(message).state).not.toBe("new")
  })

  test("does not make a serial that nobody used", async () => {
    const { work } = await restarted()
    await expect(work.named("B1-0002", impatient)).rejects.toMatchObject({ code: "cli/not-held" })
  })
})

describe("[DLG23] what leaves memory while the desk is at work", () => {
  test("is handed to the dialogue, once", async () => {
    const { work, message } = await restarted()
    const { union } = work.parts
    expect(union.takePast().map((past) => past.message)).toEqual([message])
    expect(union.takePast()).toEqual([])
  })
})
