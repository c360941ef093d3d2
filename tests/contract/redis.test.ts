// The contract over a real redis-server, with two relay processes' worth of handles on one journal.

import { afterAll, beforeAll, describe, expect, test } from "vitest"

import { present } from "../../shared/assert.ts"
import { branded } from "../../shared/encoding/schema.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Command } from "../../server/redis/client.ts"
import { lineKeys } from "../../server/journal/redis/keys.ts"
import { openRedis } from "../support/redis-journal.ts"
import { directly, redisServerVersion, RedisServer } from "../support/redis-server.ts"
import { Appender, lossesOf } from "./appender.ts"
import { journalContract } from "./journal-contract.ts"
import { appendOf, entriesOf, freshLine, put } from "./journal-line.ts"

const isMissing = redisServerVersion === undefined
let shared: RedisServer | undefined

beforeAll(async () => {
  if (!isMissing) shared = await RedisServer.start()
})
afterAll(async () => {
  await shared?.dispose()
})

function server(): RedisServer {
  return present(shared, "a server")
}

describe.skipIf(isMissing)("on redis-server (needs redis-server)", () => {
  journalContract("redis", async () => {
    const [one, other] = [await openRedis(server().url), await openRedis(server().url)]
    return {
      writers: [one, other],
      async dispose() {
        await Promise.all([one.close(), other.close()])
      },
    }
  })
})

describe.skipIf(isMissing)("a redis journal and its server (needs redis-server)", () => {
  test("[RDS3] has everything it answered for after kill -9 of the server under load, again and again", async () => {
    const own = await RedisServer.start()
    const appender = new Appender(own.url)
    for (const more of [40, 300, 1, 120, 60]) {
      await appender.until(appender.answers + more)
      await own.kill()
      await own.startAgain()
    }
    await appender.until(appender.answers + 60)
    const answered = await appender.kill()
    const journal = await openRedis(own.url)
    expect(await lossesOf(journal, answered)).toEqual([])
    await journal.close()
    await own.dispose()
  }, 120_000)

  test("[JRN1] has everything it answered for after kill -9 of a writer", async () => {
    const appender = new Appender(server().url)
    await appender.until(200)
    const answered = await appender.kill()
    const journal = await openRedis(server().url)
    expect(await lossesOf(journal, answered)).toEqual([])
    await journal.close()
  }, 60_000)

  test("[RDS8] tells other processes which rows were written, and not the one that wrote", async () => {
    const [one, other] = [await openRedis(server().url), await openRedis(server().url)]
    const line = freshLine()
    const own: unknown[] = []
    one.subscribe(
      line,
      () => undefined,
      (keys) => own.push(keys),
    )
    const told: unknown[] = []
    const hears = (): Promise<void> =>
      new Promise((resolve) => {
        const end = other.subscribe(
          line,
          () => undefined,
          (keys) => {
            told.push(keys)
            end()
            resolve()
          },
        )
      })
    // The first may be told without keys: somebody who has just begun to listen does not know what went before.
    const first = hears()
    await one.write(line, [put("mail/c", "1")])
    await first
    const second = hears()
    await one.write(line, [put("mail/a", "1"), { key: "mail/b", value: undefined }])
    await second
    expect(told[1]).toEqual(["mail/a", "mail/b"])
    expect(own.filter((keys) => keys !== undefined)).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  test("[RDS8] makes a lost hint good by itself", async () => {
    const own = await RedisServer.start()
    const journal = await openRedis(own.url)
    const line = freshLine()
    await journal.append(appendOf(line, 0, ["a"]))
    const told = new Promise((resolve) => {
      journal.subscribe(line, (size) => {
        if (size === 2) resolve(size)
      })
    })
    // As if it had been told to nobody: written by somebody who publishes on no channel that anybody hears.
    const writer = await openRedis(own.url)
    await directly(own, ["CLIENT", "KILL", "TYPE", "pubsub"])
    await writer.append(appendOf(line, 1, ["b"]))
    expect(await told).toBe(2)
    await Promise.all([journal.close(), writer.close()])
    await own.dispose()
  })
})

/** What a disk, or a person with a key, can do to stored bytes. */
const damages: readonly (readonly [string, (line: LineId) => readonly Command[]])[] = [
  ["an entry altered", (line) => [["HSET", lineKeys(line).entries, "1", "altered bytes"]]],
  ["an entry moved", (line) => [["EVAL", moveEntry, "1", lineKeys(line).entries]]],
  ["an entry lost", (line) => [["HDEL", lineKeys(line).entries, "1"]]],
  ["the last entry lost", (line) => [["HDEL", lineKeys(line).entries, "2"]]],
  ["the head lost", (line) => [["DEL", lineKeys(line).head]]],
  ["the head set back", (line) => [["HSET", lineKeys(line).head, "size", "2"]]],
  ["the whole line lost", (line) => [["DEL", lineKeys(line).head, lineKeys(line).entries]]],
]
const moveEntry = "return redis.call('HSET', KEYS[1], '1', redis.call('HGET', KEYS[1], '2'))"

describe.skipIf(isMissing)("what is damaged in Redis (needs redis-server)", () => {
  test.each(damages)("[JRN12] %s: refused, never skipped and never given back", async (_, harm) => {
    const line = freshLine()
    const journal = await openRedis(server().url)
    await journal.append(appendOf(line, 0, ["a", "b", "c"]))
    for (const command of harm(line)) await directly(server(), command)
    const reader = await openRedis(server().url)
    await expect(entriesOf(reader, line)).rejects.toMatchObject({ kind: "damaged" })
    await Promise.all([journal.close(), reader.close()])
  })

  test("[JRN12] a row altered: refused", async () => {
    const line = freshLine()
    const journal = await openRedis(server().url)
    await journal.write(line, [put("row", "r")])
    await directly(server(), ["HSET", lineKeys(line).rows, "row", "altered bytes"])
    await expect(journal.beside(line, "row")).rejects.toMatchObject({ kind: "damaged" })
    await expect(journal.besideRange(line, "", 9)).rejects.toMatchObject({ kind: "damaged" })
    await journal.close()
  })

  test("[RDS10] fewer entries than were confirmed: refused, and never written over", async () => {
    const own = await RedisServer.start()
    const line = branded<LineId>("0d".repeat(32))
    const journal = await openRedis(own.url)
    await journal.append(appendOf(line, 0, ["a", "b"]))
    await directly(own, ["FLUSHALL"])
    await expect(journal.size(line)).rejects.toMatchObject({ kind: "damaged" })
    await expect(journal.append(appendOf(line, 2, ["c"]))).rejects.toMatchObject({
      kind: "damaged",
    })
    await journal.close()
    await own.dispose()
  })
})
