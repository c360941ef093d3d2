import { describe, expect, test } from "vitest"

import { knownOf } from "../../../client/sdk/disproofs.ts"
import { openProofOf } from "../../../client/sdk/seal/proof.ts"
import { Signer } from "../../../client/sdk/signer.ts"
import { Conversation } from "../../../client/sdk/view/conversation.ts"
import { messageView } from "../../../client/sdk/view/message.ts"
import { present } from "../../../shared/assert.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import type { Fact } from "../../../shared/records/stage.ts"
import { signed } from "../../../shared/records/signed.ts"
import { valueOf } from "../../support/practice-line.ts"
import {
  crypto,
  DeskBench,
  envelopeBy,
  identityOf,
  line,
  someId,
  start,
  type Said,
} from "./desk-bench.ts"

const opening = new Uint8Array(32).fill(9)
const message = envelopeBy({ from: "A1", text: "have you read this?", owes: ["read"], opening })

/** B1 says that it has read the message, or something else without a statement beside it. */
function readBy(openProof: Uint8Array, fact: Fact = { kind: "read", role: "duty" }): Said {
  const made = valueOf(
    new Signer(crypto, identityOf("B1")).sign(
      {
        kind: "stage",
        message: someId,
        header: message.hash,
        fact,
        openProof,
        arrived: 0,
        substance: undefined,
      },
      undefined,
      {
        state: line.state,
        wall: start,
        seen: [],
        clock: [],
        addressees: () => [],
        readerKey: () => undefined,
      },
    ),
  )
  const record = valueOf(decodeAs(signed, made.numbered.record, 65_536))
  return { record, hash: made.numbered.hash, enclosure: new Uint8Array(0) }
}

/** A2, who can open the message, hears of it. */
function hearing(stage: Said): DeskBench {
  const bench = new DeskBench("A2")
  bench.delivers("N", message)
  bench.effects()
  bench.delivers("N", stage)
  return bench
}

const right = openProofOf(opening, line.devices.B1.device)
const wrong = openProofOf(opening, line.devices.B2.device)

describe("a stage without the proof of having opened the message", () => {
  test("[GRD11] meets no demand, and is told as a violation instead of a stage", () => {
    const bench = hearing(readBy(wrong))
    expect(bench.notices()).toMatchObject([{ kind: "violation", code: "stage/form" }])
    const view = messageView(new Conversation(bench.parts), someId, bench.now)
    expect(view?.open).toEqual(["received", "read"])
    expect(view?.stages.map(({ counts }) => counts)).toEqual([false])
  })

  test("[GRD11] leaves the alarm on", () => {
    const bench = hearing(readBy(wrong))
    bench.passes(3_600_000)
    bench.parts.alarms.check(
      knownOf(bench.parts),
      bench.link("N").reading(bench.now),
      bench.parts.out,
    )
    expect(bench.notices().map(({ kind }) => kind)).toContain("overdue")
  })

  test("[STG9] nor does one that says more than it has a statement for, proof or not", () => {
    const bench = hearing(readBy(right, { kind: "answered" }))
    expect(bench.notices()).toMatchObject([{ kind: "violation", code: "stage/form" }])
    const view = messageView(new Conversation(bench.parts), someId, bench.now)
    expect(view?.open).toEqual(["received", "read"])
  })

  test("[GRD11] while one with the proof counts", () => {
    const bench = hearing(readBy(right))
    const row = present(bench.parts.union.rowOf(someId), "the message is here")
    expect(bench.parts.disproofs.believed(bench.parts.union.state, row)).toBe(row)
    const view = messageView(new Conversation(bench.parts), someId, bench.now)
    expect(view?.open).toEqual([])
  })
})
