// A journal on a Redis that a test has started.

import { RedisJournal } from "../../server/journal/redis/journal.ts"
import { redisTarget } from "../../server/redis/url.ts"

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
