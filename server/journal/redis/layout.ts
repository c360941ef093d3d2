// Whose journal it is that stands in this Redis, and in which layout. Written once, by whoever comes first; whoever finds
// another one does not touch it.

import { randomUUID } from "node:crypto"

import { send, type RedisClient } from "../../redis/client.ts"
import { partitionCount } from "../../redis/partition.ts"
import { JournalFailure } from "../failure.ts"
import { layoutKey } from "./keys.ts"

const layoutName = `parley journal 1, ${String(partitionCount)} partitions`

export class Layout {
  #journal: string | undefined

  /** Rejects with a `JournalFailure` where this is another layout, or another journal than before. */
  async check(client: RedisClient): Promise<void> {
    if (this.#journal === undefined) {
      await send(client, ["SET", layoutKey, `${layoutName}, ${randomUUID()}`, "NX"])
    }
    const reply = await send(client, ["GET", layoutKey])
    const found = Buffer.isBuffer(reply) ? reply.toString("utf8") : ""
    if (this.#journal === undefined && found.startsWith(`${layoutName}, `)) this.#journal = found
    if (found !== this.#journal) throw otherLayout(found, this.#journal)
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
