// What the appending child writes, so that the test knows what to find after killing it.

import { branded } from "../../shared/encoding/schema.ts"
import type { LineId } from "../../shared/records/names.ts"

export const lineIds: readonly LineId[] = ["a", "b", "c"].map((digit) =>
  branded<LineId>(digit.repeat(64)),
)

/** Of many lengths, so that commits end anywhere in a block of the disk. */
export function entryText(line: LineId, index: number): string {
  return `${line.slice(0, 4)} ${String(index)} ${"x".repeat((index * 977) % 5_000)}`
}

export function countBytes(count: number): Uint8Array {
  return new TextEncoder().encode(String(count))
}

export function readCount(bytes: Uint8Array | undefined): number {
  return bytes === undefined ? 0 : Number(new TextDecoder().decode(bytes))
}
