// A script as a command. Redis keeps scripts in memory only: after a restart or a failover it asks for the text once.

import type { Argument, RedisClient } from "../../redis/client.ts"
import { send } from "../../redis/client.ts"
import type { RedisWay } from "../../redis/way.ts"
import { isScriptMissing } from "../../redis/trouble.ts"
import { scripts, type Script } from "./scripts.ts"

export async function loadScripts(client: RedisClient): Promise<void> {
  await Promise.all(scripts.map(({ text }) => send(client, ["SCRIPT", "LOAD", text])))
}

export async function call(
  [way, partition]: readonly [way: RedisWay, partition: number],
  script: Script,
  keys: readonly string[],
  more: readonly Argument[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...more]
  try {
    return await way.ask(partition, ["EVALSHA", script.sha1, ...rest])
  } catch (error) {
    if (!(error instanceof Error) || !isScriptMissing(error.cause)) throw error
    return await way.ask(partition, ["EVAL", script.text, ...rest])
  }
}
