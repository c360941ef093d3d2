import { describe, expect, test } from "vitest"

import {
  authorshipOf,
  draftOf,
  isDraftSigned,
  isWithdrawalSigned,
  makeDraft,
  signWithdrawal,
} from "../../../client/sdk/seal/draft.ts"
import { openEnvelope, readEnvelope } from "../../../client/sdk/seal/open.ts"
import { sealEnvelope } from "../../../client/sdk/seal/seal.ts"
import { present } from "../../../shared/assert.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { EnvelopeCore } from "../../../shared/records/envelope.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import {
  deskOf,
  letterFrom,
  line,
  linkOf,
  message,
  noon,
  standDown,
  valueOf,
  zeros,
} from "./two-desks.ts"

const crypto = simulatedWorld("draft").client("a")
const author = deskOf(crypto, "a")
const releaser = deskOf(crypto, "b")
const reader = deskOf(crypto, "c")
const letter = letterFrom(releaser, [reader])
const { precedence, owes, references, life } = letter.terms
const about = { line, message, precedence, owes, references, life }
const drafted = makeDraft(
  crypto,
  author.signingSeed,
  { ...about, author: author.device, t: noon },
  standDown,
)
const released = valueOf(
  sealEnvelope(crypto, releaser.signingSeed, {
    ...letter,
    terms: { ...letter.terms, drafted: [authorshipOf(drafted)] },
    opening: drafted.opening,
  }),
)
const core = valueOf(readEnvelope(released.header)).core

function isAuthors(changed: Partial<EnvelopeCore>, key = author.signingKey): boolean {
  const signed = draftOf({ ...core, ...changed })
  return signed !== undefined && isDraftSigned(crypto.signatures, signed, key)
}

describe("a draft", () => {
  test("[SEC15] is what the released envelope says its author signed", () => {
    expect(isAuthors({})).toBe(true)
    expect(draftOf(core)?.draft).toEqual(drafted.draft)
    expect(valueOf(openEnvelope(crypto, released, reader)).opening).toEqual(drafted.opening)
  })

  test("[SEC15] is signed by its author, not by the releaser", () => {
    expect(isAuthors({}, releaser.signingKey)).toBe(false)
    expect(core.link.from).toBe(releaser.device)
    expect(released.record.signatures).toHaveLength(1)
  })

  test("[SEC15] fails where the releaser changed anything that the author stands for", () => {
    const [mine] = core.drafted
    const other = branded<MessageId>("ff".repeat(16))
    const changes: readonly Partial<EnvelopeCore>[] = [
      { message: other },
      { commitment: zeros(32) },
      { precedence: "ROUTINE" },
      { owes: [] },
      { references: [other] },
      { life: life + 1 },
      { link: { ...core.link, line: branded("2b".repeat(32)) } },
      { drafted: [{ ...present(mine, "one"), t: noon + 1 }] },
      { drafted: [{ ...present(mine, "one"), author: releaser.device }] },
      { drafted: [{ ...present(mine, "one"), signature: zeros(64) }] },
    ]
    for (const change of changes) expect(isAuthors(change)).toBe(false)
  })

  test("[SEC15] leaves number, recipients and sender to the releaser", () => {
    expect(isAuthors({ serial: 99, recipients: [], link: linkOf(reader.device, 4) })).toBe(true)
  })

  test("is absent where one officer sent alone", () => {
    expect(draftOf({ ...core, drafted: [] })).toBeUndefined()
  })
})

describe("a withdrawal", () => {
  const withdrawal = {
    format: 1,
    line,
    message,
    author: author.device,
    t: noon,
    reason: "Overtaken",
  }
  const signature = signWithdrawal(crypto, author.signingSeed, withdrawal)

  test("[SEC1] is signed by the author, as a withdrawal and not as a draft", () => {
    const { signatures } = crypto
    expect(isWithdrawalSigned(signatures, withdrawal, signature, author.signingKey)).toBe(true)
    expect(isWithdrawalSigned(signatures, withdrawal, signature, releaser.signingKey)).toBe(false)
    const otherwise = { ...withdrawal, reason: "Wrong" }
    expect(isWithdrawalSigned(signatures, otherwise, signature, author.signingKey)).toBe(false)
    expect(isWithdrawalSigned(signatures, withdrawal, drafted.signature, author.signingKey)).toBe(
      false,
    )
  })
})
