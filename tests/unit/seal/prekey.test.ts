import { describe, expect, test } from "vitest"

import { chooseKey, makePrekey, readPrekey } from "../../../client/sdk/seal/prekey.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { prekey, type Prekey, type SignedPrekey } from "../../../shared/records/prekey.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"
import { codeOf, deskOf, flipped, line, noon, valueOf, zeros } from "./two-desks.ts"

const simulated = simulatedWorld("prekey").client("a")
const real = webCrypto(seededRandomness("prekey"))
const desk = deskOf(simulated, "a")
const other = deskOf(simulated, "b")
const order = { line, device: desk.device, counter: 3, created: noon, lifeMs: 86_400_000 }
const made = makePrekey(simulated, desk.signingSeed, order)

function keyOf(device: DeviceId): Uint8Array | undefined {
  return device === desk.device ? desk.signingKey : undefined
}

function readAgain(signed: SignedPrekey): string {
  return codeOf(readPrekey(simulated.signatures, signed, line, keyOf))
}

/** Signed by the device itself, whatever it says. */
function signedBy(seed: Uint8Array, change: Partial<Prekey>): SignedPrekey {
  const core = encodeAs(prekey, { ...made.prekey, ...change })
  return { core, signature: signIn("Parley-v1 prekey", simulated.signatures, seed, core) }
}

describe("a prekey", () => {
  test("opens with the seed that its device stored", () => {
    const read = valueOf(readPrekey(simulated.signatures, made.signed, line, keyOf))
    expect(read).toEqual(made.prekey)
    expect(simulated.kem.publicKey(made.seed)).toEqual(read.key)
    expect(read.useBy).toBe(noon + limits.prekeyUseByMs)
    expect(read.keepUntil).toBe(read.useBy + order.lifeMs)
  })

  test("of the real kind is believed too", () => {
    const device = deskOf(real, "a")
    const { signed } = makePrekey(real, device.signingSeed, order)
    expect(codeOf(readPrekey(real.signatures, signed, line, () => device.signingKey))).toBe("taken")
  })

  test("[SEC13] is believed from its own device only, for this line only", () => {
    expect(readAgain(signedBy(other.signingSeed, {}))).toBe("sign/bad")
    expect(readAgain(signedBy(other.signingSeed, { device: other.device }))).toBe("who/device")
    expect(readAgain(signedBy(desk.signingSeed, { line: branded("2b".repeat(32)) }))).toBe(
      "who/line",
    )
    expect(readAgain({ ...made.signed, signature: flipped(made.signed.signature, 0) })).toBe(
      "sign/bad",
    )
    expect(readAgain({ ...made.signed, core: flipped(made.signed.core, 200) })).toBe("sign/bad")
  })

  test("[SEC13] that is for one peer, or of another tier, is not taken for everybody's", () => {
    expect(readAgain(signedBy(desk.signingSeed, { tier: 1 }))).toBe("form/malformed")
    expect(readAgain(signedBy(desk.signingSeed, { forDevice: other.device }))).toBe(
      "form/malformed",
    )
  })

  test("[SEC4] that nobody can seal to is refused, though its device signed it", () => {
    const overflow = new Uint8Array(1_216).fill(255)
    expect(readAgain(signedBy(desk.signingSeed, { key: overflow }))).toBe("form/malformed")
    const lowOrder = made.prekey.key.slice()
    lowOrder.set(zeros(32), 1_184)
    expect(readAgain(signedBy(desk.signingSeed, { key: lowOrder }))).toBe("form/malformed")
  })
})

describe("[SEC12] the key of a recipient", () => {
  const recipient = { device: desk.device, fallbackKey: desk.kemKey }
  const newer = { ...made.prekey, counter: 4, useBy: made.prekey.useBy + 1 }
  const choose = (known: readonly Prekey[], now: number): readonly unknown[] => {
    const { tier, counter, isDegraded } = chooseKey(recipient, known, now)
    return [tier, counter, isDegraded]
  }

  test("is the newest prekey that is not expired", () => {
    expect(choose([made.prekey, newer], noon)).toEqual([2, 4, false])
    expect(choose([newer, made.prekey], noon)).toEqual([2, 4, false])
    expect(choose([made.prekey], made.prekey.useBy - 1)).toEqual([2, 3, false])
  })

  test("is the fallback key, and that is said, when there is none", () => {
    expect(choose([], noon)).toEqual([3, 0, true])
    expect(choose([made.prekey], made.prekey.useBy)).toEqual([3, 0, true])
    expect(chooseKey(recipient, [], noon).key).toEqual(desk.kemKey)
  })

  test("is never another device's", () => {
    expect(choose([{ ...newer, device: other.device }], noon)).toEqual([3, 0, true])
  })
})
