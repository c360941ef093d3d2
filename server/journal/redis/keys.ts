// The names under which a relay's journal stands in Redis. Every line belongs to one of 64 partitions, and the partition is the
// hash tag of all its keys, so that one script can write all of a line on a cluster too.

import { createHash } from "node:crypto"

import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import type { LineId } from "../../../shared/records/names.ts"

export const partitionCount = 64
export const partitions: readonly number[] = Array.from({ length: partitionCount }, (_, i) => i)

export function partitionOf(line: LineId): number {
  const [first = 0] = createHash("sha256").update(bytesOfHex(line)).digest()
  return first % partitionCount
}

function tagged(partition: number, name: string): string {
  return `parley:{p${String(partition).padStart(2, "0")}}:${name}`
}

/** Which layout this is, and which journal: not of any partition. */
export const layoutKey = "parley:layout"

export function dueKey(partition: number): string {
  return tagged(partition, "due")
}

export function linesKey(partition: number): string {
  return tagged(partition, "lines")
}

/** Counts what was told on the partition's channel, so that whoever missed something notices. */
export function toldKey(partition: number): string {
  return tagged(partition, "told")
}

/** Not a key: where appends of the partition's lines are told. */
export function channelOf(partition: number): string {
  return tagged(partition, "grown")
}

export interface LineKeys {
  readonly head: string
  readonly entries: string
  readonly rows: string
  readonly names: string
  readonly expiry: string
}

export function lineKeys(line: LineId): LineKeys {
  const of = (kind: string): string => tagged(partitionOf(line), `${kind}:${line}`)
  return {
    head: of("head"),
    entries: of("entries"),
    rows: of("rows"),
    names: of("names"),
    expiry: of("expiry"),
  }
}
