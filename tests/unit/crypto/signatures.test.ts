import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { isSoundSigningKey } from "../../../shared/crypto/keys.ts"
import { contexts, isSignedRaw, signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import type { Signatures } from "../../../shared/crypto/ports.ts"
import { joinBytes, utf8 } from "../../../shared/encoding/bytes.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { divergent, honest, weakKeys, type Divergent } from "./divergent-signatures.ts"
import { everybody, realSigners } from "./implementations.ts"

const random = seededRandomness("signatures")
const seed = random.bytes(32)
const bytes = utf8("one and the same record")

/** As everywhere in the house: a key enters only if it is sound, then signatures are checked under the profile. */
function isAccepted(port: Signatures, { publicKey, ...signed }: Divergent): boolean {
  return isSoundSigningKey(publicKey) && verifyIn("Parley-v1 stage", port, publicKey, { ...signed })
}

describe.each(Object.entries(everybody))("signatures, %s", (name, { signatures }) => {
  // A signature by tweetnacl costs ten milliseconds to verify; the others try all pairs.
  const isSlow = name === "browser"
  const publicKey = signatures.publicKey(seed)

  test("[SEC1] one made in a context verifies in that context and no other", () => {
    contexts.forEach((made, i) => {
      const signature = signIn(made, signatures, seed, bytes)
      const tried = isSlow ? [made, ...contexts.slice(i + 1, i + 2)] : contexts
      const accepted = tried.filter((each) =>
        verifyIn(each, signatures, publicKey, { bytes, signature }),
      )
      expect(accepted).toEqual([made])
    })
  })

  test("nobody signs for a key without its seed", () => {
    const other = random.bytes(32)
    const signature = signIn("Parley-v1 stage", signatures, other, bytes)
    expect(verifyIn("Parley-v1 stage", signatures, publicKey, { bytes, signature })).toBe(false)
    const otherKey = signatures.publicKey(other)
    expect(verifyIn("Parley-v1 stage", signatures, otherKey, { bytes, signature })).toBe(true)
  })

  test("[SEC2] a signature or key of a wrong length is an answer, not an error", () => {
    const signature = signIn("Parley-v1 stage", signatures, seed, bytes)
    for (const length of [0, 31, 32, 63, 65, 96]) {
      const cut = joinBytes(signature, signature).slice(0, length)
      expect(signatures.verify(publicKey, bytes, cut)).toBe(false)
      const key = joinBytes(publicKey, publicKey).slice(0, length === 32 ? 33 : length)
      expect(signatures.verify(key, bytes, signature)).toBe(false)
    }
  })

  test("[SEC2] a changed byte of a signature is a wrong signature", () => {
    const signature = signIn("Parley-v1 stage", signatures, seed, bytes)
    for (let at = 0; at < 64; at += 7) {
      const changed = signature.with(at, (signature[at] ?? 0) ^ 1)
      expect(
        verifyIn("Parley-v1 stage", signatures, publicKey, { bytes, signature: changed }),
      ).toBe(false)
    }
  })
})

describe("signatures on which verifiers elsewhere disagree", () => {
  test("what is compared is a table of seven cases", () => {
    expect(divergent.map((each) => each.name)).toHaveLength(7)
  })

  test.each(Object.entries(realSigners))("[SEC2] %s takes the honest one", (_name, port) => {
    expect(isAccepted(port, honest)).toBe(true)
  })

  test.each(divergent)("[SEC2] $name: refused by every implementation", (each) => {
    for (const port of Object.values(realSigners)) expect(isAccepted(port, each)).toBe(false)
  })

  test.each(divergent)("[SEC2] $name: one answer, even for a key that nobody validated", (each) => {
    const { publicKey, ...signed } = each
    const answers = Object.values(realSigners).map((port) =>
      verifyIn("Parley-v1 stage", port, publicKey, signed),
    )
    expect(new Set(answers).size).toBe(1)
  })

  test("without the bound on S they part: tweetnacl takes what OpenSSL refuses", () => {
    const [above] = divergent
    const message = joinBytes(utf8("Parley-v1 stage"), new Uint8Array(1), above?.bytes ?? bytes)
    const answers = Object.values(realSigners).map((port) =>
      port.verify(honest.publicKey, message, above?.signature ?? bytes),
    )
    expect(answers).toEqual([true, false, false])
  })

  test("a key that signs everything is taken by tweetnacl, and neither by the profile nor into a document", () => {
    const identity = divergent.find((each) => each.name === "key is the identity")
    const { publicKey, ...signed } = identity ?? honest
    const message = joinBytes(utf8("Parley-v1 stage"), new Uint8Array(1), signed.bytes)
    const { browser } = realSigners
    expect(browser.verify(publicKey, message, signed.signature)).toBe(true)
    expect(verifyIn("Parley-v1 stage", browser, publicKey, signed)).toBe(false)
    expect(isSoundSigningKey(publicKey)).toBe(false)
  })

  test.each(weakKeys)("[SEC26] $name verifies nothing, in any implementation", ({ publicKey }) => {
    // With R the identity and S zero, h·A = 0 is all that is asked: the eighth part of all messages meets it, or more.
    const signature = new Uint8Array(64).with(0, 1)
    const messages = Array.from({ length: 64 }, (_, i) => Uint8Array.of(i))
    const taken = messages.find((message) =>
      realSigners.browser.verify(publicKey, message, signature),
    )
    const message = present(taken, "without the profile one of them is taken")
    for (const port of Object.values(realSigners)) {
      expect(isSignedRaw(port, publicKey, message, signature)).toBe(false)
    }
  })
})

test("real implementations make the same keys and signatures, byte for byte", () => {
  for (let i = 0; i < 8; i += 1) {
    const own = random.bytes(32)
    const message = random.bytes(i * 37)
    const [first, ...others] = Object.values(realSigners).map((port) => [
      port.publicKey(own),
      port.sign(own, message),
    ])
    for (const each of others) expect(each).toEqual(first)
  }
})
