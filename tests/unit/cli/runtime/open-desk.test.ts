import { describe, expect, onTestFinished, test } from "vitest"

import { openDesk, type DeskAccess } from "../../../../client/cli/runtime/open-desk.ts"
import { openLevelStore } from "../../../../client/cli/runtime/level-store.ts"
import { homeLayout } from "../../../../client/cli/home/layout.ts"
import { practiceHome } from "../practice-home.ts"

/** A desk whose process calls itself `name`. */
async function opened(folder: string, name: string): Promise<DeskAccess> {
  const desk = await openDesk({
    folder,
    passphrases: () => Promise.reject(new Error("a practice home asks for none")),
    makeHandler: () => (op, args) => Promise.resolve({ name, op, args, skipped: undefined }),
  })
  onTestFinished(async () => {
    await desk.close()
  })
  return desk
}

describe("the desk of a home", () => {
  test("[HOM5] is in one process; the next goes through it, and takes over when it has ended", async () => {
    const folder = await practiceHome("a-1")
    const first = await opened(folder, "first")
    const second = await opened(folder, "second")
    expect([first.isOwn, second.isOwn]).toEqual([true, false])
    expect(await second.request("ack", { serial: 1 })).toEqual({
      name: "first",
      op: "ack",
      args: { serial: 1 },
    })
    await first.close()
    expect(await second.request("ack", {})).toMatchObject({ name: "second" })
  })

  test("answers itself with the same JSON as others", async () => {
    const folder = await practiceHome("b-1")
    const first = await opened(folder, "first")
    const second = await opened(folder, "second")
    const args = { at: new Date(0), nothing: undefined, list: [undefined, 1] }
    const answer = await first.request("status", args)
    expect(answer).toEqual(await second.request("status", args))
    expect(answer).toMatchObject({ args: { at: "1970-01-01T00:00:00.000Z", list: [null, 1] } })
    expect(Object.keys(Object(answer))).not.toContain("skipped")
  })

  test("tells notices to everybody who listens, until they do not", async () => {
    const folder = await practiceHome("b-2")
    const first = await opened(folder, "first")
    const second = await opened(folder, "second")
    const stop = new AbortController()
    const heard: unknown[] = []
    const listening = [first, second].map(async (desk) => {
      await desk.notices(stop.signal, (notice) => heard.push(notice))
    })
    stop.abort()
    await Promise.all(listening)
    expect(heard).toEqual([])
  })

  test("that does not answer is said to hang", async () => {
    const folder = await practiceHome("a-2")
    const store = await openLevelStore(homeLayout(folder).store)
    const stop = AbortSignal.timeout(200)
    await expect(
      openDesk({
        folder,
        passphrases: () => Promise.resolve(""),
        makeHandler: () => () => Promise.resolve(undefined),
        signal: stop,
      }),
    ).rejects.toMatchObject({ name: "AbortError" })
    await store?.close()
  })
})
