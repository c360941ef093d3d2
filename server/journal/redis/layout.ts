// Whose journal it is that stands in this Redis, and in which layout. Written once, by whoever comes first; whoever finds
// another one does not touch it.

import { randomUUID } from "node:crypto"

import { send, type RedisClient } from "../../redis/client.ts"
import { partitionCount } from "../../redis/partition.ts"
import { JournalFailure } from "../failure.ts"
import { layoutKey } from "./keys.ts"

const layoutName = `parley journal 1, ${String(partitionCount)} partitions`

export class Layout {
  /** By partition: on a cluster every node has its own word. */
  readonly #journals = new Map<number, string>()

  /** Rejects with a `JournalFailure` where this is another layout, or another journal than before. */
  async check(client: RedisClient, partition: number): Promise<void> {
    const key = layoutKey(partition)
    const known = this.#journals.get(partition)
    if (known === undefined) {
      await send(client, ["SET", key, `${layoutName}, ${randomUUID()}`, "NX"])
    }
    const reply = await send(client, ["GET", key])
    const found = Buffer.isBuffer(reply) ? reply.toString("utf8") : ""
    if (known === undefined ? !found.startsWith(`${layoutName}, `) : found !== known) {
      throw otherLayout(found, known)
    }
    this.#journals.set(partition, found)
  }
}

function otherLayout(found: string, known: string | undefined): JournalFailure {
  if (known !== undefined) {
    const sentence = `Redis holds another journal than before ("${found}" for "${known}"): was it emptied, or an old copy put back?`
    return new JournalFailure("damaged", sentence)
  }
  const sentence = `Redis holds "${found}"; this program knows "${layoutName}". Nothing was changed.`
  return new JournalFailure("unusable", sentence)
}
