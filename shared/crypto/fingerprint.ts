// Digests for people: what two custodians compare over the telephone before anything else is trusted, and what an officer
// reads back to prove which message is in front of them. Never shortened: an attacker grinds look-alikes offline.

import { wordlist } from "@scure/bip39/wordlists/english.js"

import { present } from "../assert.ts"
import { bytesOfHex, hexOf } from "../encoding/bytes.ts"
import { digest } from "./digest.ts"

const bitsPerWord = 11
const fingerprintBits = 132
const requestWordCount = 8
const readBackWordCount = 4

/** Of a party's id: 132 bits as 40 decimal digits in eight groups of five: the same in every language, so it is compared first. */
export function fingerprintDigits(party: string): readonly string[] {
  // 2^132 is below 10^40: forty digits hold it, with leading zeros.
  const digits = leadingBits(fingerprintDigest(party), fingerprintBits).toString().padStart(40, "0")
  return Array.from({ length: 8 }, (_, i) => digits.slice(i * 5, i * 5 + 5))
}

/** The same 132 bits as twelve words of the English BIP-39 list. */
export function fingerprintWords(party: string): readonly string[] {
  return words(fingerprintDigest(party), fingerprintBits / bitsPerWord)
}

/** Eight words of an enrolment request, which the officer reads to the custodian. */
export function requestWords(request: Uint8Array): readonly string[] {
  return words(digest("parley/v1/csr", request), requestWordCount)
}

/** Four words of an envelope's commitment, for confirming by voice that both hold the same message. */
export function commitmentWords(commitment: Uint8Array): readonly string[] {
  return words(commitment, readBackWordCount)
}

function fingerprintDigest(party: string): Uint8Array {
  return digest("parley/v1/fp", bytesOfHex(party))
}

function words(bytes: Uint8Array, count: number): readonly string[] {
  const bits = leadingBits(bytes, count * bitsPerWord)
  const size = 2n ** BigInt(bitsPerWord)
  return Array.from({ length: count }, (_, i) => {
    const shift = BigInt((count - 1 - i) * bitsPerWord)
    return present(wordlist[Number((bits >> shift) % size)], "the list has 2,048 words")
  })
}

function leadingBits(bytes: Uint8Array, count: number): bigint {
  return BigInt(`0x${hexOf(bytes)}`) >> BigInt(bytes.length * 8 - count)
}
