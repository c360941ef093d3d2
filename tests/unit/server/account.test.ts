import { describe, expect, test } from "vitest"

import type { Counted } from "../../../server/core/account.ts"
import { LineBench } from "./line-bench.ts"

const second = 1_000

function countedAt(bench: LineBench): readonly Counted[] {
  return bench.notes.flatMap((note) => (note.what === "appended" ? note.counted : []))
}

function of<W extends Counted["what"]>(
  bench: LineBench,
  what: W,
): readonly Extract<Counted, { what: W }>[] {
  return countedAt(bench).filter(
    (counted): counted is Extract<Counted, { what: W }> => counted.what === what,
  )
}

describe("what a journal has confirmed", () => {
  test("[OPS3] is counted by kind and precedence, stages with the time since acceptance", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
    bench.submit(a, 1, sent)
    bench.beat(2_500)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    bench.beat(500)
    bench.submit(b, 2, bench.story.says("B1", sent, "read"))
    expect(of(bench, "record").map(({ kind, precedence }) => [kind, precedence])).toEqual([
      ["charter", undefined],
      ["roster", undefined],
      ["roster", undefined],
      ["envelope", "FLASH"],
      ["stage", "FLASH"],
      ["stage", "FLASH"],
    ])
    expect(of(bench, "stage")).toEqual([
      { what: "stage", stage: "received", precedence: "FLASH", afterMs: 2_500 },
      { what: "stage", stage: "read", precedence: "FLASH", afterMs: 3_000 },
    ])
  })

  test("[OPS3] is counted once, however often a record is handed in", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(a, 2, sent)
    expect(of(bench, "record").filter(({ kind }) => kind === "envelope")).toHaveLength(1)
  })

  test("[OPS3] a stage of a message at rest still knows its message", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    expect(bench.relay.folded.state.rows.size).toBe(0)
    bench.beat(second)
    bench.submit(b, 2, bench.story.says("B1", sent, "read"))
    expect(of(bench, "stage").at(-1)).toMatchObject({ stage: "read", afterMs: second })
  })
})

describe("a deadline", () => {
  test("[OPS3] that nobody meets is missed once, and its steps are counted with how late they were", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    bench.pass(30 * second)
    // Only a reminder: the deadline is at sixty seconds.
    expect(of(bench, "step")).toEqual([
      {
        what: "step",
        demand: "read",
        action: "repeat",
        precedence: "FLASH",
        lateMs: 0,
        isMiss: false,
      },
    ])
    bench.pass(30 * second + 40)
    bench.pass(3_600 * second)
    const steps = of(bench, "step")
    expect(steps[1]).toMatchObject({ action: "supervisor", lateMs: 40, isMiss: true })
    expect(steps.length).toBeGreaterThan(5)
    expect(steps.filter(({ isMiss }) => isMiss)).toHaveLength(1)
  })
})
