// The attacks that shaped the envelope, carried out. Each is first shown to work on the envelope without its fix.

import { describe, expect, test } from "vitest"

import { webCrypto } from "../../../client/sdk/crypto/web.ts"
import { commitmentOf, openBody, sealBody } from "../../../client/sdk/seal/body.ts"
import { recipientsOf } from "../../../client/sdk/seal/enclosure.ts"
import { openEnvelope, readEnvelope } from "../../../client/sdk/seal/open.ts"
import { isOpenProof, openProofOf } from "../../../client/sdk/seal/proof.ts"
import { envelopeScheme } from "../../../client/sdk/seal/scheme.ts"
import { unwrapKey, wrapKey } from "../../../client/sdk/seal/wrap.ts"
import { present } from "../../../shared/assert.ts"
import { deriveKey, digest } from "../../../shared/crypto/digest.ts"
import { unpad } from "../../../shared/crypto/padding.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { envelopeCore, envelopeHeader } from "../../../shared/records/envelope.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import { seededRandomness } from "../../support/simulated-crypto.ts"
import { salamander, type SecretboxKey } from "./salamander.ts"
import {
  addressed,
  codeOf,
  deskOf,
  letterFrom,
  linkOf,
  sendOne,
  standDown,
  valueOf,
  zeros,
} from "./two-desks.ts"

const crypto = webCrypto(seededRandomness("attacks"))

function bodyKeyOf(contentKey: Uint8Array, coreDigest: Uint8Array): SecretboxKey {
  const bytes = deriveKey(contentKey, envelopeScheme.body, coreDigest, 56)
  return { secret: bytes.subarray(0, 32), nonce: bytes.subarray(32) }
}

describe("one signed body, two meanings", () => {
  const sender = deskOf(crypto, "a")
  const near = deskOf(crypto, "b")
  const far = deskOf(crypto, "c")
  const ultimatum = utf8("ULTIMATUM. You have one hour.")
  const letter = letterFrom(sender, [near, far])
  const core = encodeAs(envelopeCore, {
    ...letter.terms,
    commitment: commitmentOf({ payload: standDown, opening: zeros(32) }),
    recipients: recipientsOf(letter.addressees),
  })
  const coreDigest = digest(envelopeScheme.core, core)

  /** The sender tries content keys until one body serves both. */
  function forge(): {
    readonly body: Uint8Array
    readonly keys: readonly [Uint8Array, Uint8Array]
  } {
    const first = crypto.random.bytes(32)
    const one = { key: bodyKeyOf(first, coreDigest), at: 32, text: standDown }
    for (;;) {
      const second = crypto.random.bytes(32)
      const other = { key: bodyKeyOf(second, coreDigest), at: 256, text: ultimatum }
      const body = salamander(one, other)
      if (body !== undefined) return { body, keys: [first, second] }
    }
  }

  const forged = forge()
  const binding = { purpose: envelopeScheme.wrap, context: coreDigest }
  const wraps = [near, far].map((desk, i) =>
    present(
      wrapKey(crypto, binding, addressed(desk), {
        contentKey: present(forged.keys[i], "one key each"),
        randomness: crypto.random.bytes(64),
      }),
      "a good key",
    ),
  )
  const header = encodeAs(envelopeHeader, {
    core,
    bodyHash: hashOf(forged.body),
    wrapHashes: wraps.map(hashOf),
  })
  const enclosure = { body: forged.body, wraps }

  test("without the commitment both desks would read what they were meant to", () => {
    const texts = forged.keys.map((contentKey) => {
      const { secret, nonce } = bodyKeyOf(contentKey, coreDigest)
      const padded = present(crypto.bodies.open(secret, nonce, forged.body), "opens")
      return unpad(padded, limits.bodyFloorBytes)
    })
    expect(texts[0]?.subarray(32, 32 + standDown.length)).toEqual(standDown)
    expect(texts[1]?.subarray(256, 256 + ultimatum.length)).toEqual(ultimatum)
  })

  test("[SEC6] each desk refuses it, and says that the sender tried", () => {
    const signature = signIn("Parley-v1 envelope", crypto.signatures, sender.signingSeed, header)
    const signed = { bytes: header, signature }
    expect(verifyIn("Parley-v1 envelope", crypto.signatures, sender.signingKey, signed)).toBe(true)
    for (const desk of [near, far]) {
      expect(codeOf(openEnvelope(crypto, { header, enclosure }, desk))).toBe("open/commitment")
    }
  })
})

describe("authorship stolen by a sibling that can read", () => {
  const { sealed, near, far } = sendOne(crypto)
  const thief = far
  const read = valueOf(readEnvelope(sealed.header))
  const stolen = valueOf(openEnvelope(crypto, sealed, thief))
  const claimed = encodeAs(envelopeCore, { ...read.core, link: linkOf(thief.device) })
  const claimedDigest = digest(envelopeScheme.core, claimed)

  function headerOver(wraps: readonly Uint8Array[]): Uint8Array {
    const { bodyHash } = read.header
    return encodeAs(envelopeHeader, { core: claimed, bodyHash, wrapHashes: wraps.map(hashOf) })
  }

  test("without the core in its key, a body would open under any name", () => {
    const nameless = { contentKey: stolen.contentKey, coreDigest: zeros(32) }
    const content = { payload: stolen.payload, opening: stolen.opening }
    const body = sealBody(crypto.bodies, envelopeScheme, nameless, content)
    const { commitment } = read
    expect(openBody(crypto.bodies, envelopeScheme, nameless, { body, commitment }).ok).toBe(true)
  })

  test("[SEC7] the same body and wraps under another sender's name do not open", () => {
    const wraps = sealed.enclosure.wraps.map((each) => present(each, "the sender has all"))
    const header = headerOver(wraps)
    expect(codeOf(openEnvelope(crypto, { header, enclosure: sealed.enclosure }, near))).toBe(
      "open/failed",
    )
  })

  test("[SEC7] nor do they when the thief wraps the content key anew", () => {
    const binding = { purpose: envelopeScheme.wrap, context: claimedDigest }
    const wraps = [near, far].map((desk) =>
      present(
        wrapKey(crypto, binding, addressed(desk), {
          contentKey: stolen.contentKey,
          randomness: crypto.random.bytes(64),
        }),
        "a good key",
      ),
    )
    const seed = { ...addressed(near), seed: near.kemSeed }
    expect(unwrapKey(crypto, binding, seed, present(wraps[0], "two"))).toEqual(stolen.contentKey)
    const enclosure = { body: sealed.enclosure.body, wraps }
    expect(codeOf(openEnvelope(crypto, { header: headerOver(wraps), enclosure }, near))).toBe(
      "open/failed",
    )
  })
})

describe("acknowledged without having opened", () => {
  const { sealed, near, far } = sendOne(crypto)

  test("[SEC8] the proof needs the opening, which only the sealed body holds", () => {
    const { opening } = valueOf(openEnvelope(crypto, sealed, near))
    expect(isOpenProof(openProofOf(opening, near.device), sealed.opening, near.device)).toBe(true)
    const guesses = [
      undefined,
      zeros(32),
      sealed.core.commitment,
      openProofOf(sealed.core.commitment, near.device),
      openProofOf(zeros(32), near.device),
    ]
    for (const guess of guesses) {
      expect(isOpenProof(guess, sealed.opening, near.device)).toBe(false)
    }
  })

  test("[SEC8] a proof of another device proves nothing of this one", () => {
    const theirs = openProofOf(sealed.opening, far.device)
    expect(isOpenProof(theirs, sealed.opening, near.device)).toBe(false)
  })
})
