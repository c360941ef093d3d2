// What people say to each other is not in the memory of a relay, not in that of its Redis, not in the files of Redis and not in
// the log; and what the relay does to its Redis is what its user there may do.

import { randomBytes } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"

import { afterEach, describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { drop, openClient, send } from "../../../server/redis/client.ts"
import { listOf } from "../../../server/redis/reply.ts"
import { LineOfProcesses } from "../../support/line-of-processes.ts"
import { memoryOf } from "../../support/process-memory.ts"
import { journalOn, openRedis } from "../../support/redis-journal.ts"
import { RedisServer, redisServerVersion } from "../../support/redis-server.ts"
import { relayUsers } from "../../support/redis-user.ts"
import { tracesOf } from "./canaries.ts"

const password = "a-password-of-a-test"
const canReadMemory = memoryOf(process.pid) !== undefined

let line: LineOfProcesses | undefined
let redis: RedisServer | undefined

afterEach(async () => {
  await line?.dispose()
  await redis?.dispose()
  line = undefined
  redis = undefined
})

function filesOf({ folder }: RedisServer): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)))
  return Buffer.concat(files)
}

/** Every command that was refused to somebody. */
async function refusedBy({ port }: RedisServer): Promise<readonly unknown[]> {
  const login = { username: "operator", password, isTls: false }
  const client = await openClient({ host: "127.0.0.1", port }, login)
  try {
    return listOf(await send(client, ["ACL", "LOG"]))
  } finally {
    drop(client)
  }
}

describe.skipIf(redisServerVersion === undefined || !canReadMemory)(
  "a relay and its Redis (needs redis-server and a look into the memory of children)",
  () => {
    test("[RDS9] hold nothing of what is said, and the relay's user is enough for all that a relay does", async () => {
      const operator = `user operator on >${password} ~* &* +@all`
      const server = await RedisServer.start([...relayUsers(password), operator])
      redis = server
      const url = `redis://relay:${password}@127.0.0.1:${String(server.port)}`
      const relays = await LineOfProcesses.begin({
        callSigns: ["A1", "B1"],
        logLevel: "debug",
        journals: { N: journalOn(url) },
      })
      line = relays
      const [a1, b1] = await Promise.all([relays.openDesk("A1"), relays.openDesk("B1")])
      await relays.untilCurrent()
      const canaries = Array.from({ length: 4 }, () => `canary ${randomBytes(12).toString("hex")}`)
      for (const canary of canaries) {
        const message = a1.send(canary)
        await b1.untilOpened(message)
        b1.report(message, { kind: "read", role: "duty" })
        await a1.untilStage(message, "read")
      }
      await relays.untilCurrent()

      // Both hold who is on the line: what is found of that shows that the scan looks where things are.
      const control = randomBytes(24)
      const journal = await openRedis(url)
      await journal.write(relays.founded.state.line, [{ key: "control", value: control }])
      await journal.close()
      const label = Buffer.from(relays.founded.practice.devices.A1.entry.label)
      const places = new Map([
        ["memory of the relay", present(memoryOf(relays.relay("N").pid), "the relay's memory")],
        ["memory of Redis", present(memoryOf(server.pid), "the memory of Redis")],
        ["files of Redis", filesOf(server)],
        ["log", Buffer.from(relays.logs)],
      ])
      for (const canary of canaries) expect(tracesOf(Buffer.from(canary), places)).toEqual([])
      const foundOf = (what: Buffer): readonly string[] =>
        [...places].flatMap(([place, content]) => (content.includes(what) ? [place] : []))
      expect(foundOf(control)).toEqual(["memory of Redis", "files of Redis"])
      expect(foundOf(label)).toContain("memory of the relay")
      expect(await refusedBy(server)).toEqual([])
    })
  },
)
