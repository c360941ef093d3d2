// A root that signs two documents of one version: both stand, each for the records that name it, and everybody sees it.

import { describe, expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { authenticate } from "../../../shared/line/admission.ts"
import { deviceIn, enrolledDevices, rostersInForce } from "../../../shared/line/agreement.ts"
import { checkFounding } from "../../../shared/line/founding.ts"
import { encodeState } from "../../../shared/line/snapshot.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { charter } from "../../../shared/records/charter.ts"
import { roster } from "../../../shared/records/roster.ts"
import type { Chained, Founding } from "../../../shared/records/parsed.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { nextCharter, nextRoster } from "../../support/practice-changes.ts"
import { custodians, practiceLine, signFounding } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"

const line = practiceLine()
const { signatures, roots } = line
const second = nextRoster(line, line.rosters.A, {})

function check(state: LineState, record: Founding): string {
  const place = checkFounding(state, record, signatures)
  return place.ok ? place.value : place.code
}

function answerOf(state: LineState, record: Chained): string {
  const author = authenticate(state, record, signatures)
  return author.ok ? "good" : author.code
}

function withDocuments(...records: readonly Founding[]): LineState {
  const journal = new PracticeJournal(line.relays.N)
  for (const record of records) journal.admits(record, 0)
  return foldEntries(line.state, journal.entries)
}

describe("a version", () => {
  test("[FND5] of which there are two, both signed, is a fork", () => {
    const other = nextRoster(line, line.rosters.A, { issued: 1 })
    expect(check(withDocuments(second), other)).toBe("forked")
    const third = nextRoster(line, other, {})
    expect(check(withDocuments(second), third)).toBe("roster/missing")
    expect(check(withDocuments(second, other), third)).toBe("next")
    expect(check(withDocuments(second, other), nextRoster(line, second, {}))).toBe("next")
    expect(check(withDocuments(second, other), other)).toBe("known")
    const charters = [{ created: 1 }, { created: 2 }].map((each) =>
      nextCharter(line, line.charter, each),
    )
    const [one, two] = charters
    if (one === undefined || two === undefined) throw new Error("two charters")
    expect(check(withDocuments(one), two)).toBe("forked")
  })

  test("[FND5] passes the checks that the first one did, whichever was first", () => {
    const [a1, a2] = line.rosters.A.core.devices
    if (a1 === undefined || a2 === undefined) throw new Error("devices")
    const named = (devices: readonly (typeof a1)[]): ReturnType<typeof nextRoster> =>
      nextRoster(line, line.rosters.A, { devices, issued: 1 })
    expect(check(withDocuments(second), named([a1, a1]))).toBe("roster/refused")
    expect(check(withDocuments(second), named([{ ...a1, device: a2.device }]))).toBe(
      "roster/refused",
    )
    // Each branch has a past of its own: a call sign that is new in both may go to another device in each.
    const [one, two] = [named([{ ...a1, callSign: "A9" }]), named([{ ...a2, callSign: "A9" }])]
    expect([check(withDocuments(one), two), check(withDocuments(two), one)]).toEqual([
      "forked",
      "forked",
    ])
    const later = nextRoster(line, one, { devices: [{ ...a2, callSign: "A9" }] })
    expect(check(withDocuments(one, two), later)).toBe("roster/refused")
  })

  test("[FND5] judges the records that name it, and no others", () => {
    const devices = line.rosters.A.core.devices
    const [one, two] = ["A1", "A2"].map((callSign) =>
      nextRoster(line, line.rosters.A, {
        devices: devices.filter((entry) => entry.callSign === callSign),
      }),
    )
    if (one === undefined || two === undefined) throw new Error("two rosters")
    for (const state of [withDocuments(one, two), withDocuments(two, one)]) {
      const named = ({ hash }: typeof one): string =>
        answerOf(state, new Story(line).sends("A1", { link: { ownRoster: { version: 2, hash } } }))
      expect([named(one), named(two)]).toEqual(["good", "who/device"])
      expect(
        enrolledDevices(state, "A")
          .map((entry) => entry.callSign)
          .toSorted(),
      ).toEqual(["A1", "A2"])
      const { device } = line.devices.A1
      expect(rostersInForce(state, "A", device)[0]?.hash).toBe(one.hash)
      expect(deviceIn(state, device)?.side).toBe("A")
    }
  })

  test("[FND5] that contradicts another is kept beside it and shown, whichever came first", () => {
    const other = nextRoster(line, line.rosters.A, { issued: 1 })
    const [one, two] = [withDocuments(second, other), withDocuments(other, second)]
    expect(hexOf(encodeState(one))).toBe(hexOf(encodeState(two)))
    expect(one.parties.A.rosters.map((known) => known.version)).toEqual([1, 2, 2])
    expect(one.violations).toEqual([
      { what: "roster/forked", device: undefined, detail: "roster 2 of A" },
    ])
    const stray = nextRoster(line, other, {})
    expect(withDocuments(second, stray).violations).toEqual(one.violations)
  })

  test("[FND6] that contradicts another but is not signed is no fork, only a bad signature", () => {
    const core = encodeAs(roster, { ...second.core, issued: 1 })
    const forged = signFounding(signatures, "roster", core, custodians(roots.B[0]))
    expect(check(withDocuments(second), forged)).toBe("sign/bad")
    const first = nextCharter(line, line.charter, { created: 1 })
    const lone = encodeAs(charter, { ...first.core, created: 2 })
    const alone = signFounding(signatures, "charter", lone, custodians(roots.A[0]))
    expect(check(withDocuments(first), alone)).toBe("roster/refused")
  })
})
