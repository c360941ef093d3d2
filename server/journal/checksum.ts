// What is stored carries a checksum over its key and itself, so that an altered value, and one that turns up under another key,
// is refused and never given back.

import { createHash } from "node:crypto"

import { equalBytes, joinBytes } from "../../shared/encoding/bytes.ts"

export const checksumBytes = 8

export function sealed(key: Uint8Array, value: Uint8Array): Uint8Array {
  return joinBytes(checksum(key, value), value)
}

/** Absent: it is not what was written. */
export function unsealed(key: Uint8Array, stored: Uint8Array): Uint8Array | undefined {
  if (stored.length < checksumBytes) return undefined
  const { buffer, byteOffset, length } = stored
  // A plain view: what a store hands over is a Buffer, and nobody should come to rely on that.
  const value = new Uint8Array(buffer, byteOffset + checksumBytes, length - checksumBytes)
  return equalBytes(stored.subarray(0, checksumBytes), checksum(key, value)) ? value : undefined
}

function checksum(key: Uint8Array, value: Uint8Array): Uint8Array {
  const digest = createHash("sha256").update(key).update(value).digest()
  return Uint8Array.from(digest.subarray(0, checksumBytes))
}
