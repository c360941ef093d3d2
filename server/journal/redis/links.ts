// The connections of one relay process to its journal: one that writes, one that reads, one that listens. A write that waits for
// a slow disk or replica holds up no question, and a large answer holds up no write.

import { checkServer } from "../../redis/server-check.ts"
import { RedisLink } from "../../redis/link.ts"
import type { RedisClient } from "../../redis/client.ts"
import type { RedisPlace } from "../../redis/place.ts"
import { Hints } from "./hints.ts"
import { Layout } from "./layout.ts"
import { loadScripts } from "./script-call.ts"

export interface RedisWish {
  readonly place: RedisPlace
  /** How many replicas must confirm; 0 where the server has none. */
  readonly replicas: number
  /** Told when the journal cannot be used, and when it can again. */
  readonly onTrouble: (why: string | undefined) => void
}

export class RedisLinks {
  readonly writes: RedisLink
  readonly reads: RedisLink
  readonly hints: Hints
  readonly #ears: RedisLink
  #said: string | undefined = "nothing yet"

  constructor(
    { place, replicas, onTrouble }: RedisWish,
    sizeOf: (line: Parameters<Hints["tell"]>[0]) => Promise<number>,
  ) {
    const layout = new Layout()
    const report = (): void => {
      if (this.trouble === this.#said) return
      this.#said = this.trouble
      onTrouble(this.#said)
    }
    const common = {
      place,
      replicas,
      prepare: loadScripts,
      check: async (client: RedisClient): Promise<void> => {
        await checkServer(client, replicas)
        await layout.check(client)
      },
    }
    this.hints = new Hints({ sizeOf, ears: () => this.#ears, isConfirmedWhenTold: replicas === 0 })
    this.writes = new RedisLink({ ...common, onTrouble: report })
    this.reads = new RedisLink({ ...common, onTrouble: report })
    this.#ears = new RedisLink({
      place,
      replicas: 0,
      prepare: (client) => this.hints.listen(client),
      check: (client) => checkServer(client, 0),
      onTrouble: () => undefined,
    })
  }

  /** Why the journal cannot be used now. Hints alone are no reason: what they miss is found without them. */
  get trouble(): string | undefined {
    return this.writes.trouble ?? this.reads.trouble
  }

  async close(): Promise<void> {
    this.hints.close()
    await Promise.all([this.writes.close(), this.reads.close(), this.#ears.close()])
  }
}
