import { ed25519 } from "@noble/curves/ed25519.js"
import { describe, expect, test } from "vitest"

import { isSoundEncapsulationKey, isSoundSigningKey } from "../../../shared/crypto/keys.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { curve } from "../../../client/sdk/crypto/xwing.ts"
import { curve as relayCurve } from "../../../server/shell/crypto.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"
import { divergent, honest } from "./divergent-signatures.ts"
import { browser } from "./implementations.ts"

const random = seededRandomness("keys")
const field = 2n ** 255n - 19n

function littleEndian(value: bigint): Uint8Array {
  return bytesOfHex(value.toString(16).padStart(64, "0")).toReversed()
}

describe("[SEC3] a signing key enters a document only if", () => {
  test("it is one that somebody can have made honestly", () => {
    expect(isSoundSigningKey(honest.publicKey)).toBe(true)
    for (let i = 0; i < 8; i += 1) {
      expect(isSoundSigningKey(browser.signatures.publicKey(random.bytes(32)))).toBe(true)
    }
  })

  test.each(divergent.filter((each) => each.name.startsWith("key")))(
    "not: $name",
    ({ publicKey }) => {
      expect(isSoundSigningKey(publicKey)).toBe(false)
    },
  )

  test("it lies on the curve and has the length of one", () => {
    expect(isSoundSigningKey(littleEndian(2n))).toBe(false)
    expect(isSoundSigningKey(ed25519.Point.BASE.toBytes().subarray(1))).toBe(false)
    expect(isSoundSigningKey(new Uint8Array(33))).toBe(false)
  })
})

describe("[SEC4] an encapsulation key enters a roster or prekey only if", () => {
  const good = browser.kem.publicKey(random.bytes(32))
  const withPoint = (point: Uint8Array): Uint8Array => {
    const key = good.slice()
    key.set(point, 1_184)
    return key
  }

  test("everybody can seal to it", () => {
    expect(isSoundEncapsulationKey(good)).toBe(true)
    const simulated = simulatedWorld("keys").client("a").kem
    for (let i = 0; i < 20; i += 1) {
      expect(isSoundEncapsulationKey(simulated.publicKey(random.bytes(32)))).toBe(true)
    }
  })

  test("it is as long as one", () => {
    expect(isSoundEncapsulationKey(good.subarray(1))).toBe(false)
    expect(isSoundEncapsulationKey(new Uint8Array(1_217))).toBe(false)
  })

  test("each coefficient lies below the modulus, wherever it stands", () => {
    for (let at = 0; at < 1_152; at += 97) {
      const key = good.slice()
      key.fill(255, at, at + 2)
      expect(isSoundEncapsulationKey(key)).toBe(false)
      expect(browser.kem.encapsulate(key, random.bytes(64))).toBeUndefined()
    }
  })

  test("its point is not of small order, in any encoding", () => {
    const eighths = [
      325606250916557431795983626356110631294008115727848805560023387167927233504n,
      39382357235489614581723060781553021112529911719440698176882885853963445705823n,
    ]
    const small = [0n, 1n, field - 1n, field, field + 1n, ...eighths]
    for (const u of [...small, ...small.map((each) => each + 2n ** 255n)]) {
      const point = littleEndian(u)
      expect(isSoundEncapsulationKey(withPoint(point))).toBe(false)
      expect(curve.shared(random.bytes(32), point)).toBeUndefined()
      expect(relayCurve.shared(random.bytes(32), point)).toBeUndefined()
    }
    expect(isSoundEncapsulationKey(withPoint(littleEndian(9n)))).toBe(true)
  })
})
