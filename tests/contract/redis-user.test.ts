// The Redis user of a relay as OPERATIONS.md writes it down: enough for everything a journal does, and for nothing else.

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import {
  drop,
  openClient,
  send,
  type Command,
  type RedisClient,
} from "../../server/redis/client.ts"
import { openRedis } from "../support/redis-journal.ts"
import { redisServerVersion, RedisServer } from "../support/redis-server.ts"
import { relayUsers } from "../support/redis-user.ts"
import { appendOf, entriesOf, freshLine, put, textOf } from "./journal-line.ts"

const isMissing = redisServerVersion === undefined
const password = "a-password-of-a-test"

let shared: { readonly server: RedisServer; readonly client: RedisClient } | undefined

beforeAll(async () => {
  if (isMissing) return
  const server = await RedisServer.start(relayUsers(password))
  const login = { username: "relay", password, isTls: false }
  const client = await openClient({ host: "127.0.0.1", port: server.port }, login)
  shared = { server, client }
})
afterAll(async () => {
  if (shared !== undefined) drop(shared.client)
  await shared?.server.dispose()
})

const forbidden: readonly Command[] = [
  ["FLUSHALL"],
  ["FLUSHDB"],
  ["KEYS", "*"],
  ["SCAN", "0"],
  ["DEL", "parley:layout"],
  ["RENAME", "parley:layout", "parley:other"],
  ["EXPIRE", "parley:layout", "1"],
  ["GET", "other"],
  ["SET", "other", "1"],
  ["EVAL", "return redis.call('GET', 'other')", "0"],
  ["EVAL", "return redis.call('DEL', KEYS[1])", "1", "parley:layout"],
  ["SPUBLISH", "other", "1"],
  ["CONFIG", "SET", "appendfsync", "no"],
  ["ACL", "LIST"],
  ["BGREWRITEAOF"],
  ["SHUTDOWN", "NOSAVE"],
  ["REPLICAOF", "NO", "ONE"],
  ["CLIENT", "LIST"],
  ["MONITOR"],
  ["FUNCTION", "LIST"],
  ["SCRIPT", "FLUSH"],
  ["MIGRATE", "127.0.0.1", "1", "parley:layout", "0", "1"],
]

describe.skipIf(isMissing)("the Redis user of a relay (needs redis-server)", () => {
  test("[RDS9] can do everything a journal does", async () => {
    const { server } = present(shared, "a server")
    const url = `redis://relay:${password}@127.0.0.1:${String(server.port)}`
    const journal = await openRedis(url)
    const line = freshLine()
    const told = new Promise((resolve) => journal.subscribe(line, resolve))
    const beside = [put("a", "1"), put("b", "2", 5)]
    await journal.append(appendOf(line, 0, ["x"], { beside, nextDue: 4 }))
    expect(await told).toBe(1)
    await journal.write(line, [put("c", "3"), { key: "a", value: undefined }])
    expect(await entriesOf(journal, line)).toEqual(["x"])
    expect((await journal.besideRange(line, "", 9)).map(([key]) => key)).toEqual(["b", "c"])
    expect(textOf(await journal.beside(line, "c"))).toBe("3")
    expect(await journal.sweep(line, 9)).toBe(1)
    expect([await journal.due(4), await journal.lines()]).toEqual([[line], [line]])
    await journal.close()
  })

  test.each(forbidden.map((command) => [command.join(" "), command] as const))(
    "[RDS9] cannot %s",
    async (_, command) => {
      const { client } = present(shared, "a server")
      await expect(send(client, command)).rejects.toThrow(/NOPERM|can't (?:access|run)/)
    },
  )

  test("[RDS9] is the only one there is", async () => {
    const { server } = present(shared, "a server")
    const login = { username: undefined, password: undefined, isTls: false }
    const address = { host: "127.0.0.1", port: server.port }
    await expect(openClient(address, login)).rejects.toThrow(/NOAUTH/)
  })
})
