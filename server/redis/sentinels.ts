// The primary among several servers, as their sentinels name it. All of them are asked each time a connection is made, and the
// address that most of them name is tried; a sentinel that has not heard of a failover yet is outvoted, or the server it names
// turns out to be a replica, or alone, and the next try asks again.

import { drop, openClient, send, within, type Address, type Login } from "./client.ts"
import type { RedisPlace } from "./place.ts"
import { listOf, textOf } from "./reply.ts"
import { RedisTrouble } from "./trouble.ts"
import { limits } from "../../shared/limits.ts"

export interface SentinelWish {
  readonly sentinels: readonly Address[]
  readonly name: string
  /** Of the servers. Sentinels are asked without a password, in TLS where the servers are. */
  readonly login: Login
}

export function sentinelPlace({ sentinels, name, login }: SentinelWish): RedisPlace {
  const asker = { username: undefined, password: undefined, isTls: login.isTls }
  return {
    login,
    async find() {
      const named = await Promise.all(
        sentinels.map((sentinel) => namedBy(sentinel, asker, name).catch(() => undefined)),
      )
      const most = mostNamed(named.flatMap((address) => address ?? []))
      if (most === undefined) throw new RedisTrouble(`no sentinel names a primary for ${name}`)
      return most
    },
  }
}

async function namedBy(
  sentinel: Address,
  login: Login,
  name: string,
): Promise<Address | undefined> {
  const client = await openClient(sentinel, login)
  try {
    const asked = send(client, ["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name])
    const [host, port] = listOf(await within(limits.redisDeadlineMs, asked)).map(textOf)
    return host === undefined || port === undefined ? undefined : { host, port: Number(port) }
  } finally {
    drop(client)
  }
}

function mostNamed(named: readonly Address[]): Address | undefined {
  const votes = new Map<string, { readonly address: Address; readonly count: number }>()
  for (const address of named) {
    const place = `${address.host} ${String(address.port)}`
    votes.set(place, { address, count: (votes.get(place)?.count ?? 0) + 1 })
  }
  return [...votes.values()].toSorted((a, b) => b.count - a.count)[0]?.address
}
