// X-Wing against an implementation that shares nothing with ours: libsodium's, in C.

import sodium, { ready } from "libsodium-wrappers"
import { beforeAll, describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { webCrypto } from "../../client/sdk/crypto/web.ts"
import { nodeRelayCrypto } from "../../server/shell/crypto.ts"
import { seededRandomness } from "../support/simulated-crypto.ts"

const random = seededRandomness("xwing")
const cases = Array.from({ length: 24 }, (_, number) => ({
  number,
  seed: random.bytes(32),
  randomness: random.bytes(64),
}))

const senders = {
  browser: webCrypto(random).kem,
  "command line": nodeClientCrypto().kem,
  relay: nodeRelayCrypto().kem,
}
const receivers = { browser: senders.browser, "command line": senders["command line"] }

describe("X-Wing, byte for byte as libsodium", () => {
  beforeAll(() => ready)

  test.each(cases)("[SEC5] case $number: key, ciphertext and secret", ({ seed, randomness }) => {
    const oracle = sodium.crypto_kem_xwing_seed_keypair(seed)
    const sealed = sodium.crypto_kem_xwing_enc_deterministic(oracle.publicKey, randomness)
    for (const kem of Object.values(receivers)) {
      expect(kem.publicKey(seed)).toEqual(oracle.publicKey)
      expect(kem.decapsulate(seed, sealed.ciphertext)).toEqual(sealed.sharedSecret)
    }
    for (const kem of Object.values(senders)) {
      const { ciphertext, sharedSecret: secret } = sealed
      expect(kem.encapsulate(oracle.publicKey, randomness)).toEqual({ ciphertext, secret })
    }
  })

  test("[SEC5] libsodium opens what each of ours sealed", () => {
    const seed = random.bytes(32)
    const oracle = sodium.crypto_kem_xwing_seed_keypair(seed)
    for (const kem of Object.values(senders)) {
      const made = kem.encapsulate(oracle.publicKey, random.bytes(64))
      expect(made).toBeDefined()
      if (made === undefined) continue
      expect(sodium.crypto_kem_xwing_dec(made.ciphertext, oracle.privateKey)).toEqual(made.secret)
    }
  })
})
