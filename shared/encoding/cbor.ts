// Bytes to items and back. One encoding for each value: what decodes also encodes to the very same bytes.
// No CBOR decoder alone is strict enough (PROTOCOL.md section 1 lists what each lets through), so: a scan that knows
// only the four allowed kinds and counts depth, then the library, then a comparison with its own encoding.

import { decode, encode } from "cborg"

import { limits } from "../limits.ts"
import { equalBytes } from "./bytes.ts"
import { Malformed, type Item } from "./item.ts"

const majorUint = 0
const majorBytes = 2
const majorText = 3
const majorArray = 4
const majors: ReadonlySet<number> = new Set([majorUint, majorBytes, majorText, majorArray])

/** The one encoding of an item. A plain copy: under Node the library answers with a view into Node's pool of buffers. */
export function encodeItem(item: Item): Uint8Array {
  return new Uint8Array(encode(item))
}

/** The item that these bytes are the one encoding of. Throws `Malformed`. */
export function decodeItem(bytes: Uint8Array, maxBytes: number): Item {
  if (bytes.length > maxBytes) {
    throw new Malformed(`${String(bytes.length)} bytes, at most ${String(maxBytes)} allowed`)
  }
  scan(bytes)
  const item = decodeScanned(bytes)
  if (!equalBytes(encode(item), bytes)) throw new Malformed("not the deterministic encoding")
  return item
}

function decodeScanned(bytes: Uint8Array): Item {
  try {
    return decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
      allowBigInt: false,
    }) as Item
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : "not CBOR")
  }
}

/** Walks the heads without recursion: allowed kinds, lengths inside the input, depth, nothing left over. */
function scan(bytes: Uint8Array): void {
  const open: number[] = []
  let offset = 0
  let isComplete = false
  while (!isComplete) {
    const head = readHead(bytes, offset)
    offset = head.next
    if (head.major === majorArray) {
      if (open.length >= limits.depthMax) throw new Malformed("nested too deep")
      // Each element takes at least one byte: a longer claim is a lie, refused before any memory is spent on it.
      if (head.argument > bytes.length - offset) throw new Malformed("an array runs past the end")
      if (head.argument > 0) {
        open.push(head.argument)
        continue
      }
    } else if (head.major !== majorUint) {
      offset += head.argument
      if (offset > bytes.length) throw new Malformed("a string runs past the end")
    }
    isComplete = closeOne(open)
  }
  if (offset !== bytes.length) throw new Malformed("bytes after the end")
}

/** Counts one finished item in the arrays around it; true when nothing stays open. */
function closeOne(open: number[]): boolean {
  let left = open.pop()
  while (left !== undefined) {
    if (left > 1) {
      open.push(left - 1)
      return false
    }
    left = open.pop()
  }
  return true
}

interface Head {
  readonly major: number
  /** The integer itself, or the length of what follows. */
  readonly argument: number
  readonly next: number
}

function readHead(bytes: Uint8Array, at: number): Head {
  const first = byteAt(bytes, at)
  const major = first >> 5
  if (!majors.has(major)) throw new Malformed(`kind ${String(major)} is not used here`)
  const info = first & 31
  if (info < 24) return { major, argument: info, next: at + 1 }
  if (info > 27) throw new Malformed("indefinite or reserved length")
  const width = 1 << (info - 24)
  return { major, argument: readArgument(bytes, at + 1, width), next: at + 1 + width }
}

/** Past 2^53 the sum is rounded, but never back below it: the check at the end stays right. */
function readArgument(bytes: Uint8Array, at: number, width: number): number {
  let argument = 0
  for (let i = 0; i < width; i += 1) argument = argument * 256 + byteAt(bytes, at + i)
  if (!Number.isSafeInteger(argument)) throw new Malformed("an integer above 2^53-1")
  return argument
}

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]
  if (byte === undefined) throw new Malformed("ends too early")
  return byte
}
