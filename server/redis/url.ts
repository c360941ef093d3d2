// Where Redis is, as one line of a configuration says it: one server, the sentinels of one, or nodes of a cluster.
//
//   redis://[user:password@]host[:port]
//   redis+sentinel://[user:password@]host[:port],host[:port],…/name
//   redis+cluster://[user:password@]host[:port],host[:port],…
//
// `rediss` in place of `redis` is TLS.

import type { Address, Login } from "./client.ts"

export type RedisTarget =
  | { readonly kind: "one"; readonly address: Address; readonly login: Login }
  | {
      readonly kind: "sentinel"
      readonly sentinels: readonly Address[]
      /** What the sentinels call the primary. */
      readonly name: string
      readonly login: Login
    }
  | { readonly kind: "cluster"; readonly nodes: readonly Address[]; readonly login: Login }

const form =
  /^(?<scheme>rediss?)(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^@/?#]+)\/?(?<name>[\w.-]*)$/
const ports = { one: 6379, sentinel: 26_379, cluster: 6379 } as const

/** Undefined where the text is no such address. */
export function redisTarget(text: string): RedisTarget | undefined {
  const parts = form.exec(text)?.groups ?? {}
  const kind = kindOf(parts["kind"])
  const hosts = (parts["hosts"] ?? "").split(",")
  const addresses = hosts.flatMap((host) => addressOf(host, ports[kind]) ?? [])
  if (addresses.length < hosts.length) return undefined
  const login: Login = {
    username: decoded(parts["user"]),
    password: decoded(parts["password"]),
    isTls: parts["scheme"] === "rediss",
  }
  return targetOf(kind, addresses, { name: parts["name"] ?? "", login })
}

function targetOf(
  kind: RedisTarget["kind"],
  addresses: readonly Address[],
  { name, login }: { readonly name: string; readonly login: Login },
): RedisTarget | undefined {
  if (kind === "sentinel") {
    return name === "" ? undefined : { kind, sentinels: addresses, name, login }
  }
  const [address, ...more] = addresses
  if (address === undefined || name !== "") return undefined
  if (kind === "cluster") return { kind, nodes: addresses, login }
  return more.length > 0 ? undefined : { kind, address, login }
}

function kindOf(word: string | undefined): RedisTarget["kind"] {
  return word === "sentinel" || word === "cluster" ? word : "one"
}

/** A name, an IPv4 address, or an IPv6 address in brackets. */
function addressOf(text: string, usual: number): Address | undefined {
  const parts = /^(?<host>[\w.-]+|\[[0-9a-f:]+\])(?::(?<port>\d{1,5}))?$/i.exec(text)?.groups
  const host = parts?.["host"]?.replaceAll(/[[\]]/g, "")
  const port = Number(parts?.["port"] ?? usual)
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port }
}

function decoded(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : decodeURIComponent(text)
}
