import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { parseCheckpoint } from "../../../shared/log/checkpoint.ts"
import { parseNote } from "../../../shared/log/note.ts"
import type { CallSign } from "../../support/practice-line.ts"
import { LineBench, practice } from "./line-bench.ts"

/** The size of the newest head that a circuit was sent. */
function newestHead(bench: LineBench, circuit: number): number | undefined {
  const note = bench.framesTo(circuit, "checkpoint").at(-1)?.note
  const parsed = note === undefined ? undefined : parseNote(note)
  const checkpoint = parsed?.ok === true ? parseCheckpoint(parsed.value.text) : undefined
  return checkpoint?.ok === true ? checkpoint.value.size : undefined
}

describe("before the journal has confirmed", () => {
  test("[ADM15] nothing is answered, delivered, signed or paged", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    bench.beat(1_000)
    bench.isHolding = true
    const before = bench.sent.length
    bench.submit(a, 1, bench.story.northSends({ precedence: "FLASH" }))
    expect(bench.sent).toHaveLength(before)
    bench.beat(1_000)
    expect(newestHead(bench, b)).toBe(4)
    expect(bench.framesTo(b, "heartbeat").at(-1)?.size).toBe(4)
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.framesTo(a, "accepted")).toHaveLength(1)
    expect(bench.deliveredTo(b).at(-1)?.index).toBe(4)
  })

  test("[ADM15] records that come meanwhile wait, and go together in the next append", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    bench.isHolding = true
    bench.submit(a, 1, bench.story.northSends())
    bench.submit(a, 2, bench.story.northSends())
    bench.submit(b, 1, bench.story.southSends())
    expect(bench.held).toHaveLength(1)
    bench.answerAppend()
    expect(bench.held[0]?.entries).toHaveLength(2)
  })
})

describe("a process that dies between writing and answering", () => {
  test("[ADM2] the record is there, and its sender is told the same when it asks again", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.isHolding = true
    bench.submit(a, 1, sent)
    const [prepared] = bench.held
    if (prepared !== undefined) bench.disk.append(prepared)
    expect(bench.framesTo(a, "accepted")).toHaveLength(0)
    const after = bench.restarted()
    const again = after.attach("A1")
    after.submit(again, 1, sent)
    expect(after.acceptances(again)[0]?.entries).toMatchObject([{ index: 4, record: sent.hash }])
    expect(after.records()).toHaveLength(4)
  })
})

describe("two processes of one relay", () => {
  test("[ADM16] the loser folds what it missed and judges again", () => {
    const one = LineBench.opened()
    const two = LineBench.opened(one.disk)
    two.story.now = one.story.now
    const [a, b] = [one.attach("A1"), two.attach("B1")]
    const sent = one.story.northSends()
    one.submit(a, 1, sent)
    two.submit(b, 1, two.story.southSends())
    expect(two.notes.some((note) => note.what === "conflict")).toBe(true)
    expect(two.acceptances(b)[0]?.entries).toMatchObject([{ index: 6 }])
    expect(two.relay.folded.state.heads.get(practice.devices.A1.device)?.hash).toBe(sent.hash)
    expect(two.deliveredTo(b).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test("[ADM16] one record through both processes is one entry, with one answer", () => {
    const one = LineBench.opened()
    const two = LineBench.opened(one.disk)
    const sent = one.story.northSends()
    const [first, second] = [one.attach("A1"), two.attach("A1")]
    one.submit(first, 1, sent)
    two.submit(second, 1, { record: sent, enclosure: one.story.enclosureOf(sent) })
    expect(two.acceptances(second)[0]?.entries).toEqual(one.acceptances(first)[0]?.entries)
    expect(one.records()).toHaveLength(4)
  })

  test("[ADM16] what another process wrote is read on its hint, and delivered", () => {
    const one = LineBench.opened()
    const two = LineBench.opened(one.disk)
    const b = one.attach("B1")
    two.submit(two.attach("A1"), 1, two.story.northSends())
    one.happen({ kind: "grown", size: one.disk.entries.length })
    expect(one.deliveredTo(b).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
  })
})

describe("the journal fails", () => {
  test("[CIR6] everybody is told, and the line ends", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.isHolding = true
    bench.submit(a, 1, bench.story.northSends())
    bench.answerAppend({ kind: "journal-failed" })
    expect(bench.endOf(a)).toBe("relay/journal")
    expect(bench.done.at(-1)).toBe("halt")
    expect(bench.framesTo(a, "accepted")).toHaveLength(0)
  })
})

describe("stopping", () => {
  test("[CIR5] what was taken is answered, stopped is the last entry, everybody is sent elsewhere", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.isHolding = true
    bench.submit(a, 1, bench.story.northSends())
    bench.submit(a, 2, bench.story.northSends())
    bench.happen({ kind: "drain", reason: "SIGTERM" })
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.framesTo(a, "accepted").map(({ number }) => number)).toEqual([1, 2])
    expect(bench.relayed().at(-1)).toEqual({ kind: "stopped", reason: "SIGTERM" })
    expect(bench.endOf(a)).toBe("wire/draining")
    expect(bench.done.at(-1)).toBe("drained")
  })

  test("[CIR5] what comes after is not answered, and nobody new is let in", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.isHolding = true
    bench.submit(a, 1, bench.story.northSends())
    bench.happen({ kind: "drain", reason: "SIGTERM" })
    bench.submit(a, 2, bench.story.northSends())
    const b = bench.connect("B1")
    expect(bench.endOf(b)).toBe("wire/draining")
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.framesTo(a, "accepted").map(({ number }) => number)).toEqual([1])
    expect(bench.records()).toHaveLength(4)
  })
})

/** What may happen to a relay: somebody sends, the process dies before or after the disk has it, time passes. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant("send" as const),
    by: fc.constantFrom<CallSign>("A1", "A2", "B1"),
  }),
  fc.record({ kind: fc.constant("die" as const), isWritten: fc.boolean() }),
  fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 90_000 }) }),
)

test("[ADM2] [DUE2] whenever it dies, nothing accepted is lost and nothing is there twice", () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), (story) => {
      let bench = LineBench.opened()
      const accepted = new Map<string, number>()
      const note = (): void => {
        for (const id of bench.relay.circuits.keys()) {
          for (const { entries } of bench.acceptances(id)) {
            for (const { record, index } of entries) accepted.set(record, index)
          }
        }
      }
      for (const next of story) {
        if (next.kind === "pass") bench.pass(next.ms)
        if (next.kind === "send") {
          const sent = bench.story.sends(next.by, { precedence: "FLASH", owes: ["read"] })
          bench.submit(bench.attach(next.by), 1, sent)
          note()
        }
        if (next.kind === "die") {
          bench.isHolding = true
          bench.pass(30_000)
          const [prepared] = bench.held
          if (next.isWritten && prepared !== undefined) bench.disk.append(prepared)
          const { story: told } = bench
          bench = Object.assign(bench.restarted(), { story: told })
        }
      }
      const records = bench.records()
      expect(new Set(records).size).toBe(records.length)
      const steps = bench.relayedOf("overdue").map(({ step }) => step)
      expect(new Set(steps).size).toBe(steps.length)
      const last = bench.attach("A1")
      const held = bench.deliveredTo(last).length
      expect(held).toBe(bench.disk.entries.length)
      for (const record of accepted.keys()) expect(records).toContain(record)
    }),
    { numRuns: 15 },
  )
})
