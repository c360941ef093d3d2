// One secretbox ciphertext that opens under two keys to two texts, both of the sender's choosing, each a properly padded
// body. Poly1305 is a polynomial: one free block of sixteen bytes solves for a tag that both keys accept. It takes
// milliseconds, and is why a body that opens proves nothing without its commitment.

import { xsalsa20 } from "@noble/ciphers/salsa.js"

import { assert, present } from "../../../shared/assert.ts"
import { hexOf, joinBytes } from "../../../shared/encoding/bytes.ts"
import { limits } from "../../../shared/limits.ts"

const prime = 2n ** 130n - 5n
const word = 2n ** 128n
const blockBytes = 16
const bodyBytes = limits.bodyFloorBytes
const blocks = bodyBytes / blockBytes
/** The first block is random and the second is solved for; both lie where either reader sees noise. */
const randomBlock = blocks - 4
const freeBlock = blocks - 3

export interface SecretboxKey {
  readonly secret: Uint8Array
  readonly nonce: Uint8Array
}

/** A text, where it stands in the plain body, and the key that shows it. */
export interface Meaning {
  readonly key: SecretboxKey
  readonly at: number
  readonly text: Uint8Array
}

interface Lock {
  readonly stream: Uint8Array
  readonly r: bigint
  readonly s: bigint
}

/** Undefined unless both keys happen to end alike, once in 256 tries: then both see the end mark of the padding. */
export function salamander(one: Meaning, other: Meaning): Uint8Array | undefined {
  const first = lockOf(one.key)
  const second = lockOf(other.key)
  const last = bodyBytes - 1
  if (first.stream[last] !== second.stream[last]) return undefined
  const hidden = new Uint8Array(bodyBytes)
  hide(hidden, first.stream, one)
  hide(hidden, second.stream, other)
  hidden[last] = 0x80 ^ present(first.stream[last], "inside")
  for (let attempt = 0; attempt < 200; attempt += 1) {
    hidden[randomBlock * blockBytes] = attempt
    const tag = solve(hidden, first, second)
    if (tag !== undefined) return joinBytes(tag, hidden)
  }
  return undefined
}

function hide(hidden: Uint8Array, stream: Uint8Array, meaning: Meaning): void {
  meaning.text.forEach((byte, i) => {
    hidden[meaning.at + i] = byte ^ present(stream[meaning.at + i], "inside")
  })
}

/** XSalsa20-Poly1305 uses the first 32 bytes of its stream as the one-time key of the tag. */
function lockOf(key: SecretboxKey): Lock {
  const stream = xsalsa20(key.secret, key.nonce, new Uint8Array(32 + bodyBytes))
  const clamp = 0x0ffffffc0ffffffc0ffffffc0fffffffn
  return {
    stream: stream.subarray(32),
    r: numberOf(stream.subarray(0, 16)) & clamp,
    s: numberOf(stream.subarray(16, 32)),
  }
}

/** Puts the free block in place and gives the tag. Not every try has a solution that fits into a block. */
function solve(hidden: Uint8Array, first: Lock, second: Lock): Uint8Array | undefined {
  const power = BigInt(blocks - freeBlock)
  const slope = modulo(raise(first.r, power) - raise(second.r, power))
  const known = modulo(sumWithout(hidden, second.r) - sumWithout(hidden, first.r))
  for (let carry = -4n; carry <= 4n; carry += 1n) {
    const gap = modulo(second.s - first.s + carry * word)
    const block = modulo((gap + known) * raise(slope, prime - 2n))
    if (block < word || block >= 2n * word) continue
    hidden.set(bytesOf(block - word), freeBlock * blockBytes)
    const tag = tagOf(hidden, first)
    if (tag === tagOf(hidden, second)) return bytesOf(tag)
  }
  return undefined
}

function tagOf(hidden: Uint8Array, lock: Lock): bigint {
  const free = blockOf(hidden, freeBlock) * raise(lock.r, BigInt(blocks - freeBlock))
  return (modulo(sumWithout(hidden, lock.r) + free) + lock.s) % word
}

/** The polynomial without the free block's term. */
function sumWithout(hidden: Uint8Array, r: bigint): bigint {
  let sum = 0n
  for (let i = 0; i < blocks; i += 1) {
    sum = modulo((sum + (i === freeBlock ? 0n : blockOf(hidden, i))) * r)
  }
  return sum
}

function blockOf(hidden: Uint8Array, i: number): bigint {
  return numberOf(hidden.subarray(i * blockBytes, (i + 1) * blockBytes)) + word
}

function numberOf(littleEndian: Uint8Array): bigint {
  return BigInt(`0x${hexOf(littleEndian.toReversed())}`)
}

function bytesOf(value: bigint): Uint8Array {
  assert(value >= 0n && value < word, "one block")
  return Uint8Array.from({ length: blockBytes }, (_, i) => Number((value >> BigInt(8 * i)) & 255n))
}

function modulo(value: bigint): bigint {
  return ((value % prime) + prime) % prime
}

function raise(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = modulo(base)
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest % 2n === 1n) result = modulo(result * square)
    square = modulo(square * square)
  }
  return result
}
