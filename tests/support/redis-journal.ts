// A journal on a Redis that a test has started.

import { RedisJournal } from "../../server/journal/redis/journal.ts"
import { redisTarget } from "../../server/redis/url.ts"

/** Answers when it can be used. */
export function openRedis(url: string, replicas = 0): Promise<RedisJournal> {
  const target = redisTarget(url)
  if (target === undefined) throw new Error(`${url} is no Redis`)
  return new Promise((resolve) => {
    const journal: RedisJournal = new RedisJournal({
      target,
      replicas,
      onTrouble: (why) => {
        if (why === undefined) resolve(journal)
      },
    })
  })
}
