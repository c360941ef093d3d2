import { describe, expect, test } from "vitest"

import {
  answerInvitation,
  checkRequest,
  readRequest,
  requestText,
  type OpenedRequest,
} from "../../../../client/sdk/ceremony/enrolment.ts"
import {
  charterOfInvitation,
  invitationText,
  readInvitation,
} from "../../../../client/sdk/ceremony/invitation.ts"
import { hmac } from "@noble/hashes/hmac.js"
import { sha256 } from "@noble/hashes/sha2.js"
import { signIn } from "../../../../shared/crypto/signatures.ts"
import { encodeAs } from "../../../../shared/encoding/schema.ts"
import {
  enrolmentRequest,
  type EnrolmentRequest,
  type Invitation,
} from "../../../../shared/records/enrolment.ts"
import { valueOf } from "../../../support/practice-line.ts"
import { noon } from "../scripted-terminal.ts"
import { answerTo, charter, crypto, day, invitationFor, south } from "./two-parties.ts"

const invitation = invitationFor("A1")
const answer = answerTo(invitation)
const opened = valueOf(readRequest(requestText(answer.request)))

function verdict(request: OpenedRequest, invited: Invitation = invitation, now = noon): string {
  const checked = checkRequest(crypto.signatures, request, invited, now)
  return checked.ok ? "good" : checked.code
}

/** What somebody with the invitation can make: other wishes, rightly signed by a key of their own and rightly authenticated. */
function asking(change: Partial<EnrolmentRequest>): OpenedRequest {
  const core = encodeAs(enrolmentRequest, { ...opened.asked, ...change })
  const request = {
    core,
    signature: signIn("Parley-v1 enrol", crypto.signatures, answer.bundle.signingSeed, core),
    mac: hmac(sha256, invitation.secret, core),
  }
  return valueOf(readRequest(requestText(request)))
}

describe("an invitation", () => {
  test("is read back from its file, with the charter that leads to the line", () => {
    const read = valueOf(readInvitation(invitationText(invitation)))
    expect(read).toEqual(invitation)
    expect(valueOf(charterOfInvitation(read))).toEqual(charter)
  })

  test("[CER5] that is too old is not answered", () => {
    const late = answerInvitation(crypto, invitation, "console", invitation.notAfter + 1)
    expect(late).toMatchObject({ ok: false, code: "who/expired" })
  })
})

describe("a request", () => {
  test("that answers the invitation is good, and reads the same on both sides", () => {
    expect(verdict(opened)).toBe("good")
    expect(opened.words).toEqual(answer.words)
    expect(opened.words).toHaveLength(8)
  })

  test("carries public keys and no seed", () => {
    const text = Buffer.concat([answer.request.core, answer.request.signature, answer.request.mac])
    const { signingSeed, witnessSeed, fallbackSeed } = answer.bundle
    const secrets = [signingSeed, witnessSeed, fallbackSeed, invitation.secret]
    expect(secrets.map((secret) => text.includes(Buffer.from(secret)))).toEqual(
      secrets.map(() => false),
    )
  })

  test("[CER5] that answers another invitation, or comes too late, is refused", () => {
    expect(verdict(opened, invitationFor("A1"))).toBe("sign/bad")
    expect(verdict(opened, invitation, noon + 2 * day)).toBe("who/expired")
  })

  test.each([
    [{ callSign: "A9" }],
    [{ officer: "somebody else" }],
    [{ role: "principal" }],
    [{ permissions: ["send", "acknowledge", "flash"] }],
    [{ party: south.party }],
  ] satisfies readonly (readonly [Partial<EnrolmentRequest>])[])(
    "[CER5] that asks for more than was given is refused: %j",
    (change) => {
      expect(verdict(asking(change))).toBe("who/permission")
    },
  )

  test("[CER5] of which a byte was changed, or whose key its sender does not hold, is refused", () => {
    const { request } = opened
    const core = request.core.map((byte, i) => (i === 200 ? byte ^ 1 : byte))
    const altered = { ...opened, request: { ...request, core } }
    expect(verdict(altered)).toBe("sign/bad")
    const signature = request.signature.map((byte, i) => (i === 0 ? byte ^ 1 : byte))
    expect(verdict({ ...opened, request: { ...request, signature } })).toBe("sign/bad")
  })

  test("with a key that nobody could seal to is refused", () => {
    expect(verdict(asking({ fallbackKey: new Uint8Array(1_216) }))).toBe("sign/bad")
  })

  test("has other words when anything in it is other", () => {
    expect(asking({ label: "another console" }).words).not.toEqual(opened.words)
  })
})
