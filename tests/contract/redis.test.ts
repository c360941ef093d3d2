// The contract over a real redis-server, with two relay processes' worth of handles on one journal.

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { RedisJournal } from "../../server/journal/redis/journal.ts"
import { fixedPlace } from "../../server/redis/place.ts"
import { redisServerVersion, RedisServer } from "../support/redis-server.ts"
import { journalContract } from "./journal-contract.ts"

function openOn(server: RedisServer): Promise<RedisJournal> {
  const login = { username: undefined, password: undefined, isTls: false }
  const place = fixedPlace({ host: "127.0.0.1", port: server.port }, login)
  return new Promise((resolve) => {
    const journal = new RedisJournal({
      place,
      replicas: 0,
      onTrouble: (why) => {
        if (why === undefined) resolve(journal)
      },
    })
  })
}

describe.skipIf(redisServerVersion === undefined)("on redis-server (needs redis-server)", () => {
  let server: RedisServer | undefined

  beforeAll(async () => {
    server = await RedisServer.start()
  })
  afterAll(async () => {
    await server?.dispose()
  })

  journalContract("redis", async () => {
    const on = present(server, "a server")
    const [one, other] = [await openOn(on), await openOn(on)]
    return {
      writers: [one, other],
      async dispose() {
        await Promise.all([one.close(), other.close()])
      },
    }
  })

  test("names itself", () => {
    expect(redisServerVersion).toMatch(/Redis server v=/)
  })
})
