// The processes of one relay hear each other through Redis: published, never stored. A relay that cannot reach Redis hears
// nothing of the others, and its desks see their proofs of life grow old.

import type { RedisClient } from "../redis/client.ts"
import { RedisLink } from "../redis/link.ts"
import { tagged } from "../redis/partition.ts"
import type { RedisPlace } from "../redis/place.ts"
import { checkServer } from "../redis/server-check.ts"
import type { Bus } from "./shared.ts"

/** One channel for all: every process wants to hear everything, and one connection carries it. */
const channel = tagged(0, "alive")

export class RedisBus implements Bus {
  readonly #link: RedisLink
  #take: (message: Uint8Array) => void = () => undefined

  constructor(place: RedisPlace) {
    this.#link = new RedisLink({
      place,
      replicas: 0,
      check: (client) => checkServer(client, 0),
      prepare: (client) => this.#listen(client),
      onTrouble: () => undefined,
    })
  }

  publish(message: Uint8Array): void {
    const { buffer, byteOffset, length } = message
    const bytes = Buffer.from(buffer, byteOffset, length)
    this.#link.ask(["SPUBLISH", channel, bytes]).catch(() => undefined)
  }

  onMessage(take: (message: Uint8Array) => void): void {
    this.#take = take
  }

  async close(): Promise<void> {
    await this.#link.close()
  }

  async #listen(client: RedisClient): Promise<void> {
    const take = (message: Buffer): void => {
      this.#take(new Uint8Array(message))
    }
    await client.sSubscribe(channel, take, true)
  }
}
