// What no caller may ask of a journal: our own mistakes, found before anything is written.

import { assert } from "../../shared/assert.ts"
import { limits } from "../../shared/limits.ts"

export function mustBeEntry(entry: Uint8Array): Uint8Array {
  assert(entry.length > 0 && entry.length <= limits.entryBytesMax, "an entry has its bounds")
  return entry
}

export function mustBeRow(value: Uint8Array): Uint8Array {
  assert(value.length <= limits.besideBytesMax, "a row beside the journal has its bound")
  return value
}
