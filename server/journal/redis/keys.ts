// The names under which a relay's journal stands in Redis.

import type { LineId } from "../../../shared/records/names.ts"
import { partitionOf, tagged } from "../../redis/partition.ts"

/** Which layout this is, and which journal. */
export function layoutKey(partition: number): string {
  return tagged(partition, "layout")
}

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
