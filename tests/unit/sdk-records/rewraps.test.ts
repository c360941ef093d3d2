import { describe, expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import { signed } from "../../../shared/records/signed.ts"
import type { DeviceId, MessageId } from "../../../shared/records/names.ts"
import { branded } from "../../../shared/encoding/schema.ts"
import { publishDocument } from "../../../client/sdk/documents.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { valueOf, type CallSign } from "../../support/practice-line.ts"
import type { DeskAtWork } from "./desk-at-work.ts"
import { LineAtWork, practice } from "./line-at-work.ts"
import { codeOf, complaints, losesPrekeys, sends, words } from "./told.ts"

/** A1 sends while B1 is away, and B1 comes back without the keys that the message is sealed to. */
async function lockedOut(
  ...others: readonly CallSign[]
): Promise<{ readonly line: LineAtWork; readonly message: MessageId }> {
  const line = await LineAtWork.with("A1", "A2", "B1", ...others)
  line.desks.B1.die()
  const message = sends(line.desks.A1)
  line.pass(1_000)
  await losesPrekeys(line, "B1")
  return { line, message }
}

function textAt(desk: DeskAtWork, message: MessageId): Uint8Array | undefined {
  return desk.parts.inbox.openedOf(message)?.payload
}

function stagesBy(line: LineAtWork, device: DeviceId): readonly string[] {
  return line
    .records("stage")
    .filter(({ core }) => core.link.from === device)
    .map(({ core }) => core.fact.kind)
}

/** Sends on in the name of a device what the relay has no reason to doubt. */
function reportsLocked(line: LineAtWork, message: MessageId): void {
  const { parts } = line.desks.B1
  const sent = parts.union.rowOf(message)?.sent[0]
  if (sent === undefined) throw new Error("no envelope")
  const stage = {
    kind: "stage" as const,
    message,
    header: sent.header,
    fact: { kind: "cannot-open" as const },
    openProof: undefined,
    arrived: line.now.wall,
    substance: undefined,
  }
  line.desks.B1.act((_, now) => {
    parts.out.store(parts.outbox.hold("PRIORITY", [stage], now))
  })
  line.pass(1_000)
}

/** The desk dies behind its nth store from here on and comes back; the nth, as long as it stores so often. */
async function diesAt(callSign: "A1" | "B1", n: number): Promise<boolean> {
  const { line, message } = await lockedOut()
  const desk = line.desks[callSign]
  let left = n
  desk.dies = ({ kind }) => kind === "store" && left-- === 0
  line.pass(3_000)
  const died = !desk.isUp
  desk.dies = () => false
  if (died) await desk.start()
  line.pass(4_000)
  expect({
    n,
    said: textAt(line.desks.B1, message),
    rewraps: line.records("rewrap").length,
    complaints: complaints(line),
  }).toEqual({ n, said: words, rewraps: 1, complaints: [] })
  return died
}

describe("a message that a device cannot open", () => {
  test("[REW1, REW4] is wrapped once more by its sender's device, opens, and is received", async () => {
    const { line, message } = await lockedOut()
    line.pass(2_000)
    expect(textAt(line.desks.B1, message)).toEqual(words)
    expect(line.desks.B1.noticesOf("arrived").map((notice) => notice.message)).toEqual([message])
    expect(stagesBy(line, line.deviceOf("B1"))).toEqual(["cannot-open", "received"])
    expect(line.desks.A1.noticesOf("rewrapped")).toMatchObject([{ message, by: "desk" }])
    expect(complaints(line)).toEqual([])
  })

  test("[REW1] is wrapped by itself once for each device, however often that asks", async () => {
    const { line, message } = await lockedOut()
    line.pass(2_000)
    reportsLocked(line, message)
    reportsLocked(line, message)
    expect(stagesBy(line, line.deviceOf("B1"))).toHaveLength(4)
    expect(line.records("rewrap")).toHaveLength(1)
  })

  test("[REW3] is wrapped for another key than the one that did not open", async () => {
    const { line } = await lockedOut()
    line.pass(2_000)
    const [envelope] = line.records("envelope")
    const first = envelope?.core.recipients.find((each) => each.device === line.deviceOf("B1"))
    const [rewrap] = line.records("rewrap")
    expect(first?.tier).toBe(2)
    expect(rewrap?.core).toMatchObject({ to: line.deviceOf("B1"), tier: 3 })
  })

  test("[REW5] is said to be so once, though two relays bring it", async () => {
    const { line } = await lockedOut()
    line.desks.A1.die()
    line.pass(3_000)
    expect(stagesBy(line, line.deviceOf("B1"))).toEqual(["cannot-open"])
    expect(line.desks.B1.noticesOf("cannot-open").length).toBeGreaterThan(0)
  })

  test("[REW4] opens with a body that a relay still has, where the desk has lost it", async () => {
    const { line, message } = await lockedOut()
    line.desks.A1.die()
    line.pass(2_000)
    const { rows } = line.desks.B1.disk
    for (const key of rows.keys()) if (key.startsWith("enclosure/")) rows.delete(key)
    await line.desks.A1.start()
    line.pass(8_000)
    expect(textAt(line.desks.B1, message)).toEqual(words)
  })

  test("[REW6] stays locked for a wrap of another key, which hinders no better one", async () => {
    const { line, message } = await lockedOut()
    line.desks.A1.die()
    line.pass(2_000)
    const { parts } = line.desks.A2
    const [envelope] = line.records("envelope")
    const core = envelope?.signed.core ?? new Uint8Array(1)
    const contentKey = new Uint8Array(32)
    const to = line.deviceOf("B1")
    line.desks.A2.act((_, now) => {
      const part = { kind: "rewrap" as const, message, envelope: core, contentKey, to }
      parts.out.store(parts.outbox.hold("PRIORITY", [part], now))
    })
    line.pass(1_000)
    expect(textAt(line.desks.B1, message)).toBeUndefined()
    await line.desks.A1.start()
    line.pass(8_000)
    expect(textAt(line.desks.B1, message)).toEqual(words)
    const left = [...line.desks.B1.disk.rows.keys()].filter((key) => key.startsWith("rewrapped/"))
    expect(left).toEqual([])
  })
})

describe("an officer", () => {
  test("[REW2] has a message wrapped by another desk that holds it, for a device that asked", async () => {
    const { line, message } = await lockedOut("B2")
    line.desks.A1.die()
    line.pass(2_000)
    const rewrap = (to: DeviceId): string =>
      codeOf(line.desks.A2.act((acts, now) => acts.rewrap(message, to, now)))
    expect(rewrap(line.deviceOf("B2"))).toBe("who/permission")
    expect(rewrap(line.deviceOf("A1"))).toBe("who/device")
    expect(rewrap(branded<DeviceId>("7e".repeat(16)))).toBe("who/device")
    expect(rewrap(line.deviceOf("B1"))).toBe("done")
    line.pass(1_000)
    expect(textAt(line.desks.B1, message)).toEqual(words)
    expect(line.desks.A2.noticesOf("rewrapped")).toMatchObject([{ by: "officer" }])
    expect(complaints(line)).toEqual([])
  })

  test("[REW2] cannot give what this desk does not hold, nor past the message's life", async () => {
    const { line, message } = await lockedOut()
    line.desks.A1.die()
    line.pass(2_000)
    const to = line.deviceOf("B1")
    const unheld = branded<MessageId>("0198f6a07c007000a000000000000009")
    const { A2 } = line.desks
    expect(codeOf(A2.act((acts, now) => acts.rewrap(unheld, to, now)))).toBe("stage/form")
    const later = { wall: line.now.wall + 25 * 3_600_000, mono: line.now.mono }
    expect(codeOf(A2.act((acts) => acts.rewrap(message, to, later)))).toBe("envelope/expired")
  })

  test("[EXP3] gives a new console nothing once the roster that names it has expired", async () => {
    const line = await LineAtWork.with("A1", "B1")
    const joins = line.now.wall + 60_000
    const devices = practice.rosters.A.core.devices.map((each) =>
      each.device === line.deviceOf("A2") ? { ...each, notBefore: joins } : each,
    )
    const change = { devices, expires: joins + 5_000 }
    const roster = encodeAs(signed, nextRoster(practice, practice.rosters.A, change).signed)
    line.desks.A1.act(() => valueOf(publishDocument(line.desks.A1.parts, roster)))
    line.pass(1_000)
    const message = sends(line.desks.A1)
    line.pass(61_000)
    const to = line.deviceOf("A2")
    const over = { wall: joins + 5_001, mono: line.now.mono }
    expect(codeOf(line.desks.A1.act((acts) => acts.rewrap(message, to, over)))).toBe("who/expired")
    expect(codeOf(line.desks.A1.act((acts, now) => acts.rewrap(message, to, now)))).toBe("done")
  })

  test("[REW2, REW4] gives a new console of the same party what was said before it came", async () => {
    const line = await LineAtWork.with("A1", "B1")
    const joins = line.now.wall + 60_000
    const devices = practice.rosters.A.core.devices.map((each) =>
      each.device === line.deviceOf("A2") ? { ...each, notBefore: joins } : each,
    )
    const roster = encodeAs(signed, nextRoster(practice, practice.rosters.A, { devices }).signed)
    line.desks.A1.act(() => valueOf(publishDocument(line.desks.A1.parts, roster)))
    line.pass(1_000)
    const message = sends(line.desks.A1)
    line.pass(61_000)
    await line.desks.A2.start()
    line.pass(2_000)
    expect(textAt(line.desks.A2, message)).toBeUndefined()
    const to = line.deviceOf("A2")
    valueOf(line.desks.A1.act((acts, now) => acts.rewrap(message, to, now)))
    line.pass(2_000)
    expect(textAt(line.desks.A2, message)).toEqual(words)
    // It speaks of its own party's message to nobody.
    expect(stagesBy(line, to)).toEqual([])
    expect(complaints(line)).toEqual([])
  })
})

describe("a crash", () => {
  // Each test takes every fourth store, so that none of them takes long.
  const parts = (["A1", "B1"] as const).flatMap((callSign) =>
    [0, 1, 2, 3].map((first) => ({ callSign, first })),
  )

  test.each(parts)(
    "[REW7] of $callSign anywhere in between, from store $first on, costs no remedy and makes no second one",
    async ({ callSign, first }) => {
      let n = first
      while (await diesAt(callSign, n)) n += 4
      expect(n).toBeGreaterThan(first)
    },
  )
})
