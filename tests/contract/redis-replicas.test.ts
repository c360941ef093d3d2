// A journal whose writes a replica must have: nothing is answered, read or told before.

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { limits } from "../../shared/limits.ts"
import type { RedisJournal } from "../../server/journal/redis/journal.ts"
import { openRedis } from "../support/redis-journal.ts"
import { directly, redisServerVersion, RedisServer } from "../support/redis-server.ts"
import { journalContract } from "./journal-contract.ts"
import { appendOf, entriesOf, freshLine, put } from "./journal-line.ts"

const isMissing = redisServerVersion === undefined
let shared: { readonly primary: RedisServer; readonly replica: RedisServer } | undefined

beforeAll(async () => {
  if (isMissing) return
  const primary = await RedisServer.start()
  const replica = await RedisServer.start([`replicaof 127.0.0.1 ${String(primary.port)}`])
  await inStep(primary)
  shared = { primary, replica }
})
afterAll(async () => {
  await shared?.replica.dispose()
  await shared?.primary.dispose()
})

function pair(): { readonly primary: RedisServer; readonly replica: RedisServer } {
  return present(shared, "a primary with its replica")
}

/** As a relay is: what is stuck is given up soon. */
async function hasty(url: string): Promise<RedisJournal> {
  return await openRedis(url, 1, limits.redisDeadlineMs)
}

/** The replica has everything; WAIT answers when it has. */
async function inStep(primary: RedisServer): Promise<void> {
  while ((await directly(primary, ["WAIT", "1", "1000"])) !== 1);
}

describe.skipIf(isMissing)("on a primary with a replica (needs redis-server)", () => {
  journalContract("replicated redis", async () => {
    const { url } = pair().primary
    const [one, other] = [await openRedis(url, 1), await openRedis(url, 1)]
    return {
      writers: [one, other],
      async dispose() {
        await Promise.all([one.close(), other.close()])
      },
    }
  })

  test("[RDS7] a replica that is stuck: nothing is answered, and nobody reads or is told what it lacks", async () => {
    const { primary, replica } = pair()
    const [writer, reader] = [await hasty(primary.url), await hasty(primary.url)]
    const line = freshLine()
    const sizes: number[] = []
    await writer.append(appendOf(line, 0, ["confirmed"], { nextDue: 9 }))
    const told = new Promise((resolve) => {
      reader.subscribe(line, (size) => {
        sizes.push(size)
        if (size === 2) resolve(size)
      })
    })
    replica.signal("SIGSTOP")
    const more = { beside: [put("row", "r")], nextDue: 5 }
    await expect(writer.append(appendOf(line, 1, ["unconfirmed"], more))).rejects.toMatchObject({
      kind: "unreachable",
    })
    // Written on the primary all the same, as nobody may know yet.
    const away = { kind: "unreachable" }
    await expect(reader.size(line)).rejects.toMatchObject(away)
    await expect(reader.read(line, 0, 9)).rejects.toMatchObject(away)
    await expect(reader.beside(line, "row")).rejects.toMatchObject(away)
    await expect(reader.due(5)).rejects.toMatchObject(away)
    expect(reader.trouble).toMatch(/0 of 1 replicas confirm/)
    expect(sizes.filter((size) => size > 1)).toEqual([])
    replica.signal("SIGCONT")
    expect(await told).toBe(2)
    expect(await entriesOf(reader, line)).toEqual(["confirmed", "unconfirmed"])
    await Promise.all([writer.close(), reader.close()])
  })

  test("[RDS1] a primary that has lost its replicas is not used, and says so", async () => {
    const { primary, replica } = pair()
    const journal = await hasty(primary.url)
    await replica.kill()
    await expect(journal.append(appendOf(freshLine(), 0, ["x"]))).rejects.toMatchObject({
      kind: "unreachable",
    })
    expect(journal.trouble).toMatch(/replicas/)
    await replica.startAgain()
    const back = await openRedis(primary.url, 1)
    expect(await back.append(appendOf(freshLine(), 0, ["x"]))).toEqual({
      kind: "appended",
      size: 1,
    })
    await Promise.all([journal.close(), back.close()])
  })
})
