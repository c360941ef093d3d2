import { describe, expect, test } from "vitest"

import { openDeskMail, sealDeskMail } from "../../../client/sdk/seal/deskmail.ts"
import { openEnvelope } from "../../../client/sdk/seal/open.ts"
import { deskMailScheme, envelopeScheme } from "../../../client/sdk/seal/scheme.ts"
import { disclose } from "../../../client/sdk/seal/enclosure.ts"
import { branded, decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { deskMailCore, deskMailHeader } from "../../../shared/records/deskmail.ts"
import { enclosure } from "../../../shared/records/envelope.ts"
import type { DeviceId, MessageId } from "../../../shared/records/names.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import {
  addressed,
  codeOf,
  deskOf,
  flipped,
  line,
  noon,
  sendOne,
  standDown,
  valueOf,
  zeros,
} from "./two-desks.ts"

const crypto = simulatedWorld("mail").client("a")
const author = deskOf(crypto, "a")
const second = deskOf(crypto, "b")
const mail = branded<MessageId>("0198f6a07c007000a0000000000000ff")
const terms = { line, mail, from: author.device, t: noon }

const sealed = valueOf(
  sealDeskMail(crypto, author.signingSeed, {
    terms,
    payload: standDown,
    addressees: [addressed(second)],
  }),
)

function keyOf(device: DeviceId): Uint8Array | undefined {
  return device === author.device ? author.signingKey : undefined
}

describe("desk mail", () => {
  test("a sibling reads what was sealed, and from whom", () => {
    const opened = valueOf(openDeskMail(crypto, sealed, second, keyOf))
    expect(opened.payload).toEqual(standDown)
    expect(opened.core).toMatchObject(terms)
  })

  test("nobody else's mail is read", () => {
    expect(codeOf(openDeskMail(crypto, sealed, second, () => undefined))).toBe("who/device")
    expect(codeOf(openDeskMail(crypto, sealed, second, () => second.signingKey))).toBe("sign/bad")
  })

  test("[SEC9] a changed byte of the header fails its signature or its form", () => {
    const codes = new Set(
      [...sealed.header.keys()].map((at) =>
        codeOf(
          openDeskMail(crypto, { ...sealed, header: flipped(sealed.header, at) }, second, keyOf),
        ),
      ),
    )
    expect(codes).toEqual(new Set(["sign/bad", "form/malformed", "who/device"]))
  })

  test("[SEC9] a changed byte of the enclosure is a changed body or wrap, or no enclosure", () => {
    const codes = new Set(
      [...sealed.enclosure.keys()].map((at) =>
        codeOf(
          openDeskMail(
            crypto,
            { ...sealed, enclosure: flipped(sealed.enclosure, at) },
            second,
            keyOf,
          ),
        ),
      ),
    )
    expect(codes).toEqual(new Set(["envelope/body", "form/malformed"]))
  })

  test("what is too large is not sealed", () => {
    const payload = zeros(limits.envelopeBytesMax)
    const order = { terms, payload, addressees: [addressed(second)] }
    expect(codeOf(sealDeskMail(crypto, author.signingSeed, order))).toBe("form/too-large")
  })
})

describe("[SEC10] desk mail and envelopes do not pass for each other", () => {
  const sent = sendOne(crypto)

  test("an envelope offered as mail", () => {
    const offered = {
      header: sent.sealed.header,
      signature: sent.sealed.record.signatures[0]?.signature ?? zeros(64),
      enclosure: encodeAs(enclosure, sent.sealed.enclosure),
    }
    const answer = openDeskMail(crypto, offered, sent.near, () => sent.sender.signingKey)
    expect(codeOf(answer)).toBe("form/malformed")
  })

  test("mail offered as an envelope", () => {
    const parts = valueOf(decodeAs(enclosure, sealed.enclosure, limits.envelopeBytesMax))
    const offered = { header: sealed.header, enclosure: parts }
    expect(codeOf(openEnvelope(crypto, offered, second))).toBe("form/malformed")
  })

  test("mail opened under an envelope's keys, were the forms alike", () => {
    const header = valueOf(decodeAs(deskMailHeader, sealed.header, limits.envelopeBytesMax))
    const core = valueOf(decodeAs(deskMailCore, header.core, limits.envelopeBytesMax))
    const parts = valueOf(decodeAs(enclosure, sealed.enclosure, limits.envelopeBytesMax))
    const { recipients, commitment } = core
    const offered = { header, recipients, commitment, enclosure: parts }
    expect(codeOf(disclose(crypto, deskMailScheme, offered, second))).toBe("taken")
    expect(codeOf(disclose(crypto, envelopeScheme, offered, second))).toBe("open/failed")
    const crossed = { ...deskMailScheme, wrap: envelopeScheme.wrap }
    expect(codeOf(disclose(crypto, crossed, offered, second))).toBe("open/failed")
    const halfCrossed = { ...deskMailScheme, body: envelopeScheme.body }
    expect(codeOf(disclose(crypto, halfCrossed, offered, second))).toBe("open/failed")
  })
})
