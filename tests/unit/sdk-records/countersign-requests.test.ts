import { describe, expect, test } from "vitest"

import { verifyIn } from "../../../shared/crypto/signatures.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import type { Link } from "../../../shared/records/link.ts"
import type { DeviceId, Hash, LineId, MessageId } from "../../../shared/records/names.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import { CountersignRequests } from "../../../client/sdk/countersign-requests.ts"
import { coreOf, type CountersignMail, type Terms } from "../../../client/sdk/countersign-terms.ts"
import { Proposals } from "../../../client/sdk/countersign.ts"
import type { Identity } from "../../../client/sdk/identity.ts"
import { Outgoing } from "../../../client/sdk/ports.ts"
import { foundedAt, seedOf, valueOf } from "../../support/practice-line.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import { codeOf } from "./told.ts"

const { signatures } = simulatedWorld("countersign requests").client("desk")
const now = { wall: foundedAt, mono: 0 }
const line = branded<LineId>("1a".repeat(32))
const outgoing = branded<DeviceId>("a1".repeat(16))
const incoming = branded<DeviceId>("a2".repeat(16))
const proposal = branded<MessageId>("0198f6a07c007000a000000000000001")
const noHash = branded<Hash>("00".repeat(32))
const identity: Identity = {
  line,
  device: outgoing,
  side: "A",
  officer: "officer A1",
  callSign: "A1",
  signingSeed: seedOf("A1"),
  witnessSeed: seedOf("witness"),
  fallbackSeed: seedOf("fallback"),
}
const signingKey = signatures.publicKey(identity.signingSeed)

const agreed: Terms = {
  kind: "handover",
  outgoing,
  endsSeq: 4,
  role: "duty",
  until: foundedAt + 1_000,
  open: [],
}

function linkAt(seq: number, change: Partial<Link> = {}): Link {
  const roster = { version: 1, hash: noHash }
  const rosters = { ownRoster: roster, peerRoster: roster }
  const time = { t: foundedAt + seq, terr: 1 }
  return {
    line,
    from: incoming,
    seq,
    prev: noHash,
    charter: 0,
    seen: [],
    ...rosters,
    ...time,
    ...change,
  }
}

function asked(
  link: Link,
  terms = agreed,
): Extract<CountersignMail, { kind: "countersign-asked" }> {
  return { kind: "countersign-asked", proposal, record: "handover", core: coreOf(terms, link) }
}

function take(
  desk: CountersignRequests,
  link: Link,
  terms = agreed,
): ReturnType<CountersignRequests["take"]> {
  return desk.take(asked(link, terms), incoming, now, new Outgoing())
}

describe("what an officer agreed to", () => {
  test("[HND9] is signed in every place that it comes to stand, once in each", () => {
    const desk = new CountersignRequests(signatures, identity)
    const { request } = valueOf(take(desk, linkAt(7)))
    expect(desk.sign(request, new Outgoing())).toBeUndefined()
    desk.agree(request, new Outgoing())
    for (const seq of [7, 9]) {
      const next = valueOf(take(desk, linkAt(seq))).request
      const bytes = coreOf(agreed, linkAt(seq))
      const said = desk.sign(next, new Outgoing())
      expect(said).toMatchObject({ kind: "countersigned", core: hashOf(bytes) })
      const signature = said?.kind === "countersigned" ? said.signature : new Uint8Array(0)
      expect(verifyIn("Parley-v1 handover", signatures, signingKey, { bytes, signature })).toBe(
        true,
      )
      expect(desk.sign(desk.of(proposal) ?? next, new Outgoing())).toBeUndefined()
    }
  })

  test("[HND9] does not become other terms, nor a record of another device or line", () => {
    const desk = new CountersignRequests(signatures, identity)
    desk.agree(valueOf(take(desk, linkAt(7))).request, new Outgoing())
    expect(codeOf(take(desk, linkAt(8), { ...agreed, until: foundedAt + 2_000 }))).toBe("sign/bad")
    expect(codeOf(take(desk, linkAt(8), { ...agreed, endsSeq: 5 }))).toBe("sign/bad")
    expect(codeOf(take(desk, linkAt(8, { from: outgoing })))).toBe("sign/bad")
    expect(codeOf(take(desk, linkAt(8, { line: branded<LineId>("2b".repeat(32)) })))).toBe(
      "sign/bad",
    )
  })

  test("[HND9] is not signed for an older place that mail brings once more", () => {
    const desk = new CountersignRequests(signatures, identity)
    desk.agree(valueOf(take(desk, linkAt(9))).request, new Outgoing())
    const { request } = valueOf(take(desk, linkAt(7)))
    expect(hashOf(request.core)).toBe(hashOf(coreOf(agreed, linkAt(9))))
  })
})

describe("a second signature", () => {
  test("[HND2] that is wrong is not taken; one of a place given up only says that they agree", () => {
    const desk = new Proposals(signatures)
    const out = new Outgoing()
    desk.propose(proposal, agreed, now, out)
    desk.renew(() => linkAt(7), now, out)
    const by = { device: outgoing, signingKey }
    const said = { kind: "countersigned" as const, proposal, signature: new Uint8Array(64) }
    const core = hashOf(coreOf(agreed, linkAt(7)))
    expect(codeOf(desk.takeSignature({ ...said, core }, by, out))).toBe("sign/bad")
    expect(desk.open?.isAgreed).toBe(false)
    expect(codeOf(desk.takeSignature({ ...said, core: noHash }, by, out))).toBe("done")
    expect(desk.open).toMatchObject({ isAgreed: true, second: [] })
    expect(desk.open?.core).toHaveLength(0)
  })
})
