import { describe, expect, test } from "vitest"

import { openEnvelope } from "../../../client/sdk/seal/open.ts"
import { makeRewrap, openRewrapped, type Rewrapped } from "../../../client/sdk/seal/rewrap.ts"
import { sealEnvelope } from "../../../client/sdk/seal/seal.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { rewrap, type Rewrap } from "../../../shared/records/rewrap.ts"
import { hashOf, type Signed } from "../../../shared/records/signed.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import {
  addressed,
  codeOf,
  deskOf,
  flipped,
  letterFrom,
  linkOf,
  sendOne,
  standDown,
  valueOf,
  zeros,
  type Desk,
} from "./two-desks.ts"

const crypto = simulatedWorld("rewrap").client("a")
const { sender, near, far, sealed } = sendOne(crypto)
const late = deskOf(crypto, "d")

/** `near` has opened the message and wraps it for `late`. */
function rewrappedBy(wrapper: Desk, header = sealed.header): Rewrapped {
  const { contentKey } = valueOf(openEnvelope(crypto, sealed, near))
  const envelope = { header, contentKey }
  const order = { link: linkOf(wrapper.device, 9), to: addressed(late) }
  const made = valueOf(makeRewrap(crypto, wrapper.signingSeed, envelope, order))
  return {
    rewrap: made.record.core,
    wrap: made.wrap,
    envelope: sealed.record,
    body: sealed.enclosure.body,
    senderKey: sender.signingKey,
  }
}

function changed(bytes: Uint8Array, change: Partial<Rewrap>): Uint8Array {
  return encodeAs(rewrap, { ...valueOf(decodeAs(rewrap, bytes, 4_096)), ...change })
}

function resigned(record: Signed, desk: Desk): Signed {
  const signature = signIn("Parley-v1 envelope", crypto.signatures, desk.signingSeed, record.core)
  return { ...record, signatures: [{ algorithm: 1, key: bytesOfHex(desk.device), signature }] }
}

describe("a rewrap", () => {
  const good = rewrappedBy(near)

  test("adds a reader, who reads the same", () => {
    const opened = valueOf(openRewrapped(crypto, good, late))
    expect(opened.payload).toEqual(standDown)
    expect(opened.opening).toEqual(sealed.opening)
  })

  test("is signed by who wrapped, as a rewrap", () => {
    const { contentKey } = sealed
    const order = { link: linkOf(near.device), to: addressed(late) }
    const envelope = { header: sealed.header, contentKey }
    const { record } = valueOf(makeRewrap(crypto, near.signingSeed, envelope, order))
    const signature = record.signatures[0]?.signature ?? zeros(0)
    const signed = { bytes: record.core, signature }
    expect(verifyIn("Parley-v1 rewrap", crypto.signatures, near.signingKey, signed)).toBe(true)
  })

  test("[SEC14] is refused where the envelope is not signed by its sender", () => {
    const forged = { ...good, envelope: resigned(sealed.record, near) }
    expect(codeOf(openRewrapped(crypto, forged, late))).toBe("sign/bad")
    const unsigned = { ...good, envelope: { ...sealed.record, signatures: [] } }
    expect(codeOf(openRewrapped(crypto, unsigned, late))).toBe("sign/bad")
  })

  test("[SEC14] is refused for another envelope, even by the same hand", () => {
    const letter = letterFrom(sender, [near, far])
    const other = valueOf(sealEnvelope(crypto, sender.signingSeed, letter))
    const mixed = { ...good, envelope: other.record, body: other.enclosure.body }
    expect(codeOf(openRewrapped(crypto, mixed, late))).toBe("envelope/form")
    const renamed = changed(good.rewrap, { header: hashOf(other.header) })
    expect(codeOf(openRewrapped(crypto, { ...mixed, rewrap: renamed }, late))).toBe("open/failed")
  })

  test("[SEC14] is refused with another body, wrap, reader or wrapper", () => {
    const code = (change: Partial<Rewrapped>, own = late): string =>
      codeOf(openRewrapped(crypto, { ...good, ...change }, own))
    const wrap = flipped(good.wrap, 500)
    expect(code({ body: flipped(good.body, 3) })).toBe("envelope/body")
    expect(code({ wrap })).toBe("envelope/body")
    expect(code({ wrap, rewrap: changed(good.rewrap, { wrapHash: hashOf(wrap) }) })).toBe(
      "open/failed",
    )
    expect(code({}, far)).toBe("open/failed")
    const link = linkOf(far.device, 9)
    expect(code({ rewrap: changed(good.rewrap, { link }) })).toBe("open/failed")
    expect(code({ rewrap: changed(good.rewrap, { counter: 8 }) })).toBe("open/failed")
  })

  test("[SEC14] with another content key gives no other content", () => {
    const envelope = { header: sealed.header, contentKey: crypto.random.bytes(32) }
    const order = { link: linkOf(near.device, 9), to: addressed(late) }
    const { record, wrap } = valueOf(makeRewrap(crypto, near.signingSeed, envelope, order))
    const given = { ...good, rewrap: record.core, wrap }
    expect(codeOf(openRewrapped(crypto, given, late))).toBe("open/failed")
  })

  test("[SEC10] and a first wrap do not pass for each other", () => {
    const place = sealed.core.recipients.findIndex((each) => each.device === near.device)
    const first = sealed.enclosure.wraps[place] ?? zeros(0)
    const order = changed(good.rewrap, { to: near.device, wrapHash: hashOf(first) })
    const given = { ...good, wrap: first, rewrap: order }
    expect(codeOf(openRewrapped(crypto, given, near))).toBe("open/failed")
  })
})
