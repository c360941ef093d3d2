import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { Conversation } from "../../../client/sdk/view/conversation.ts"
import { messageView, messageViews } from "../../../client/sdk/view/message.ts"
import { envelopeNamed, serialOf } from "../../../client/sdk/view/naming.ts"
import type { Opened } from "../../../client/sdk/store-layout.ts"
import { DeskBench, envelopeBy, line, someId, type Said } from "./desk-bench.ts"

const real = envelopeBy({ from: "A1", text: "A1's real words", precedence: "FLASH" })
const squatted = envelopeBy({ from: "A2", text: "squatter's words", precedence: "ROUTINE" })
const across = envelopeBy({ from: "B1", text: "B1's words", precedence: "ROUTINE" })

const textOf = (opened: Opened | undefined): string =>
  new TextDecoder().decode(opened?.payload ?? new Uint8Array())

/** The squatter's envelope comes first, over the quicker relay. */
function squattedDesk(reader: "A2" | "B1", squatter: Said): DeskBench {
  const bench = new DeskBench(reader)
  bench.delivers("S", squatter)
  bench.delivers("N", real)
  return bench
}

describe("a message id that somebody else reuses", () => {
  test.each([
    ["a sibling of the author", "B1", squatted, "squatter's words"],
    ["the other party", "A2", across, "B1's words"],
  ] as const)("[GRD1] by %s keeps neither message from opening", (_who, reader, other, words) => {
    const { parts } = squattedDesk(reader, other)
    expect(textOf(parts.inbox.openedAs(real.hash))).toBe("A1's real words")
    expect(textOf(parts.inbox.openedAs(other.hash))).toBe(words)
    expect(parts.outbox.items.length).toBeGreaterThan(0)
  })

  test("[GRD1] never lends one author's serial and precedence to another's text", () => {
    const bench = squattedDesk("B1", squatted)
    const conversation = new Conversation(bench.parts)
    const views = messageViews(conversation, someId, bench.now).toSorted((one, other) =>
      one.serial < other.serial ? -1 : 1,
    )
    const { devices } = line
    const shown = views.map(({ from, serial, precedence, headers }) => ({
      from,
      serial,
      precedence,
      words: headers.map((header) => textOf(bench.parts.inbox.openedAs(header))),
    }))
    expect(shown).toEqual([
      {
        from: devices.A1.device,
        serial: "A1-0001",
        precedence: "FLASH",
        words: ["A1's real words"],
      },
      {
        from: devices.A2.device,
        serial: "A2-0001",
        precedence: "ROUTINE",
        words: ["squatter's words"],
      },
    ])
    expect(views.every(({ isReused }) => isReused)).toBe(true)
  })

  test("[GRD1] is told as a violation, with all the serials", () => {
    const told = squattedDesk("B1", squatted).violations()
    expect(told).toHaveLength(1)
    expect(told[0]).toContain("A1-0001, A2-0001")
  })

  test("[GRD2] is acted on by serial, and by id alone not at all", () => {
    const bench = squattedDesk("B1", squatted)
    const acts = new Acts(bench.parts)
    const read = { kind: "read", role: "duty" } as const
    expect(acts.report(someId, read, undefined, bench.now)).toMatchObject({ ok: false })
    const named = envelopeNamed(bench.parts.union.state, "A1-1")
    expect(named).toEqual({ message: someId, header: real.hash })
    expect(acts.report(named ?? someId, read, undefined, bench.now)).toMatchObject({ ok: true })
    const stages = bench.parts.outbox.items.flatMap((item) => item.parts)
    expect(stages.at(-1)).toMatchObject({ kind: "stage", header: real.hash, fact: read })
  })

  test("[GRD2] has no serial of its own where it is referred to", () => {
    const { parts } = squattedDesk("B1", squatted)
    expect(serialOf(parts.union.state, someId)).toBeUndefined()
  })

  test("[GRD3] for the same words, released by two officers of one side, is one message", () => {
    const opening = new Uint8Array(32).fill(7)
    const bench = new DeskBench("B1")
    bench.delivers("S", envelopeBy({ from: "A2", text: "one draft", opening }))
    bench.delivers("N", envelopeBy({ from: "A1", text: "one draft", opening }))
    const told = bench.notices().map(({ kind }) => kind)
    expect(told.filter((kind) => kind === "arrived")).toHaveLength(1)
    expect(told).not.toContain("violation")
    const views = messageViews(new Conversation(bench.parts), someId, bench.now)
    expect(views.map(({ headers, isReused }) => [headers.length, isReused])).toEqual([[2, false]])
  })

  test("[GRD1] shows by its header the envelope that rings", () => {
    const bench = squattedDesk("B1", squatted)
    const about = { message: someId, header: real.hash }
    expect(messageView(new Conversation(bench.parts), about, bench.now)?.serial).toBe("A1-0001")
  })
})
