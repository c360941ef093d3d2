// A server as `redis://` or `rediss://` names it.

import type { Address, Login } from "./client.ts"

export interface RedisTarget {
  readonly address: Address
  readonly login: Login
}

/** Undefined where the text is no such address. */
export function redisTarget(text: string): RedisTarget | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") return undefined
  // Database numbers do not exist on a cluster, and a relay's Redis is for nothing else.
  if (!["", "/"].includes(url.pathname) || url.search !== "") return undefined
  return {
    address: { host: url.hostname, port: url.port === "" ? defaultPort : Number(url.port) },
    login: {
      username: decoded(url.username),
      password: decoded(url.password),
      isTls: url.protocol === "rediss:",
    },
  }
}

const defaultPort = 6379

function decoded(text: string): string | undefined {
  return text === "" ? undefined : decodeURIComponent(text)
}
