import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { openEnvelope } from "../../../client/sdk/seal/open.ts"
import { sealEnvelope } from "../../../client/sdk/seal/seal.ts"
import { nodeClientCrypto } from "../../../client/cli/crypto.ts"
import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import type { Enclosure } from "../../../shared/records/envelope.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import { verifyIn } from "../../../shared/crypto/signatures.ts"
import { equalBytes, hexOf } from "../../../shared/encoding/bytes.ts"
import { limits } from "../../../shared/limits.ts"
import { seededRandomness, simulatedWorld } from "../../support/simulated-crypto.ts"
import {
  addressed,
  codeOf,
  deskOf,
  flipped,
  letterFrom,
  reheaded,
  sendOne,
  standDown,
  valueOf,
  withWrap,
  zeros,
} from "./two-desks.ts"

const simulated = simulatedWorld("seal").client("a")
const real = webCrypto(seededRandomness("seal"))

function sizeOf(payloadLength: number): number {
  return sendOne(simulated, zeros(payloadLength)).sealed.enclosure.body.length
}

describe("sealing", () => {
  test.each([
    ["browser", real],
    ["command line", nodeClientCrypto()],
    ["simulated", simulated],
  ])("every recipient opens what was sealed, %s", (_name, crypto) => {
    const { sealed, near, far } = sendOne(crypto)
    for (const desk of [near, far]) {
      const opened = valueOf(openEnvelope(crypto, sealed, desk))
      expect(opened.payload).toEqual(standDown)
      expect(opened.opening).toEqual(sealed.opening)
      expect(opened.contentKey).toEqual(sealed.contentKey)
    }
  })

  test("the header is signed by the sender and names recipients in order", () => {
    const { sealed, sender } = sendOne(simulated)
    const [only] = sealed.record.signatures
    const signed = { bytes: sealed.header, signature: only?.signature ?? zeros(0) }
    expect(verifyIn("Parley-v1 envelope", simulated.signatures, sender.signingKey, signed)).toBe(
      true,
    )
    expect(hexOf(only?.key ?? zeros(0))).toBe(sender.device)
    expect(sealed.core.recipients.map((each) => each.device)).toEqual(
      sealed.core.recipients.map((each) => each.device).toSorted(),
    )
  })

  test("[SEC11] the size of an envelope tells only the step of its payload", () => {
    expect(sizeOf(0)).toBe(sizeOf(limits.bodyFloorBytes - 33))
    expect(sizeOf(0)).toBeLessThan(sizeOf(limits.bodyFloorBytes - 32))
  })

  test("the largest payload goes to the most recipients, and nothing above", () => {
    const sender = deskOf(simulated, "a")
    const to = Array.from({ length: limits.recipientsMax }, (_, i) => ({
      ...addressed(deskOf(simulated, "b")),
      device: deskOf(simulated, "b").device,
      pseq: i,
    }))
    const letter = { ...letterFrom(sender, [], zeros(limits.payloadBytesMax)), addressees: to }
    const seal = (changed: Partial<typeof letter>): string =>
      codeOf(sealEnvelope(simulated, sender.signingSeed, { ...letter, ...changed }))
    expect(seal({})).toBe("taken")
    expect(seal({ payload: zeros(limits.payloadBytesMax + 1) })).toBe("form/too-large")
    expect(seal({ addressees: [] })).toBe("envelope/form")
    expect(seal({ addressees: [...to, ...to] })).toBe("envelope/form")
  })

  test("[SEC4] a key that nobody can seal to is refused by name, not sealed to", () => {
    const sender = deskOf(real, "a")
    const bad = { ...addressed(deskOf(real, "b")), key: new Uint8Array(1_216).fill(255) }
    const letter = { ...letterFrom(sender, []), addressees: [bad] }
    expect(codeOf(sealEnvelope(real, sender.signingSeed, letter))).toBe("envelope/form")
  })
})

describe("[SEC16] a random source that has died", () => {
  const dead = simulatedWorld("dead")
  const crypto = { ...dead.client("a"), random: { bytes: zeros } }

  test("still gives each message keys of its own", () => {
    const sender = deskOf(dead.client("b"), "a")
    const to = deskOf(dead.client("c"), "b")
    const keys = [standDown, zeros(4), zeros(5)].map((payload) => {
      const letter = letterFrom(sender, [to], payload)
      const sealed = valueOf(sealEnvelope(crypto, sender.signingSeed, letter))
      return [sealed.contentKey, sealed.opening, sealed.enclosure.wraps[0] ?? zeros(0)].map(hexOf)
    })
    expect(new Set(keys.flat()).size).toBe(9)
  })

  test("still keeps them from whoever lacks the device's seed", () => {
    const to = deskOf(dead.client("c"), "b")
    const [one, other] = ["d", "e"].map((name) => {
      const sender = { ...deskOf(dead.client(name), "a") }
      const letter = letterFrom(sender, [to])
      return valueOf(sealEnvelope(crypto, sender.signingSeed, letter)).contentKey
    })
    expect(one).not.toEqual(other)
  })
})

describe("what a changed byte does", () => {
  const { sealed, sender, near } = sendOne(simulated)
  const place = sealed.core.recipients.findIndex((each) => each.device === near.device)
  const wrap = sealed.enclosure.wraps[place] ?? zeros(0)
  const isSigned = (bytes: Uint8Array): boolean =>
    verifyIn("Parley-v1 envelope", simulated.signatures, sender.signingKey, {
      bytes,
      signature: sealed.record.signatures[0]?.signature ?? zeros(0),
    })

  test("[SEC9] in every place of the header: the signature fails", () => {
    const passed = [...sealed.header.keys()].filter((at) => isSigned(flipped(sealed.header, at)))
    expect(passed).toEqual([])
    expect(isSigned(sealed.header)).toBe(true)
  })

  test("[SEC9] in every place of the body or the own wrap: envelope/body, to be fetched again", () => {
    const { body } = sealed.enclosure
    const codes = new Set([
      ...[...body.keys()].map((at) => {
        const enclosure = { ...sealed.enclosure, body: flipped(body, at) }
        return codeOf(openEnvelope(simulated, { header: sealed.header, enclosure }, near))
      }),
      ...[...wrap.keys()].map((at) => {
        const enclosure = withWrap(sealed.enclosure, place, flipped(wrap, at))
        return codeOf(openEnvelope(simulated, { header: sealed.header, enclosure }, near))
      }),
    ])
    expect(codes).toEqual(new Set(["envelope/body"]))
  })

  test("a foreign wrap that is missing or changed does not matter", () => {
    const enclosure = withWrap(sealed.enclosure, 1 - place, zeros(1_168))
    expect(codeOf(openEnvelope(simulated, { header: sealed.header, enclosure }, near))).toBe(
      "taken",
    )
  })
})

type Sent = ReturnType<typeof sendOne>

/** Opens an enclosure under a header that was signed for it: only the ciphers can tell. */
function openSigned(crypto: typeof real, { sealed, near }: Sent, enclosure: Enclosure): string {
  const header = reheaded(sealed.header, {
    bodyHash: hashOf(enclosure.body),
    wrapHashes: enclosure.wraps.map((each) => hashOf(each ?? zeros(0))),
  })
  return codeOf(openEnvelope(crypto, { header, enclosure }, near))
}

function openDamagedBody(crypto: typeof real, sent: Sent, at: number): string {
  const { enclosure } = sent.sealed
  return openSigned(crypto, sent, { ...enclosure, body: flipped(enclosure.body, at) })
}

function openDamagedWrap(crypto: typeof real, sent: Sent, at: number): string {
  const { core, enclosure } = sent.sealed
  const place = core.recipients.findIndex((each) => each.device === sent.near.device)
  const wrap = flipped(enclosure.wraps[place] ?? zeros(0), at)
  return openSigned(crypto, sent, withWrap(enclosure, place, wrap))
}

describe("damage that the sender signed", () => {
  test("[SEC9] in every place: open/failed", () => {
    const sent = sendOne(simulated)
    const codes = new Set([
      ...[...sent.sealed.enclosure.body.keys()].map((at) => openDamagedBody(simulated, sent, at)),
      ...Array.from({ length: 1_168 }, (_, at) => openDamagedWrap(simulated, sent, at)),
    ])
    expect(codes).toEqual(new Set(["open/failed"]))
  })

  test("[SEC9] with the real ciphers, in places all over: open/failed", () => {
    const sent = sendOne(real)
    const codes = new Set([
      ...Array.from({ length: 60 }, (_, i) => openDamagedBody(real, sent, i * 17)),
      ...Array.from({ length: 60 }, (_, i) => openDamagedWrap(real, sent, i * 19)),
    ])
    expect(codes).toEqual(new Set(["open/failed"]))
  })
})

describe("who cannot open", () => {
  const { sealed, near } = sendOne(simulated)

  test("a device that is not named", () => {
    const stranger = deskOf(simulated, "d")
    expect(codeOf(openEnvelope(simulated, sealed, stranger))).toBe("open/failed")
  })

  test("a device whose key is gone", () => {
    const forgetful = { device: near.device, seedOf: () => undefined }
    expect(codeOf(openEnvelope(simulated, sealed, forgetful))).toBe("open/failed")
  })

  test("a device with another key under the same name", () => {
    const other = { ...deskOf(simulated, "d"), device: near.device }
    expect(codeOf(openEnvelope(simulated, sealed, other))).toBe("open/failed")
  })

  test("anybody, for bytes that are no header", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (header) => {
        expect(codeOf(openEnvelope(simulated, { ...sealed, header }, near))).toBe("form/malformed")
      }),
    )
  })
})

test("the simulated and the real ciphers give bodies of the same length", () => {
  const one = sendOne(simulated).sealed
  const other = sendOne(real).sealed
  expect(one.enclosure.body.length).toBe(other.enclosure.body.length)
  expect(one.header.length).toBe(other.header.length)
  expect(equalBytes(one.header, other.header)).toBe(false)
})
