// Wycheproof (C2SP): thousands of ways in which others went wrong, tried on every implementation in this house.

import { existsSync, readFileSync } from "node:fs"
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js"
import { array, looseObject, number, object, optional, parse, string } from "valibot"
import { describe, expect, test } from "vitest"

import { nodeClientCrypto } from "../../client/cli/crypto.ts"
import { webCrypto } from "../../client/sdk/crypto/web.ts"
import { curve as clientCurve } from "../../client/sdk/crypto/xwing.ts"
import { curve as relayCurve, nodeRelayCrypto } from "../../server/shell/crypto.ts"
import { present } from "../../shared/assert.ts"
import { isSoundEncapsulationKey } from "../../shared/crypto/keys.ts"
import { isSignedRaw } from "../../shared/crypto/signatures.ts"
import { combine, encapsulateWith } from "../../shared/crypto/xwing.ts"
import { bytesOfHex, equalBytes, joinBytes } from "../../shared/encoding/bytes.ts"
import { seededRandomness } from "../support/simulated-crypto.ts"

const folder = new URL("../../../shared/vectors/", import.meta.url)
const isHere = existsSync(new URL("ed25519_test.json", folder))

const suite = object({
  testGroups: array(
    object({
      publicKey: optional(object({ pk: string() })),
      tests: array(looseObject({ tcId: number(), result: string() })),
    }),
  ),
})

interface Case {
  readonly id: number
  readonly isValid: boolean
  readonly key: Uint8Array
  readonly field: (name: string) => Uint8Array
}

function read(name: string): readonly Case[] {
  const json: unknown = JSON.parse(readFileSync(new URL(name, folder), "utf8"))
  return parse(suite, json).testGroups.flatMap((group) =>
    group.tests.map((each) => ({
      id: each.tcId,
      isValid: each.result !== "invalid",
      key: bytesOfHex(group.publicKey?.pk ?? ""),
      field: (wanted) => {
        const value = each[wanted]
        return bytesOfHex(typeof value === "string" ? value : "")
      },
    })),
  )
}

/** How many cases there are, and those on which `isRight` is not what the suite says: none, when all is well. */
function tried(
  name: string,
  isRight: (each: Case) => boolean,
): { readonly count: number; readonly wrong: readonly number[] } {
  const cases = read(name)
  return {
    count: cases.length,
    wrong: cases.filter((each) => isRight(each) !== each.isValid).map((each) => each.id),
  }
}

const random = seededRandomness("wycheproof")
const scalar = random.bytes(32)

const signers = {
  browser: webCrypto(random).signatures,
  "command line": nodeClientCrypto().signatures,
  relay: nodeRelayCrypto().signatures,
}
const curves = { client: clientCurve, relay: relayCurve }

describe.skipIf(!isHere)("Wycheproof (needs ../shared/vectors)", () => {
  test.each(Object.entries(signers))("[SEC2] Ed25519 under the profile, %s", (_name, port) => {
    const verdict = tried("ed25519_test.json", ({ key, field }) =>
      isSignedRaw(port, key, field("msg"), field("sig")),
    )
    expect(verdict).toEqual({ count: 151, wrong: [] })
  })

  test("[SEC2] without the profile tweetnacl takes what others refuse", () => {
    const verdict = tried("ed25519_test.json", ({ key, field }) =>
      signers.browser.verify(key, field("msg"), field("sig")),
    )
    expect(verdict.wrong.length).toBeGreaterThan(0)
  })

  test.each(Object.entries(curves))("[SEC5] X25519, half of X-Wing, %s", (_name, curve) => {
    const verdict = tried("x25519_test.json", ({ field }) => {
      const expected = field("shared")
      const shared = curve.shared(field("private"), field("public"))
      // A product of zero is refused: the one answer that RFC 7748 leaves to the caller.
      return shared === undefined
        ? expected.every((byte) => byte === 0)
        : equalBytes(shared, expected)
    })
    expect(verdict).toEqual({ count: 518, wrong: [] })
  })

  test.each(Object.entries(curves))(
    "[SEC5] ML-KEM-768 encapsulation inside X-Wing, %s",
    (_name, curve) => {
      const point = curve.publicKey(scalar)
      const shared = present(curve.shared(scalar, point), "a good point")
      const verdict = tried("mlkem_768_encaps_test.json", ({ field }) => {
        const made = encapsulateWith(
          curve,
          joinBytes(field("ek"), point),
          joinBytes(field("m"), scalar),
        )
        return (
          made !== undefined &&
          equalBytes(made.ciphertext, joinBytes(field("c"), point)) &&
          equalBytes(made.secret, combine(field("K"), shared, point, point))
        )
      })
      expect(verdict).toEqual({ count: 265, wrong: [] })
    },
  )

  test("[SEC4] ML-KEM-768 keys that nobody can seal to are found before they are used", () => {
    const point = clientCurve.publicKey(scalar)
    const verdict = tried("mlkem_768_encaps_test.json", ({ field }) =>
      isSoundEncapsulationKey(joinBytes(field("ek"), point)),
    )
    expect(verdict).toEqual({ count: 265, wrong: [] })
  })

  test("[SEC5] ML-KEM-768 key generation and decapsulation, which X-Wing builds on", () => {
    const made = tried("mlkem_768_keygen_seed_test.json", ({ field }) => {
      const pair = ml_kem768.keygen(field("seed"))
      return equalBytes(pair.publicKey, field("ek")) && equalBytes(pair.secretKey, field("dk"))
    })
    expect(made).toEqual({ count: 100, wrong: [] })
    const opened = tried("mlkem_768_test.json", ({ field }) => {
      if (field("seed").length !== 64 || field("c").length !== 1_088) return false
      const { secretKey } = ml_kem768.keygen(field("seed"))
      return equalBytes(ml_kem768.decapsulate(field("c"), secretKey), field("K"))
    })
    expect(opened).toEqual({ count: 193, wrong: [] })
  })
})
