// The way to a cluster: a connection to each node that is the primary of some partitions. Who that is, any node knows; it is
// asked once a second, and soon after a node has failed or has sent somebody elsewhere.

import { limits } from "../../shared/limits.ts"
import { JournalFailure } from "../journal/failure.ts"
import { drop, openClient, within, type Address, type Command, type Login } from "./client.ts"
import { RedisLink } from "./link.ts"
import { partitionCount } from "./partition.ts"
import { fixedPlace } from "./place.ts"
import { addressOf, nameOf, servedBy, type Served } from "./slots.ts"
import { unreachable, wordsOf } from "./trouble.ts"
import type { RedisWay, WayPorts } from "./way.ts"

interface Node {
  readonly link: RedisLink
  readonly served: readonly number[]
}

export class ClusterWay implements RedisWay {
  readonly #ports: WayPorts
  readonly #login: Login
  readonly #seeds: readonly string[]
  readonly #nodes = new Map<string, Node>()
  readonly #byPartition = new Map<number, RedisLink>()
  readonly #closing: Promise<void>[] = []
  #trouble: string | undefined = "the cluster has not been reached yet"
  #turn = 0
  #isAsking = false
  #isClosed = false
  readonly #asking: NodeJS.Timeout

  constructor(
    { nodes, login }: { readonly nodes: readonly Address[]; readonly login: Login },
    ports: WayPorts,
  ) {
    this.#ports = ports
    this.#login = login
    this.#seeds = nodes.map(nameOf)
    this.#asking = setInterval(() => {
      void this.#askWho()
    }, limits.redisTopologyMs)
    void this.#askWho()
  }

  get trouble(): string | undefined {
    const troubles = [...this.#nodes.values()].map(({ link }) => link.trouble)
    return this.#trouble ?? troubles.find((trouble) => trouble !== undefined)
  }

  async ask(partition: number, command: Command): Promise<unknown> {
    if (this.#isClosed) throw new JournalFailure("closed", "The journal is closed.")
    const link = this.#byPartition.get(partition)
    if (link === undefined) throw unreachable(this.#trouble ?? "no node keeps this partition")
    return await link.ask(command)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#asking)
    for (const { link } of this.#nodes.values()) this.#closing.push(link.close())
    await Promise.all(this.#closing)
  }

  /** One node after another, those that keep something first: a node that is down costs one turn. */
  async #askWho(): Promise<void> {
    if (this.#isAsking || this.#isClosed) return
    this.#isAsking = true
    const known = [...new Set([...this.#nodes.keys(), ...this.#seeds])]
    const node = known[(this.#turn += 1) % known.length] ?? ""
    try {
      this.#follow(await this.#tableOf(node))
    } catch (error) {
      if (this.#nodes.size === 0) this.#say(wordsOf(error))
    } finally {
      this.#isAsking = false
    }
  }

  async #tableOf(node: string): Promise<Served> {
    const client = await openClient(addressOf(node), this.#login, this.#ports.deadlineMs)
    try {
      return await within(this.#ports.deadlineMs, servedBy(client))
    } finally {
      drop(client)
    }
  }

  #follow(table: Served): void {
    if (this.#isClosed) return
    for (const [name, { link, served }] of this.#nodes) {
      if (table.get(name)?.join() === served.join()) continue
      this.#nodes.delete(name)
      this.#closing.push(link.close())
    }
    for (const [name, served] of table) {
      if (!this.#nodes.has(name))
        this.#nodes.set(name, { served, link: this.#linkTo(name, served) })
    }
    this.#byPartition.clear()
    for (const { link, served } of this.#nodes.values()) {
      for (const partition of served) this.#byPartition.set(partition, link)
    }
    const isWhole = this.#byPartition.size === partitionCount
    this.#say(isWhole ? undefined : "the cluster has partitions that no node keeps")
  }

  #linkTo(name: string, served: readonly number[]): RedisLink {
    return new RedisLink({
      ...this.#ports,
      place: fixedPlace(addressOf(name), this.#login),
      served,
      onChange: () => {
        this.#ports.onChange()
        // Whoever took its place may be known already.
        void this.#askWho()
      },
    })
  }

  #say(trouble: string | undefined): void {
    if (this.#trouble === trouble) return
    this.#trouble = trouble
    this.#ports.onChange()
  }
}
