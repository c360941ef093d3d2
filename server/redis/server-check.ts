// What a Redis server must be before a relay says "accepted" on its word. Looked at on every new connection and now and then:
// settings can be changed while a server runs, and another server may have taken its place.

import { send, type RedisClient } from "./client.ts"
import { textOf } from "./reply.ts"
import { RedisTrouble } from "./trouble.ts"

/** Each of these was measured to lose accepted records when it is anything else. */
const required: Readonly<Record<string, string>> = {
  appendonly: "yes",
  appendfsync: "always",
  "maxmemory-policy": "noeviction",
}

/** Sections of INFO, in one answer. */
const sections = ["server", "replication", "persistence"] as const

/** Throws a `RedisTrouble` that says what to change. */
export async function checkServer(client: RedisClient, replicas: number): Promise<void> {
  const [info, settings] = await Promise.all([
    send(client, ["INFO", ...sections]),
    send(client, ["CONFIG", "GET", ...Object.keys(required)]),
  ])
  const fault = infoFault(factsOf(info), replicas) ?? settingsFault(settings)
  if (fault !== undefined) throw new RedisTrouble(fault)
}

function factsOf(info: unknown): ReadonlyMap<string, string> {
  const lines = textOf(info).split("\r\n")
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(":")
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)] as const]
    }),
  )
}

function infoFault(facts: ReadonlyMap<string, string>, replicas: number): string | undefined {
  const fact = (name: string): string => facts.get(name) ?? ""
  if (Number.parseInt(fact("redis_version"), 10) < 7) return "the server is older than Redis 7"
  if (fact("role") !== "master") return "the server is a replica"
  if (fact("loading") !== "0") return "the server is still loading its data"
  if (fact("aof_last_write_status") !== "ok") {
    return "the server could not write its append-only file (aof_last_write_status)"
  }
  const connected = Number(fact("connected_slaves"))
  return connected < replicas
    ? `${String(connected)} replicas are connected, and ${String(replicas)} must confirm`
    : undefined
}

function settingsFault(settings: unknown): string | undefined {
  const found = new Map(
    typeof settings === "object" && settings !== null ? Object.entries(settings) : [],
  )
  for (const [name, value] of Object.entries(required)) {
    const set = textOf(found.get(name))
    if (set !== value) return `the server has ${name} "${set}", and it must be "${value}"`
  }
  return undefined
}
