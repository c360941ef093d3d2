// The processes of one relay hear each other through Redis: published, never stored. A relay that cannot reach Redis hears
// nothing of the others, and its desks see their proofs of life grow old.

import { limits } from "../../shared/limits.ts"
import type { RedisClient } from "../redis/client.ts"
import { tagged } from "../redis/partition.ts"
import { checkServer } from "../redis/server-check.ts"
import type { RedisTarget } from "../redis/url.ts"
import { openWay } from "../redis/open-way.ts"
import type { RedisWay } from "../redis/way.ts"
import type { Bus } from "./shared.ts"

/** One channel for all: every process wants to hear everything, and one connection carries it. */
const partition = 0
const channel = tagged(partition, "alive")

export class RedisBus implements Bus {
  readonly #way: RedisWay
  #take: (message: Uint8Array) => void = () => undefined

  constructor(target: RedisTarget) {
    this.#way = openWay(target, {
      deadlineMs: limits.redisDeadlineMs,
      replicas: 0,
      check: (client) => checkServer(client, 0),
      prepare: (client, served) => this.#listen(client, served),
      onChange: () => undefined,
    })
  }

  publish(message: Uint8Array): void {
    const { buffer, byteOffset, length } = message
    const bytes = Buffer.from(buffer, byteOffset, length)
    this.#way.ask(partition, ["SPUBLISH", channel, bytes]).catch(() => undefined)
  }

  onMessage(take: (message: Uint8Array) => void): void {
    this.#take = take
  }

  async close(): Promise<void> {
    await this.#way.close()
  }

  async #listen(client: RedisClient, served: readonly number[]): Promise<void> {
    if (!served.includes(partition)) return
    const take = (message: Buffer): void => {
      this.#take(new Uint8Array(message))
    }
    await client.sSubscribe(channel, take, true)
  }
}
