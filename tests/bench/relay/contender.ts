// Whoever carries rounds in this bench: three floors, and Parley's relay on Redis and on its own disk. Each on Redis has a
// server to itself.

import process from "node:process"

import type { FoundedLine } from "../../support/founded-line.ts"
import { RedisServer } from "../../support/redis-server.ts"
import { startFloor } from "./floor.ts"
import { startParley } from "./parley-relay.ts"
import { FloorWay, ParleyWay, Place, type Way } from "./way.ts"

export interface Contender {
  readonly name: string
  /** The relay, and its Redis where it has one. */
  readonly pids: readonly number[]
  /** The ways over the first so many lines. */
  open(count: number): Promise<readonly Way[]>
  end(): Promise<void>
}

export const names = {
  bare: "ws alone",
  stored: "ws, Redis",
  verified: "ws, Redis, verify",
  redis: "Parley on Redis",
  embedded: "Parley embedded",
} as const

async function floor(
  name: string,
  lines: readonly FoundedLine[],
  wish: { readonly isStored?: true; readonly isVerified?: true },
): Promise<Contender> {
  const redis = wish.isStored === true ? endedWithUs(await RedisServer.start()) : undefined
  const options = [
    ...(redis === undefined ? [] : ["--redis", redis.url]),
    ...(wish.isVerified === true ? ["--verify"] : []),
  ]
  const server = await startFloor(options)
  const places = lines.map((line, i) => new Place(line, i))
  return {
    name,
    pids: redis === undefined ? [server.pid] : [server.pid, redis.pid],
    open: (count) =>
      Promise.all(places.slice(0, count).map((place) => FloorWay.through(server.url, place))),
    async end() {
      await server.end()
      await redis?.dispose()
    },
  }
}

async function parley(
  name: string,
  lines: readonly FoundedLine[],
  redis?: RedisServer,
): Promise<Contender> {
  const relay = await startParley(lines, redis?.url)
  const places = lines.map((line, i) => new Place(line, i))
  return {
    name,
    pids: redis === undefined ? [relay.pid] : [relay.pid, redis.pid],
    open: (count) =>
      Promise.all(places.slice(0, count).map((place) => ParleyWay.through(relay.url, place))),
    async end() {
      await relay.end()
      await redis?.dispose()
    },
  }
}

/** A bench that breaks leaves nobody behind. */
function endedWithUs(redis: RedisServer): RedisServer {
  process.once("exit", () => {
    redis.signal("SIGKILL")
  })
  return redis
}

/** Without redis-server, those that need none. */
export async function startContenders(
  lines: readonly FoundedLine[],
  hasRedis: boolean,
): Promise<readonly Contender[]> {
  const alone = [await floor(names.bare, lines, {}), await parley(names.embedded, lines)]
  if (!hasRedis) return alone
  return [
    ...alone,
    await floor(names.stored, lines, { isStored: true }),
    await floor(names.verified, lines, { isStored: true, isVerified: true }),
    await parley(names.redis, lines, endedWithUs(await RedisServer.start())),
  ]
}
