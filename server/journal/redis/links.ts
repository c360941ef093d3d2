// The connections of one relay process to its journal: one that writes, one that reads, one that listens. A write that waits for
// a slow disk or replica holds up no question, and a large answer holds up no write.

import { limits } from "../../../shared/limits.ts"
import type { LineId } from "../../../shared/records/names.ts"
import type { RedisClient } from "../../redis/client.ts"
import { checkServer } from "../../redis/server-check.ts"
import type { RedisTarget } from "../../redis/url.ts"
import { openWay } from "../../redis/open-way.ts"
import type { RedisWay } from "../../redis/way.ts"
import { Hints } from "./hints.ts"
import { Layout } from "./layout.ts"
import { loadScripts } from "./script-call.ts"

export interface RedisWish {
  readonly target: RedisTarget
  /** How many replicas must confirm; 0 where the server has none. */
  readonly replicas: number
  /** For a machine that is known to be slow; otherwise what `limits` says. */
  readonly deadlineMs?: number
  /** Told when the journal cannot be used, and when it can again. */
  readonly onTrouble: (why: string | undefined) => void
}

export class RedisLinks {
  readonly writes: RedisWay
  readonly reads: RedisWay
  readonly hints: Hints
  readonly #ears: RedisWay
  #said: string | undefined = "nothing yet"

  constructor(
    { target, replicas, onTrouble, deadlineMs = limits.redisDeadlineMs }: RedisWish,
    sizeOf: (line: LineId) => Promise<number>,
  ) {
    const layout = new Layout()
    const common = {
      deadlineMs,
      replicas,
      prepare: loadScripts,
      check: async (client: RedisClient, [first = 0]: readonly number[]): Promise<void> => {
        await checkServer(client, replicas)
        await layout.check(client, first)
      },
      onChange: () => {
        if (this.trouble === this.#said) return
        this.#said = this.trouble
        onTrouble(this.#said)
      },
    }
    this.hints = new Hints({ sizeOf, ears: () => this.#ears, isConfirmedWhenTold: replicas === 0 })
    this.writes = openWay(target, common)
    this.reads = openWay(target, common)
    this.#ears = openWay(target, {
      deadlineMs,
      replicas: 0,
      prepare: (client, served) => this.hints.listen(client, served),
      check: (client) => checkServer(client, 0),
      onChange: () => undefined,
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
