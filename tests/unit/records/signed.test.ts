import { describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { contexts, signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { contextOf, hashOf } from "../../../shared/records/signed.ts"

const { signatures: port } = nodeClientCrypto()
const seed = new Uint8Array(32).fill(7)
const publicKey = port.publicKey(seed)
const bytes = utf8("the same bytes for every purpose")

describe("contexts", () => {
  test.each(contexts)("[REC5] a signature for %s counts for nothing else", (context) => {
    const signed = { bytes, signature: signIn(context, port, seed, bytes) }
    const countsFor = contexts.filter((other) => verifyIn(other, port, publicKey, signed))
    expect(countsFor).toEqual([context])
  })

  test("[REC5] each kind of record has one of its own", () => {
    const used = Object.values(contextOf)
    expect(new Set(used).size).toBe(used.length)
    expect(contexts).toEqual(expect.arrayContaining(used))
  })

  test("[REC5] holds no zero byte, which ends it in the signed bytes", () => {
    expect(contexts.filter((context) => !/^Parley-v1 [a-z-]+$/u.test(context))).toEqual([])
  })
})

describe("the name of a record", () => {
  test("[REC6] is the SHA-256 of its signed bytes", () => {
    // FIPS 180-2, appendix B.1.
    expect(hashOf(utf8("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    )
  })
})
