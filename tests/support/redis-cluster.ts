// A cluster of three primaries with two replicas each: with one, a failover would leave nobody to confirm.

import { spawnSync } from "node:child_process"

import type { LineId } from "../../shared/records/names.ts"
import { drop, openClient } from "../../server/redis/client.ts"
import { partitionOf } from "../../server/redis/partition.ts"
import { addressOf, servedBy } from "../../server/redis/slots.ts"
import { freePorts } from "./line-of-processes.ts"
import { directly, RedisServer } from "./redis-server.ts"

const settings = [
  "cluster-enabled yes",
  "cluster-node-timeout 2500",
  "cluster-require-full-coverage no",
  "cluster-replica-validity-factor 0",
]

export class RedisCluster {
  readonly servers: readonly RedisServer[]

  private constructor(servers: readonly RedisServer[]) {
    this.servers = servers
  }

  static async start(): Promise<RedisCluster> {
    const servers: RedisServer[] = []
    for (let i = 0; i < 9; i += 1) {
      const [bus = 0] = await freePorts(1)
      servers.push(await RedisServer.start([...settings, `cluster-port ${String(bus)}`]))
    }
    const nodes = servers.map(({ port }) => `127.0.0.1:${String(port)}`)
    const create = ["--cluster", "create", ...nodes, "--cluster-replicas", "2", "--cluster-yes"]
    const made = spawnSync("redis-cli", create, { encoding: "utf8" })
    if (made.status !== 0) throw new Error(`${made.stdout}${made.stderr}`)
    const cluster = new RedisCluster(servers)
    await cluster.untilWhole()
    return cluster
  }

  get url(): string {
    const hosts = this.servers.slice(0, 3).map(({ port }) => `127.0.0.1:${String(port)}`)
    return `redis+cluster://${hosts.join()}`
  }

  /** Asked from a node that runs. */
  async primaryOf(line: LineId): Promise<RedisServer> {
    const running = this.servers.find((server) => server.isRunning)
    const partition = partitionOf(line)
    const login = { username: undefined, password: undefined, isTls: false }
    const client = await openClient({ host: "127.0.0.1", port: running?.port ?? 0 }, login)
    const served = [...(await servedBy(client))]
    drop(client)
    const [name = ""] = served.find(([, kept]) => kept.includes(partition)) ?? []
    const found = this.servers.find(({ port }) => port === addressOf(name).port)
    if (found === undefined) throw new Error("nobody keeps the line")
    return found
  }

  /** Every node finds the cluster in order, and every replica follows. */
  async untilWhole(): Promise<void> {
    for (const server of this.servers) {
      while (!String(await directly(server, ["CLUSTER", "INFO"])).includes("cluster_state:ok"));
      while (
        !/role:master|master_link_status:up/.test(
          String(await directly(server, ["INFO", "replication"])),
        )
      );
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.dispose()))
  }
}
