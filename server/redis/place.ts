// Where the Redis server is that may be written to. One server stays where it is; what moves between several is found anew each
// time a connection is made.

import type { Address, Login } from "./client.ts"

export interface RedisPlace {
  readonly login: Login
  /** Rejects when nobody can say. */
  find(): Promise<Address>
}

export function fixedPlace(address: Address, login: Login): RedisPlace {
  return { login, find: () => Promise.resolve(address) }
}
