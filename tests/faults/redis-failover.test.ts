// The contract where another server can take over, and what is left when one does, under load.

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { RedisCluster } from "../support/redis-cluster.ts"
import { openRedis } from "../support/redis-journal.ts"
import { RedisSentinels } from "../support/redis-sentinels.ts"
import { redisServerVersion } from "../support/redis-server.ts"
import { lineIds } from "../contract/appender-script.ts"
import { Appender, lossesOf } from "../contract/appender.ts"
import { journalContract, type JournalUnderTest } from "../contract/journal-contract.ts"

const isMissing = redisServerVersion === undefined

let appender: Appender | undefined

afterEach(() => {
  appender?.end()
  appender = undefined
})

async function opened(url: string): Promise<JournalUnderTest> {
  const [one, other] = [await openRedis(url, 1), await openRedis(url, 1)]
  return {
    writers: [one, other],
    async dispose() {
      await Promise.all([one.close(), other.close()])
    },
  }
}

describe.skipIf(isMissing)("behind sentinels (needs redis-server)", () => {
  let all: RedisSentinels | undefined

  beforeAll(async () => {
    all = await RedisSentinels.start()
  }, 60_000)
  afterAll(async () => {
    await all?.dispose()
  })

  journalContract("sentinel", () => opened(present(all, "sentinels").url))

  test("[RDS11] nothing that was answered is lost when the primary is killed, or hangs until another has taken over", async () => {
    const { url } = present(all, "sentinels")
    const busy = new Appender(url, 1)
    appender = busy
    for (const blow of ["SIGKILL", "SIGSTOP"] as const) {
      await busy.until(busy.answers + 100)
      const primary = await present(all, "sentinels").primary()
      primary.signal(blow)
      await busy.until(busy.answers + 100)
      expect((await present(all, "sentinels").primary()).port).not.toBe(primary.port)
      if (blow === "SIGSTOP") primary.signal("SIGCONT")
      else await primary.startAgain()
      await present(all, "sentinels").untilAcquainted()
    }
    const answered = await busy.kill()
    const journal = await openRedis(url, 1)
    expect(await lossesOf(journal, answered)).toEqual([])
    await journal.close()
  }, 120_000)
})

describe.skipIf(isMissing)("on a cluster (needs redis-server)", () => {
  let all: RedisCluster | undefined

  beforeAll(async () => {
    all = await RedisCluster.start()
  }, 60_000)
  afterAll(async () => {
    await all?.dispose()
  })

  journalContract("cluster", () => opened(present(all, "a cluster").url))

  test("[RDS12] nothing that was answered is lost when a primary is killed", async () => {
    const cluster = present(all, "a cluster")
    const { url } = cluster
    const busy = new Appender(url, 1)
    appender = busy
    await busy.untilEach(20)
    for (const line of lineIds) {
      const primary = await cluster.primaryOf(line)
      await primary.kill()
      // Every line goes on, whichever node kept it.
      await busy.untilEach(20)
      expect((await cluster.primaryOf(line)).port).not.toBe(primary.port)
      await primary.startAgain()
      await cluster.untilWhole()
    }
    const answered = await busy.kill()
    const journal = await openRedis(url, 1)
    expect(await lossesOf(journal, answered)).toEqual([])
    await journal.close()
  }, 120_000)
})
