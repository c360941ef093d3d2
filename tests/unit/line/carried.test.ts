// What another relay's acceptance proves, and what only looks like one.

import { describe, expect, test } from "vitest"

import { branded, encodeAs, type Infer } from "../../../shared/encoding/schema.ts"
import { signIn } from "../../../shared/crypto/signatures.ts"
import { carriedAcceptance } from "../../../shared/line/carried.ts"
import { acceptance, signedAcceptance } from "../../../shared/records/acceptance.ts"
import type { LineId } from "../../../shared/records/names.ts"
import { nextCharter } from "../../support/practice-changes.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { practiceLine } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"

const line = practiceLine()
const { signatures } = line

describe("an acceptance brought from another relay", () => {
  const record = new Story(line).northSends()
  const { N, S } = line.relays
  const given: Infer<typeof acceptance> = {
    format: 1,
    relay: S.relay,
    line: line.line,
    epoch: 0,
    entries: [
      { index: 3, leaf: record.hash, record: record.hash, t: 77, salt: new Uint8Array(16) },
    ],
    mergeDelay: 2_000,
  }
  const signedBy = (seed: Uint8Array, change: Partial<typeof given> = {}): Uint8Array => {
    const core = encodeAs(acceptance, { ...given, ...change })
    const signature = signIn("Parley-v1 acceptance", signatures, seed, core)
    return encodeAs(signedAcceptance, { core, signature })
  }
  const outcome = (carried: Uint8Array): string => {
    const read = carriedAcceptance(line.state, carried, record.hash, signatures)
    return read.ok ? `${read.value.relay} at ${String(read.value.t)}` : read.code
  }

  test("[AUT11] says when, if a relay of the charter signed it for this record", () => {
    expect(outcome(signedBy(S.seed))).toBe(`${S.relay} at 77`)
    expect(outcome(signedBy(N.seed))).toBe("sign/bad")
    expect(outcome(signedBy(line.devices.A1.seed))).toBe("sign/bad")
  })

  test("[AUT11] says nothing about another record, line or relay", () => {
    expect(outcome(signedBy(S.seed, { entries: [] }))).toBe("form/malformed")
    expect(outcome(signedBy(S.seed, { line: branded<LineId>("00".repeat(32)) }))).toBe(
      "form/malformed",
    )
    expect(outcome(signedBy(S.seed, { relay: branded("00".repeat(8)) }))).toBe("sign/bad")
    expect(outcome(Uint8Array.of(1, 2, 3))).toBe("form/malformed")
  })

  test("[AUT11] of a relay that a later charter names counts as well", () => {
    const journal = new PracticeJournal(N)
    journal.admits(nextCharter(line, line.charter, { relays: [N.entry] }), 0)
    const state = foldEntries(line.state, journal.entries)
    expect(carriedAcceptance(state, signedBy(S.seed), record.hash, signatures).ok).toBe(true)
  })
})
