// A relay whose Redis is missing, wrong, killed or frozen: it says so, promises nothing, and goes on when Redis is back.

import { afterEach, describe, expect, test } from "vitest"

import { endOf, plainSocket } from "../relay/live-circuit.ts"
import { RelayOfProcesses, type Ready } from "./processes.ts"
import { directly, RedisServer, redisServerVersion } from "../../support/redis-server.ts"

let relay: RelayOfProcesses | undefined

afterEach(async () => {
  await relay?.dispose()
  relay = undefined
})

async function furnished(): Promise<RelayOfProcesses> {
  relay = await RelayOfProcesses.furnish(1, await RedisServer.start())
  return relay
}

/** Asks the page until it says something that fits: a monitor does no other. */
async function says(of: RelayOfProcesses, fits: (ready: Ready) => boolean): Promise<Ready> {
  return await of.says(0, fits)
}

describe.skipIf(redisServerVersion === undefined)(
  "a relay and its Redis (needs redis-server)",
  () => {
    test("[RDS1] a Redis that is not there: not ready, and why; ready when it comes", async () => {
      const of = await furnished()
      await of.redis.kill()
      const starting = of.start(0)
      const { faults } = await says(of, ({ ready }) => !ready)
      expect(faults.join()).toMatch(/the journal cannot be reached: .*ECONNREFUSED/)
      await of.redis.startAgain()
      await starting
      expect(await says(of, ({ ready }) => ready)).toMatchObject({ faults: [] })
      const health: unknown = await (await fetch(of.page(0, "/healthz"))).json()
      expect(health).toMatchObject({ status: "alive", journal: "redis" })
    })

    test.each([
      ["appendfsync", "everysec", "always"],
      ["appendonly", "no", "yes"],
      ["maxmemory-policy", "allkeys-lru", "noeviction"],
    ])(
      "[RDS1] a Redis with %s %s: not ready, and why; ready when it is put right",
      async (...set) => {
        const [name, wrong, right] = set
        const of = await furnished()
        await directly(of.redis, ["CONFIG", "SET", name, wrong])
        const starting = of.start(0)
        const { faults } = await says(of, (page) => page.faults.join().includes(name))
        expect(faults.join()).toContain(
          `the server has ${name} "${wrong}", and it must be "${right}"`,
        )
        await directly(of.redis, ["CONFIG", "SET", name, right])
        await starting
      },
    )

    test("[RDS1] a Redis that is full: not ready, and why; nothing is evicted", async () => {
      const of = await furnished()
      await of.start(0)
      const a = await of.attach(0, "A1")
      await directly(of.redis, ["CONFIG", "SET", "maxmemory", "1mb"])
      const story = of.story()
      const sent = story.northSends()
      const accepting = a.submit(1, sent, story.enclosureOf(sent))
      const { faults } = await says(of, ({ ready }) => !ready)
      expect(faults.join()).toMatch(/OOM/)
      await directly(of.redis, ["CONFIG", "SET", "maxmemory", "0"])
      expect(await accepting).toMatchObject({ index: 4 })
    })

    test("[RDS2] a Redis that is killed and comes back at once: nobody loses a circuit", async () => {
      const of = await furnished()
      await of.start(0)
      const a = await of.attach(0, "A1")
      const story = of.story()
      const [before, during] = [story.northSends(), story.northSends()]
      expect(await a.submit(1, before, story.enclosureOf(before))).toMatchObject({ index: 4 })
      await of.redis.kill()
      const accepting = a.submit(2, during, story.enclosureOf(during))
      await of.redis.startAgain()
      expect(await accepting).toMatchObject({ index: 5 })
      expect(of.process(0).hasEnded).toBe(false)
    })

    test.each(["SIGKILL", "SIGSTOP"] as const)(
      "[RDS2] a Redis that stays away (%s): circuits are told within five seconds, and come back with it",
      async (blow) => {
        const of = await furnished()
        await of.start(0)
        const a = await of.attach(0, "A1")
        const story = of.story()
        const sent = story.northSends()
        const began = performance.now()
        of.redis.signal(blow)
        a.submit(1, sent, story.enclosureOf(sent)).catch(() => undefined)
        await a.ended
        expect(a.failure).toBe("relay/journal")
        expect(performance.now() - began).toBeLessThan(5_000)
        expect(await endOf(plainSocket(of.urlOf(0)))).toBe(503)
        if (blow === "SIGSTOP") of.redis.signal("SIGCONT")
        else await of.redis.startAgain()
        await says(of, ({ ready }) => ready)
        const again = await of.attach(0, "A1")
        // Sent, and unknown: the same record again has one place, whether or not it was written then.
        const { index } = await again.submit(2, sent, story.enclosureOf(sent))
        expect(index).toBe(4)
        expect(of.process(0).hasEnded).toBe(false)
      },
      60_000,
    )

    test("[RDS10] a Redis that was emptied: the relay ends, and does not begin anew", async () => {
      const of = await furnished()
      await of.start(0)
      const a = await of.attach(0, "A1")
      await directly(of.redis, ["FLUSHALL"])
      const story = of.story()
      const sent = story.northSends()
      a.submit(1, sent, story.enclosureOf(sent)).catch(() => undefined)
      expect(await of.process(0).ended).toMatchObject({ code: 70 })
      expect(of.process(0).log).toMatch(/damaged/)
    })
  },
)
