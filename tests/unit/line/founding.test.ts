// Who may say who the parties are: charters, rosters and root documents, each lengthened only by those whose roots sign.

import { describe, expect, test } from "vitest"

import { branded, encodeAs } from "../../../shared/encoding/schema.ts"
import { newest } from "../../../shared/line/agreement.ts"
import { beginLine, checkFounding, isSignedByRoot } from "../../../shared/line/founding.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import { charter, type Charter } from "../../../shared/records/charter.ts"
import { root } from "../../../shared/records/root.ts"
import type { PartyId } from "../../../shared/records/names.ts"
import type { Founding } from "../../../shared/records/parsed.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { nextCharter, nextRoot, nextRoster } from "../../support/practice-changes.ts"
import { custodians, practiceLine, signFounding } from "../../support/practice-line.ts"

const line = practiceLine()
const { signatures, roots } = line

function check(state: LineState, record: Founding): string {
  const place = checkFounding(state, record, signatures)
  return place.ok ? place.value : place.code
}

function withDocuments(...records: readonly Founding[]): LineState {
  const journal = new PracticeJournal(line.relays.N)
  for (const record of records) journal.admits(record, 0)
  return foldEntries(line.state, journal.entries)
}

function chartered(change: Partial<Charter>, seeds = custodians(roots.A[0], roots.B[0])): string {
  const core = encodeAs(charter, { ...line.charter.core, ...change })
  const begun = beginLine(signFounding(signatures, "charter", core, seeds), signatures)
  return begun.ok ? "begun" : begun.code
}

describe("the first charter", () => {
  test("[FND1] begins a line only as version 0, signed by both roots of two parties", () => {
    expect(chartered({})).toBe("begun")
    expect(chartered({ version: 1 })).toBe("roster/refused")
    expect(chartered({ previous: line.charter.hash })).toBe("roster/refused")
    expect(chartered({}, custodians(roots.A[0]))).toBe("roster/refused")
    expect(chartered({}, custodians(roots.A[0], roots.B[1]))).toBe("roster/refused")
    expect(chartered({ rootB: line.charter.core.rootA })).toBe("roster/refused")
    expect(chartered({ rootA: roots.A[1]?.bytes ?? new Uint8Array() })).toBe("roster/refused")
    expect(chartered({ rootA: Uint8Array.of(1) })).toBe("form/malformed")
  })

  test("[FND1] names each relay once, with sound keys", () => {
    const { entry } = line.relays.N
    expect(chartered({ relays: [] })).toBe("roster/refused")
    expect(chartered({ relays: [entry, entry] })).toBe("roster/refused")
    expect(chartered({ relays: [{ ...entry, logKey: new Uint8Array(32) }] })).toBe("roster/refused")
  })

  test("[FND2] takes each root key's signature once", () => {
    const [first, second] = roots.A[0]?.seeds ?? []
    if (first === undefined || second === undefined) throw new Error("three custodians")
    const document = newest(line.state.parties.A.roots).document
    const signedBy = (...seeds: readonly Uint8Array[]): boolean =>
      isSignedByRoot(
        document,
        signFounding(signatures, "roster", line.rosters.A.signed.core, seeds).signed,
        signatures,
      )
    expect(signedBy(first, second)).toBe(true)
    expect(signedBy(first, first)).toBe(false)
    expect(signedBy(first, line.devices.A1.seed)).toBe(false)
  })

  test("[FND2] takes no root document that its own threshold could never satisfy", () => {
    const first = roots.A[0]?.document
    if (first === undefined) throw new Error("a root")
    const [key = new Uint8Array()] = first.keys
    const faults = [
      { ...first, threshold: 0 },
      { ...first, threshold: 4 },
      { ...first, keys: [key, key] },
      { ...first, keys: [new Uint8Array(32)], threshold: 1 },
      { ...first, version: 1 },
    ]
    for (const fault of faults) {
      expect(chartered({ rootA: encodeAs(root, fault) })).toBe("roster/refused")
    }
  })

  test("[FND3] has deadlines and a ladder that fit each other", () => {
    const { timetable, ladder } = line.charter.core
    expect(chartered({ timetable: timetable.slice(1) })).toBe("roster/refused")
    expect(chartered({ ladder: ladder.slice(1) })).toBe("roster/refused")
    const longest = Math.max(...timetable.map((row) => row.answered))
    expect(chartered({ lifeMs: longest })).toBe("begun")
    expect(chartered({ lifeMs: longest - 1 })).toBe("roster/refused")
  })
})

describe("the next version", () => {
  const second = nextRoster(line, line.rosters.A, {})

  test("[FND4] follows the one before, by number and by hash", () => {
    expect(check(line.state, second)).toBe("next")
    expect(check(line.state, nextRoster(line, second, {}))).toBe("roster/missing")
    expect(check(line.state, nextCharter(line, line.charter, {}))).toBe("next")
    expect(check(line.state, nextCharter(line, line.charter, { version: 2 }))).toBe(
      "roster/missing",
    )
    expect(check(line.began, nextRoster(line, line.rosters.A, { version: 0 }))).toBe(
      "roster/refused",
    )
  })

  test("[FND4] that is here already is known, whoever's root signs by now", () => {
    const rotated = withDocuments(second, nextRoot(line, "A", 1))
    expect(check(rotated, second)).toBe("known")
    expect(check(rotated, line.rosters.A)).toBe("known")
    expect(check(rotated, line.charter)).toBe("known")
    expect(check(rotated, nextRoot(line, "A", 1))).toBe("known")
  })

  test("[FND11] of a charter changes neither the parties nor the mode", () => {
    const rootA = roots.A[1]?.bytes ?? new Uint8Array()
    expect(check(line.state, nextCharter(line, line.charter, { mode: "live" }))).toBe(
      "roster/refused",
    )
    expect(check(line.state, nextCharter(line, line.charter, { rootA }))).toBe("roster/refused")
  })

  test("[FND12] of a roster beyond those remembered leaves the newest ones, and an old one changes nothing", () => {
    const chain: Founding[] = []
    let last = line.rosters.A
    for (let i = 0; i < limits.rostersRemembered; i += 1) {
      last = nextRoster(line, last, {})
      chain.push(last)
    }
    const state = withDocuments(...chain)
    expect(state.parties.A.rosters).toHaveLength(limits.rostersRemembered)
    expect(newest(state.parties.A.rosters).version).toBe(limits.rostersRemembered + 1)
    expect(foldEntries(state, historyOf(line.rosters.A)).parties).toEqual(state.parties)
  })
})

function historyOf(record: Founding): PracticeJournal["entries"] {
  const journal = new PracticeJournal(line.relays.S)
  journal.admits(record, 0)
  return journal.entries
}

describe("a root", () => {
  test("[FND7] is followed only by the document it has committed to, signed by both", () => {
    const next = nextRoot(line, "A", 1)
    expect(check(line.state, next)).toBe("next")
    const core = next.signed.core
    for (const seeds of [custodians(roots.A[0]), custodians(roots.A[1]), custodians(roots.B[0])]) {
      expect(check(line.state, signFounding(signatures, "root", core, seeds))).toBe("sign/bad")
    }
  })

  test("[FND7] that was stolen moves the party nowhere", () => {
    const stolen = roots.A[0]
    if (stolen === undefined) throw new Error("a root")
    const thieves = encodeAs(root, { ...stolen.document, version: 1 })
    const forged = signFounding(signatures, "root", thieves, custodians(stolen))
    expect(check(line.state, forged)).toBe("roster/refused")
  })

  test("[FND7] that has been replaced signs nothing new", () => {
    const rotated = withDocuments(nextRoot(line, "A", 1))
    expect(check(rotated, nextRoster(line, line.rosters.A, { rootVersion: 0 }))).toBe("sign/bad")
    expect(check(rotated, nextRoster(line, line.rosters.A, { rootVersion: 1 }))).toBe("next")
    expect(check(withDocuments(nextRoot(line, "A", 1)), nextRoot(line, "A", 2))).toBe("next")
    expect(check(line.state, nextRoot(line, "A", 2))).toBe("roster/refused")
  })

  test("[FND7] of one party rotates without the other", () => {
    const rotated = withDocuments(nextRoot(line, "B", 1))
    expect(newest(rotated.parties.B.roots).version).toBe(1)
    expect(newest(rotated.parties.A.roots).version).toBe(0)
  })
})

describe("a roster", () => {
  const [a1, a2] = line.rosters.A.core.devices
  const [b1] = line.rosters.B.core.devices
  if (a1 === undefined || a2 === undefined || b1 === undefined) throw new Error("devices")
  const refusedWith = (devices: readonly (typeof a1)[]): string =>
    check(line.state, nextRoster(line, line.rosters.A, { devices }))

  test("[FND8] names each device once on the line", () => {
    expect(refusedWith([a1, a1])).toBe("roster/refused")
    expect(refusedWith([a1, { ...b1, callSign: "A9" }])).toBe("roster/refused")
  })

  test("[FND9] names devices by their keys, and sound ones", () => {
    expect(refusedWith([{ ...a1, device: a2.device }])).toBe("roster/refused")
    expect(refusedWith([{ ...a1, witnessKey: new Uint8Array(32) }])).toBe("roster/refused")
    const overflowing = new Uint8Array(a1.fallbackKey.length).fill(0xff)
    expect(refusedWith([{ ...a1, fallbackKey: overflowing }])).toBe("roster/refused")
  })

  test("[FND10] gives a call sign to one device for ever", () => {
    expect(refusedWith([{ ...a1, callSign: "A2" }, a2])).toBe("roster/refused")
    const without = nextRoster(line, line.rosters.A, { devices: [a2] })
    const reused = nextRoster(line, without, { devices: [{ ...a2, callSign: "A1" }] })
    expect(check(withDocuments(without), reused)).toBe("roster/refused")
    expect(check(withDocuments(without), nextRoster(line, without, {}))).toBe("next")
  })

  test("[FND4] of a party that is not on this line is refused", () => {
    const party = branded<PartyId>("ab".repeat(32))
    expect(check(line.state, nextRoster(line, line.rosters.A, { party }))).toBe("roster/refused")
  })
})
