// What a process holds in memory that it may write, as whoever dumps it would find it. Linux alone, and only where one may look.

import { closeSync, openSync, readFileSync, readSync } from "node:fs"

/** Undefined where this machine does not let us look. */
export function memoryOf(pid: number): Buffer | undefined {
  try {
    const maps = readFileSync(`/proc/${String(pid)}/maps`, "utf8").split("\n")
    const file = openSync(`/proc/${String(pid)}/mem`, "r")
    try {
      return Buffer.concat(maps.flatMap((line) => regionOf(file, line)))
    } finally {
      closeSync(file)
    }
  } catch {
    return undefined
  }
}

function regionOf(file: number, line: string): readonly Buffer[] {
  const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
  if (from === undefined || to === undefined) return []
  const start = BigInt(`0x${from}`)
  const region = Buffer.alloc(Number(BigInt(`0x${to}`) - start))
  // A region may go, or have pages that were never there, while we look: what can be read of it is read.
  try {
    const read = readSync(file, region, { position: start })
    return [region.subarray(0, read)]
  } catch {
    return []
  }
}
