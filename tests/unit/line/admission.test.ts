// Whether a record is good by itself. One table of refusals for everybody: relay, desk and verifier ask the same question.

import { describe, expect, test } from "vitest"

import { signIn } from "../../../shared/crypto/signatures.ts"
import { authenticate } from "../../../shared/line/admission.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { Hash, LineId, Permission } from "../../../shared/records/names.ts"
import { parseSigned, type Chained } from "../../../shared/records/parsed.ts"
import { rewrap } from "../../../shared/records/rewrap.ts"
import type { Signed } from "../../../shared/records/signed.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { foundedAt, practiceLine, valueOf, type CallSign } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import type { Message } from "../../support/practice-wishes.ts"

const line = practiceLine()
const { signatures } = line

const hour = 3_600_000

function answer(record: Chained, state: LineState = line.state): string {
  const author = authenticate(state, record, signatures)
  return author.ok ? `good, side ${author.value.side}` : author.code
}

function sent(message: Message, by: CallSign = "A1"): string {
  return answer(new Story(line).sends(by, message))
}

/** A story told after each party's device has lost, or kept only, some permissions. */
function storyWith(permissions: readonly Permission[]): { story: Story; state: LineState } {
  const journal = new PracticeJournal(line.relays.N)
  for (const side of ["A", "B"] as const) {
    const devices = line.rosters[side].core.devices.map((entry) => ({ ...entry, permissions }))
    journal.admits(nextRoster(line, line.rosters[side], { devices }), 0)
  }
  const state = foldEntries(line.state, journal.entries)
  const story = new Story(line)
  story.learn(state)
  return { story, state }
}

/** The same record with its signatures changed. */
function resigned(
  record: Chained,
  change: (given: Signed["signatures"]) => Signed["signatures"],
): Chained {
  const { signed } = record
  const parsed = valueOf(parseSigned({ ...signed, signatures: change(signed.signatures) }))
  if (parsed.kind !== record.kind) throw new Error("another kind")
  return { ...record, signed: parsed.signed }
}

describe("who speaks", () => {
  test("is named with its side", () => {
    const story = new Story(line)
    expect(answer(story.sends("A1"))).toBe("good, side A")
    expect(answer(story.sends("B2"))).toBe("good, side B")
  })

  test("[AUT1] a record of another line is refused", () => {
    const other = branded<LineId>("00".repeat(32))
    expect(sent({ link: { line: other } })).toBe("who/line")
  })

  test("[AUT2] a record that names a charter or roster not here yet waits for it", () => {
    const unknown = { version: 2, hash: branded<Hash>("11".repeat(32)) }
    expect(sent({ link: { charter: 1 } })).toBe("roster/missing")
    expect(sent({ link: { ownRoster: unknown } })).toBe("roster/missing")
    expect(sent({ link: { peerRoster: unknown } })).toBe("roster/missing")
    expect(answer(new Story(line).northSends(), line.began)).toBe("roster/missing")
  })

  test("[AUT3] a device that the roster it names does not name is refused", () => {
    const only = line.rosters.A.core.devices.filter((entry) => entry.callSign === "A2")
    const second = nextRoster(line, line.rosters.A, { devices: only })
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(second, 0)
    const state = foldEntries(line.state, journal.entries)
    const ownRoster = { version: 2, hash: second.hash }
    expect(answer(new Story(line).sends("A1", { link: { ownRoster } }), state)).toBe("who/device")
    expect(answer(new Story(line).sends("A1"), state)).toBe("good, side A")
    const { B } = line.rosters
    const swapped = { ownRoster: { version: 1, hash: B.hash } }
    expect(sent({ link: swapped })).toBe("who/device")
  })

  test("[AUT4] a device outside its time in the roster is refused, to the millisecond", () => {
    const { notBefore, notAfter } = line.devices.A1.entry
    expect(sent({ link: { t: notBefore - 1 } })).toBe("who/expired")
    expect(sent({ link: { t: notBefore } })).toBe("good, side A")
    expect(sent({ link: { t: notAfter } })).toBe("good, side A")
    expect(sent({ link: { t: notAfter + 1 } })).toBe("who/expired")
    expect(notBefore).toBe(foundedAt)
  })
})

describe("what a device may do", () => {
  const everything: readonly Permission[] = [
    "send",
    "acknowledge",
    "flash",
    "release",
    "rewrap",
    "suspend",
  ]
  const without = (permission: Permission): readonly Permission[] =>
    everything.filter((each) => each !== permission)

  const needing: readonly (readonly [Permission, string, (story: Story) => Chained])[] = [
    ["send", "an envelope", (story) => story.northSends()],
    ["flash", "a FLASH", (story) => story.northSends({ precedence: "FLASH" })],
    ["release", "another's message", (story) => story.northSends({ author: "A2" })],
    ["acknowledge", "reading", (story) => story.says("B1", story.northSends(), "read")],
    ["acknowledge", "a read-back", (story) => story.says("B1", story.northSends(), "read-back")],
    ["send", "a confirmation", (story) => story.says("A1", story.northSends(), "confirmed")],
    ["send", "an answer", (story) => story.says("B1", story.northSends(), "answered")],
    ["send", "a refusal", (story) => story.says("B1", story.northSends(), "declined")],
    ["acknowledge", "the watch", (story) => story.takesWatch("A1")],
    ["acknowledge", "a handover", (story) => story.handsOver("A1", "A2")],
    ["rewrap", "a new wrap", rewrapped],
    ["suspend", "a suspension", (story) => story.suspends(["A1", "A2"], "A2")],
  ]

  test.each(needing)("[AUT5] takes the permission to %s for %s", (permission, _what, tell) => {
    const able = storyWith(everything)
    expect(answer(tell(able.story), able.state)).toMatch(/^good/u)
    const unable = storyWith(without(permission))
    expect(answer(tell(unable.story), unable.state)).toBe("who/permission")
  })

  test("[AUT5] takes none for what a machine reports", () => {
    const { story, state } = storyWith([])
    const message = story.northSends()
    expect(answer(story.says("B1", message, "received"), state)).toBe("good, side B")
    expect(answer(story.says("B1", message, "cannot-open"), state)).toBe("good, side B")
  })
})

function rewrapped(story: Story): Chained {
  const message = story.northSends()
  return story.writes("A1", "rewrap", rewrap, (link) => ({
    format: 1,
    link,
    message: message.core.message,
    header: message.hash,
    to: line.devices.B2.device,
    tier: 3,
    counter: 0,
    wrapHash: message.hash,
  }))
}

describe("signatures", () => {
  const story = new Story(line)
  const message = story.northSends()
  const single: readonly Chained[] = [
    message,
    story.says("B1", message, "received"),
    story.takesWatch("B1"),
    rewrapped(new Story(line)),
  ]

  test.each(single.map((record) => [record.kind, record] as const))(
    "[AUT6] of a %s are its author's alone",
    (_kind, record) => {
      expect(answer(record)).toMatch(/^good/u)
      expect(answer(resigned(record, () => []))).toBe("sign/bad")
      expect(answer(resigned(record, (given) => [...given, ...given]))).toBe("sign/bad")
      const altered = resigned(record, (given) =>
        given.map((each) => ({ ...each, signature: each.signature.map((byte) => byte ^ 1) })),
      )
      expect(answer(altered)).toBe("sign/bad")
      const renamed = resigned(record, (given) =>
        given.map((each) => ({ ...each, key: new Uint8Array(16) })),
      )
      expect(answer(renamed)).toBe("sign/bad")
    },
  )

  test("[AUT6] in another context are worth nothing", () => {
    const { core } = message.signed
    const signature = signIn("Parley-v1 stage", signatures, line.devices.A1.seed, core)
    expect(
      answer(resigned(message, (given) => given.map((each) => ({ ...each, signature })))),
    ).toBe("sign/bad")
  })

  test("[AUT9] of a handover are the incoming and the outgoing device's", () => {
    const handover = new Story(line).handsOver("A1", "A2")
    expect(answer(handover)).toBe("good, side A")
    expect(answer(resigned(handover, (given) => given.slice(0, 1)))).toBe("sign/bad")
    expect(
      answer(resigned(handover, ([first]) => (first === undefined ? [] : [first, first]))),
    ).toBe("sign/bad")
    expect(answer(resigned(handover, (given) => given.toReversed()))).toBe("sign/bad")
    expect(answer(new Story(line).handsOver("B1", "A2"))).toBe("sign/bad")
  })
})

describe("the form of an envelope", () => {
  test("[AUT7] lives no longer than the charter allows", () => {
    const { lifeMs } = line.charter.core
    expect(sent({ life: lifeMs })).toBe("good, side A")
    expect(sent({ life: lifeMs + 1 })).toBe("envelope/form")
  })

  test("[AUT7] is for every active device of both parties, as the rosters that it names have them", () => {
    expect(sent({ to: ["A2", "B1", "B2"] })).toBe("good, side A")
    expect(sent({ to: ["A2", "B1"] })).toBe("envelope/form")
    expect(sent({ to: ["B1", "B2"] })).toBe("envelope/form")
    expect(sent({ to: [] })).toBe("envelope/form")
    const only = line.rosters.B.core.devices.filter((entry) => entry.callSign === "B1")
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(nextRoster(line, line.rosters.B, { devices: only }), 0)
    const story = new Story(line)
    story.learn(foldEntries(line.state, journal.entries))
    const state = foldEntries(line.state, journal.entries)
    expect(answer(story.northSends({ to: ["A2", "B2"] }), state)).toBe("envelope/form")
    const late = new Story(line)
    late.learn(state)
    expect(answer(late.northSends({ to: ["A2", "B1"] }), state)).toBe("good, side A")
  })

  test("[AUT7] names what it owes and whom it is for once, in order", () => {
    expect(sent({ owes: ["read", "understood", "authority", "answered"] })).toBe("good, side A")
    expect(sent({ owes: ["understood", "read"] })).toBe("envelope/form")
    expect(sent({ owes: ["read", "read"] })).toBe("envelope/form")
    expect(sent({ owes: ["received"] })).toBe("envelope/form")
    expect(sent({ to: ["A2", "B1", "B1", "B2"] })).toBe("envelope/form")
  })

  test("[AUT8] written by one officer and released by another carries both signatures over one commitment", () => {
    const story = new Story(line)
    expect(answer(story.sends("A1", { author: "A2" }))).toBe("good, side A")
    expect(answer(story.sends("A1", { author: "A1" }))).toBe("envelope/form")
    expect(answer(story.sends("A1", { author: "B1" }))).toBe("envelope/form")
    const lent = story.sends("A1", { author: "A2" })
    const forged = story.sends("A1", { drafted: lent.core.drafted })
    expect(answer(forged)).toBe("sign/bad")
  })

  test("[AUT8] is released within twelve hours of its writing and within its life, not much before", () => {
    const released = (before: number, life = 24 * hour): string => {
      const story = new Story(line)
      return answer(story.sends("A1", { author: "A2", draftedAt: story.now - before, life }))
    }
    expect(released(limits.draftLifeMs)).toBe("good, side A")
    expect(released(limits.draftLifeMs + 1)).toBe("envelope/form")
    expect(released(14 * 24 * hour)).toBe("envelope/form")
    expect(released(2 * hour, 2 * hour)).toBe("good, side A")
    expect(released(2 * hour + 1, 2 * hour)).toBe("envelope/form")
    expect(released(-limits.futureRecordMs)).toBe("good, side A")
    expect(released(-limits.futureRecordMs - 1)).toBe("envelope/form")
  })
})

describe("a suspension", () => {
  test("[SUS1] takes two officers of the device's own party, both permitted", () => {
    const story = new Story(line)
    expect(answer(story.suspends(["A1", "A2"], "A2"))).toBe("good, side A")
    expect(answer(story.suspends(["A1", "A1"], "A2"))).toBe("who/permission")
    expect(answer(story.suspends(["A1", "B1"], "A2"))).toBe("who/permission")
    const alone = story.suspends(["A1", "A2"], "A2")
    expect(answer(resigned(alone, (given) => given.slice(0, 1)))).toBe("sign/bad")
  })

  test("[SUS1] never reaches into the other party", () => {
    expect(answer(new Story(line).suspends(["A1", "A2"], "B1"))).toBe("who/permission")
  })

  test("[SUS1] needs the permission of the second officer too", () => {
    const devices = line.rosters.A.core.devices.map((entry) =>
      entry.callSign === "A2" ? { ...entry, permissions: [] } : entry,
    )
    const journal = new PracticeJournal(line.relays.N)
    journal.admits(nextRoster(line, line.rosters.A, { devices }), 0)
    const state = foldEntries(line.state, journal.entries)
    const story = new Story(line)
    story.learn(state)
    expect(answer(story.suspends(["A1", "A2"], "A2"), state)).toBe("who/permission")
  })
})
