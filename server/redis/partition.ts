// Everything of a line that is in Redis belongs to one of 64 partitions. The partition is the hash tag of its keys and channels,
// so that on a cluster one script reaches all of a line.

import { createHash } from "node:crypto"

import { bytesOfHex } from "../../shared/encoding/bytes.ts"

export const partitionCount = 64
export const partitions: readonly number[] = Array.from({ length: partitionCount }, (_, i) => i)

/** `line`: a line's id. */
export function partitionOf(line: string): number {
  const [first = 0] = createHash("sha256").update(bytesOfHex(line)).digest()
  return first % partitionCount
}

export function tagOf(partition: number): string {
  return `p${String(partition).padStart(2, "0")}`
}

export function tagged(partition: number, name: string): string {
  return `parley:{${tagOf(partition)}}:${name}`
}
