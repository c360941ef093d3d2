// A primary, two replicas and three sentinels, as an operator would run them on three machines.

import { directly, RedisServer } from "./redis-server.ts"

const name = "parley"

export class RedisSentinels {
  readonly servers: readonly RedisServer[]
  readonly sentinels: readonly RedisServer[]

  private constructor(servers: readonly RedisServer[], sentinels: readonly RedisServer[]) {
    this.servers = servers
    this.sentinels = sentinels
  }

  static async start(): Promise<RedisSentinels> {
    const primary = await RedisServer.start()
    const follow = [`replicaof 127.0.0.1 ${String(primary.port)}`]
    const replicas = [await RedisServer.start(follow), await RedisServer.start(follow)]
    while ((await directly(primary, ["WAIT", "2", "500"])) !== 2);
    const watched = [
      `sentinel monitor ${name} 127.0.0.1 ${String(primary.port)} 2`,
      `sentinel down-after-milliseconds ${name} 2000`,
      `sentinel failover-timeout ${name} 5000`,
    ]
    const sentinels = await Promise.all([0, 1, 2].map(() => RedisServer.startSentinel(watched)))
    const all = new RedisSentinels([primary, ...replicas], sentinels)
    await all.untilAcquainted()
    return all
  }

  get url(): string {
    const hosts = this.sentinels.map(({ port }) => `127.0.0.1:${String(port)}`)
    return `redis+sentinel://${hosts.join()}/${name}`
  }

  /** Every sentinel knows the others and both replicas: before that there is no failover. */
  async untilAcquainted(): Promise<void> {
    for (const sentinel of this.sentinels) {
      for (;;) {
        const known = await directly(sentinel, ["SENTINEL", "MASTER", name])
        const facts = new Map(
          Object.entries(known ?? {}).map(([key, value]) => [key, String(value)]),
        )
        if (facts.get("num-other-sentinels") === "2" && facts.get("num-slaves") === "2") break
      }
    }
  }

  /** The one that the first sentinel calls the primary. */
  async primary(): Promise<RedisServer> {
    const [sentinel] = this.sentinels
    if (sentinel === undefined) throw new Error("there is no sentinel")
    const reply = await directly(sentinel, ["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name])
    const [, port] = Array.isArray(reply) ? reply.map(String) : []
    const found = this.servers.find((server) => String(server.port) === port)
    if (found === undefined) throw new Error("the sentinels name a stranger")
    return found
  }

  async dispose(): Promise<void> {
    await Promise.all([...this.sentinels, ...this.servers].map((server) => server.dispose()))
  }
}
