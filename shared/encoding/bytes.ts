// Byte strings: comparing, joining, hexadecimal, text.

import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js"

export const hexOf: (bytes: Uint8Array) => string = bytesToHex
export const bytesOfHex: (hex: string) => Uint8Array = hexToBytes
export const joinBytes: (...parts: Uint8Array[]) => Uint8Array = concatBytes
export const utf8: (text: string) => Uint8Array = utf8ToBytes

/** Not constant in time: for public bytes only. Secrets are compared inside the crypto port. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false
  return true
}

/** Order of byte strings as unsigned numbers, shorter first where one begins the other. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A number as eight bytes, most significant first. */
export function uint64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  let rest = value
  for (let i = 7; i >= 0; i -= 1) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}
