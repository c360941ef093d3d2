// A journal on a Redis that a test has started.

import { limits } from "../../shared/limits.ts"
import { RedisJournal } from "../../server/journal/redis/journal.ts"
import { redisTarget } from "../../server/redis/url.ts"

import type { JournalElsewhere } from "./line-of-processes.ts"

/** More than any test expects, on a machine that has other things to do. */
const patientMs = 15_000

/** Answers when it can be used. */
export function openRedis(
  url: string,
  replicas = 0,
  deadlineMs: number = patientMs,
): Promise<RedisJournal> {
  const target = redisTarget(url)
  if (target === undefined) throw new Error(`${url} is no Redis`)
  return new Promise((resolve) => {
    const journal: RedisJournal = new RedisJournal({
      target,
      replicas,
      deadlineMs,
      onTrouble: (why) => {
        if (why === undefined) resolve(journal)
      },
    })
  })
}

/** For a relay whose journal is there; `through` is the address that it is told, which may be a wire of a test. */
export function journalOn(url: string, through: string = url): JournalElsewhere {
  return {
    environment: { PARLEY_REDIS_URL: through },
    async entries(line) {
      const journal = await openRedis(url)
      const entries: Uint8Array[] = []
      for (;;) {
        const read = await journal.read(line, entries.length, limits.readEntriesMax)
        if (read.length === 0) break
        entries.push(...read)
      }
      await journal.close()
      return entries
    },
  }
}
