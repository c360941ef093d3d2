// A script as a command. Redis keeps scripts in memory only: after a restart or a failover it asks for the text once.

import type { Argument, RedisClient } from "../../redis/client.ts"
import { send } from "../../redis/client.ts"
import type { RedisLink } from "../../redis/link.ts"
import { isScriptMissing } from "../../redis/trouble.ts"
import { scripts, type Script } from "./scripts.ts"

export async function loadScripts(client: RedisClient): Promise<void> {
  await Promise.all(scripts.map(({ text }) => send(client, ["SCRIPT", "LOAD", text])))
}

export async function call(
  link: RedisLink,
  script: Script,
  keys: readonly string[],
  more: readonly Argument[],
): Promise<unknown> {
  const rest = [String(keys.length), ...keys, ...more]
  try {
    return await link.ask(["EVALSHA", script.sha1, ...rest])
  } catch (error) {
    if (!(error instanceof Error) || !isScriptMissing(error.cause)) throw error
    return await link.ask(["EVAL", script.text, ...rest])
  }
}
