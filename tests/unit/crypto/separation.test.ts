// One secret used for two things by mistake must still not make one pass for the other.

import { describe, expect, test } from "vitest"

import {
  deriveKey,
  digest,
  digestTags,
  keyPurposes,
  type KeyPurpose,
} from "../../../shared/crypto/digest.ts"
import { contexts } from "../../../shared/crypto/signatures.ts"
import { hexOf, utf8 } from "../../../shared/encoding/bytes.ts"
import { contextOf } from "../../../shared/records/signed.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { commandLine } from "./implementations.ts"

const random = seededRandomness("separation")
const secret = random.bytes(32)
const context = random.bytes(32)
const { bodies, frames } = commandLine

/** What each purpose's key seals, in either cipher. */
function sealedFor(purpose: KeyPurpose): readonly [Uint8Array, Uint8Array] {
  const bytes = deriveKey(secret, purpose, context, 56)
  const key = bytes.subarray(0, 32)
  return [
    bodies.seal(key, bytes.subarray(32), utf8("content")),
    frames.seal(key, bytes.subarray(32, 44), utf8("content")),
  ]
}

function opens(purpose: KeyPurpose, [body, frame]: readonly [Uint8Array, Uint8Array]): boolean {
  const bytes = deriveKey(secret, purpose, context, 56)
  const key = bytes.subarray(0, 32)
  return [body, frame].some(
    (each) =>
      bodies.open(key, bytes.subarray(32), each) !== undefined ||
      frames.open(key, bytes.subarray(32, 44), each) !== undefined,
  )
}

describe("[SEC10] separation of purposes", () => {
  test.each(keyPurposes)("what is sealed for %s opens for nothing else", (purpose) => {
    const sealed = sealedFor(purpose)
    expect(keyPurposes.filter((each) => opens(each, sealed))).toEqual([purpose])
  })

  test("a digest under one tag is none under another", () => {
    const digests = digestTags.map((tag) => hexOf(digest(tag, context)))
    expect(new Set(digests).size).toBe(digestTags.length)
  })

  test("no list names a thing twice, and no name holds the zero byte that ends it", () => {
    const names = [...digestTags, ...keyPurposes, ...contexts]
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[\w /-]+$/)
  })

  test("every kind of record is signed in a context of its own", () => {
    const used = Object.values(contextOf)
    expect(new Set(used).size).toBe(used.length)
    for (const each of used) expect(contexts).toContain(each)
  })
})
