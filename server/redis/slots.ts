// Which node of a cluster keeps which partition: the cluster's own table, read from any of its nodes.

import { send, type Address, type RedisClient } from "./client.ts"
import { partitions, tagOf } from "./partition.ts"
import { listOf, textOf } from "./reply.ts"

/** Nodes by "host port", each with the partitions whose primary it is. */
export type Served = ReadonlyMap<string, readonly number[]>

export async function servedBy(client: RedisClient): Promise<Served> {
  const ranges = rangesOf(await send(client, ["CLUSTER", "SLOTS"]))
  const served = new Map<string, number[]>()
  for (const partition of partitions) {
    const slot = slotOf(tagOf(partition))
    const node = ranges.find(({ first, last }) => first <= slot && slot <= last)?.node
    if (node !== undefined) served.set(node, [...(served.get(node) ?? []), partition])
  }
  return served
}

export function nameOf({ host, port }: Address): string {
  return `${host} ${String(port)}`
}

export function addressOf(name: string): Address {
  const [host = "", port = ""] = name.split(" ")
  return { host, port: Number(port) }
}

interface Range {
  readonly first: number
  readonly last: number
  readonly node: string
}

/** `[first slot, last slot, [host, port, …] of the primary, replicas…]` each. */
function rangesOf(reply: unknown): readonly Range[] {
  return listOf(reply).flatMap((range) => {
    const [first, last, primary] = listOf(range)
    const [host, port] = listOf(primary)
    if (typeof first !== "number" || typeof last !== "number") return []
    return [{ first, last, node: `${textOf(host)} ${String(port)}` }]
  })
}

const slotCount = 16_384

/** CRC-16/XMODEM of the hash tag, as the Redis cluster specification has it. */
export function slotOf(tag: string): number {
  let crc = 0
  for (const byte of Buffer.from(tag)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x80_00) === 0 ? crc << 1 : (crc << 1) ^ 0x10_21
    }
    crc &= 0xff_ff
  }
  return crc % slotCount
}
