import { describe, expect, test } from "vitest"

import { Outgoing } from "../../../client/sdk/ports.ts"
import { ReleaseRequests } from "../../../client/sdk/release-requests.ts"
import { makeDraft, signWithdrawal } from "../../../client/sdk/seal/draft.ts"
import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { draft, withdraw } from "../../../shared/records/draft.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { seedOf, type CallSign } from "../../support/practice-line.ts"
import { simulatedWorld } from "../../support/simulated-crypto.ts"
import { practice } from "./line-at-work.ts"
import { codeOf, words } from "./told.ts"

const crypto = simulatedWorld("sdk records").client("A2")
const message = branded<MessageId>("0198f6a07c007000a000000000000001")
const { state, line } = practice

function requestsOfA2(): ReleaseRequests {
  const { device, side, seed, entry } = practice.devices.A2
  const identity = {
    line,
    device,
    side,
    officer: entry.officer,
    callSign: "A2",
    signingSeed: seed,
    witnessSeed: seedOf("witness A2"),
    fallbackSeed: seedOf("fallback A2"),
  }
  return new ReleaseRequests(crypto, identity, () => false)
}

function requestBy(by: CallSign): Parameters<ReleaseRequests["take"]>[1] {
  const { device, seed } = practice.devices[by]
  const terms = { line, message, precedence: "ROUTINE", owes: [], references: [], life: 9 } as const
  const made = makeDraft(crypto, seed, { ...terms, author: device, t: 1 }, words)
  const { signature, opening } = made
  const said = { draft: encodeAs(draft, made.draft), signature, payload: words, opening }
  return { kind: "release-request", ...said }
}

function withdrawalBy(by: CallSign): Parameters<ReleaseRequests["takeWithdrawal"]>[2] {
  const { device, seed } = practice.devices[by]
  const said = { format: 1, line, message, author: device, t: 2, reason: "second thoughts" }
  const signature = signWithdrawal(crypto, seed, said)
  return { kind: "withdrawn", withdrawal: encodeAs(withdraw, said), signature }
}

describe("a withdrawal", () => {
  const a1 = practice.devices.A1.device

  test("[REL2] that comes before its draft is remembered, also after a restart", () => {
    const [requests, out] = [requestsOfA2(), new Outgoing()]
    expect(codeOf(requests.takeWithdrawal(state, a1, withdrawalBy("A1"), out))).toBe("done")
    const restarted = requestsOfA2()
    for (const effect of out.take()) {
      for (const { key, value } of effect.kind === "store" ? effect.writes : []) {
        if (value !== undefined) restarted.restoreWithdrawal(key, value)
      }
    }
    for (const each of [requests, restarted]) {
      expect(codeOf(each.take(state, requestBy("A1"), out))).toBe("done")
      expect(each.of(message)?.state).toBe("withdrawn")
    }
    expect(JSON.stringify(out.take())).not.toContain('release-request","message')
  })

  test("[REL2] of somebody else's draft takes nothing back, whichever comes first", () => {
    const a2 = practice.devices.A2.device
    const [first, out] = [requestsOfA2(), new Outgoing()]
    first.take(state, requestBy("A1"), out)
    expect(codeOf(first.takeWithdrawal(state, a2, withdrawalBy("A2"), out))).toBe("sign/bad")
    expect(first.of(message)?.state).toBe("waiting")
    const second = requestsOfA2()
    second.takeWithdrawal(state, a2, withdrawalBy("A2"), out)
    second.take(state, requestBy("A1"), out)
    expect(second.of(message)?.state).toBe("waiting")
  })

  test("[REL2] that its author has not signed takes nothing back", () => {
    const [requests, out] = [requestsOfA2(), new Outgoing()]
    requests.take(state, requestBy("A1"), out)
    const forged = { ...withdrawalBy("A1"), signature: withdrawalBy("A2").signature }
    expect(codeOf(requests.takeWithdrawal(state, a1, forged, out))).toBe("sign/bad")
    expect(requests.of(message)?.state).toBe("waiting")
  })
})
