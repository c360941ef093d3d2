import { describe, expect, test } from "vitest"

import { Waiters } from "../../../client/runtime/waiters.ts"

describe("whoever waits", () => {
  test("[RUN3] is answered at once where the answer is there", async () => {
    expect(await new Waiters().until(() => "there", {})).toBe("there")
  })

  test("[RUN3] is answered by the event that makes it true, and asked no more", async () => {
    const waiters = new Waiters()
    let fact: string | undefined
    let asked = 0
    const answered = waiters.until(() => {
      asked += 1
      return fact
    }, {})
    waiters.askAll()
    fact = "now"
    waiters.askAll()
    expect(await answered).toBe("now")
    waiters.askAll()
    expect(asked).toBe(3)
  })

  test("[RUN3] gets nothing when the time is over", async () => {
    expect(await new Waiters().until(() => undefined, { timeoutMs: 1 })).toBeUndefined()
  })

  test("gets nothing when the signal comes, or came before", async () => {
    const waiters = new Waiters()
    const stop = new AbortController()
    const { signal } = stop
    const answered = waiters.until(() => undefined, { signal })
    stop.abort()
    expect(await answered).toBeUndefined()
    expect(await waiters.until(() => undefined, { signal })).toBeUndefined()
  })

  test("whose question throws fails alone", async () => {
    const waiters = new Waiters()
    let isBroken = false
    let fact: string | undefined
    const broken = waiters.until(() => {
      if (isBroken) throw new Error("asked wrongly")
      return undefined
    }, {})
    const sound = waiters.until(() => fact, {})
    isBroken = true
    fact = "here"
    waiters.askAll()
    await expect(broken).rejects.toThrow("asked wrongly")
    expect(await sound).toBe("here")
  })

  test("[RUN2] is told when there will be no answer", async () => {
    const waiters = new Waiters()
    const answered = waiters.until(() => undefined, {})
    waiters.failAll(new Error("the disk is full"))
    await expect(answered).rejects.toThrow("the disk is full")
  })
})
