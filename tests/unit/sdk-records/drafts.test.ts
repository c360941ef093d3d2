// Drafts between two consoles of one desk: too old, taken back in time, taken back too late.

import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import { valueOf } from "../../support/practice-line.ts"
import type { DeskAtWork } from "./desk-at-work.ts"
import { LineAtWork } from "./line-at-work.ts"
import { codeOf, complaints, words } from "./told.ts"

const hour = 3_600_000

function drafts(desk: DeskAtWork): MessageId {
  const letter = { precedence: "PRIORITY", owes: ["read"], references: [], payload: words } as const
  return valueOf(desk.act((acts, now) => acts.requestRelease(letter, now)))
}

function takesBack(desk: DeskAtWork, draft: MessageId): string {
  return codeOf(desk.act((acts, now) => acts.takeBack(draft, "it holds no more", now)))
}

function releases(desk: DeskAtWork, draft: MessageId, later = 0): string {
  return codeOf(
    desk.act((acts, { wall, mono }) => acts.release(draft, { wall: wall + later, mono })),
  )
}

function stateAt(desk: DeskAtWork, draft: MessageId): string {
  return present(desk.parts.mailbox.requestOf(draft), "the draft").state
}

describe("a draft that waits", () => {
  test("[REL1] is released within twelve hours of its making, and not a day later", async () => {
    const line = await LineAtWork.with("A1", "A2")
    const { A1, A2 } = line.desks
    const draft = drafts(A1)
    line.pass(1_000)
    expect(releases(A2, draft, 24 * hour)).toBe("statement/refused")
    expect(A2.parts.outbox.items).toEqual([])
    expect(releases(A2, draft)).toBe("done")
    line.pass(1_000)
    expect(line.records("envelope").map(({ core }) => core.message)).toEqual([draft])
  })

  test("[REL1] that became too old in the queue is dropped before it has a number, and that is said", async () => {
    const line = await LineAtWork.with("A1", "A2")
    const { A1, A2 } = line.desks
    const draft = drafts(A1)
    line.pass(1_000)
    line.hold("A2")
    line.cut("N")
    line.cut("S")
    line.pass(10_000)
    expect(releases(A2, draft)).toBe("done")
    const { parts } = A2
    const { state } = parts.union
    const wall = line.now.wall + limits.draftLifeMs
    parts.outbox.number(
      { state, wall, seen: [], clock: [], addressees: () => [], readerKey: () => undefined },
      () => [],
      parts.out,
    )
    const told = JSON.stringify(parts.out.take())
    expect(told).toContain("too old to be released")
    expect(told).toContain("unsendable")
    expect([parts.outbox.head, parts.outbox.items]).toEqual([undefined, []])
  })
})

describe("a draft that its author takes back", () => {
  test("[REL2] is released by nobody who knows of it", async () => {
    const line = await LineAtWork.with("A1", "A2")
    const { A1, A2 } = line.desks
    const draft = drafts(A1)
    line.pass(1_000)
    expect(takesBack(A1, draft)).toBe("done")
    line.pass(1_000)
    expect(stateAt(A2, draft)).toBe("withdrawn")
    expect(releases(A2, draft)).toBe("statement/refused")
    A2.die()
    await A2.start()
    expect(releases(A2, draft)).toBe("statement/refused")
    expect(line.records("envelope")).toEqual([])
  })

  test("[REL2] while the releaser has no circuit leaves the queue when the word comes", async () => {
    const line = await LineAtWork.with("A1", "A2")
    const { A1, A2 } = line.desks
    const draft = drafts(A1)
    line.pass(1_000)
    for (const item of [A2]) item.parts.outbox.stop("held for this test")
    const { parts } = A2
    parts.mailbox.released(draft, parts.out)
    const envelope = present(parts.mailbox.requestOf(draft), "the draft")
    const { precedence, owes, references, life } = envelope.draft
    const part = { kind: "envelope", message: draft, precedence, owes, references, life } as const
    const { payload, opening } = envelope
    parts.outbox.hold(precedence, [{ ...part, payload, opening, drafted: [] }], line.now)
    expect(takesBack(A1, draft)).toBe("done")
    line.pass(1_000)
    expect(parts.outbox.items).toEqual([])
    expect(stateAt(A2, draft)).toBe("withdrawn")
    expect(A2.noticesOf("draft-withdrawn")).toHaveLength(1)
  })

  test("[REL3] too late is told at the desk that has released it, and at the author's", async () => {
    const line = await LineAtWork.with("A1", "A2", "B1")
    const { A1, A2 } = line.desks
    const draft = drafts(A1)
    line.pass(1_000)
    // Nothing reaches the author, who takes back what is on the line already.
    line.hold("A1")
    expect(releases(A2, draft)).toBe("done")
    line.pass(1_000)
    expect(takesBack(A1, draft)).toBe("done")
    line.letGo("A1")
    line.pass(7_000)
    expect(A2.noticesOf("withdrawn-too-late")).toMatchObject([{ message: draft }])
    expect(A1.noticesOf("withdrawn-too-late")).toMatchObject([{ message: draft }])
    expect(stateAt(A2, draft)).toBe("released")
    expect(line.desks.B1.noticesOf("arrived")).toMatchObject([{ message: draft }])
    expect(complaints(line)).toEqual([])
  })
})
