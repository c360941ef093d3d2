import { describe, expect, test } from "vitest"

import { present } from "../../../shared/assert.ts"
import { seedOf } from "../../support/practice-line.ts"
import { messageNumber } from "../../support/practice-story.ts"
import { LineBench, practice } from "./line-bench.ts"
import { acceptedElsewhere } from "./tellings.ts"

describe("what only the line's past can say", () => {
  test("[ADM9] a serial that skips one is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.story.goBack("A1", { ...bench.story.endOf("A1"), serial: 4 })
    bench.submit(a, 1, bench.story.northSends())
    expect(bench.refusalOf(a, 1)?.code).toBe("envelope/form")
  })

  test("[ADM9] stages take no serial", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"), bench.story.southSends())
    expect(bench.acceptedIn(b, 1)).toHaveLength(2)
  })

  test("[ADM10] an id with which its device now says something else is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const message = messageNumber(77)
    bench.submit(a, 1, bench.story.northSends({ message }))
    bench.submit(a, 2, bench.story.northSends({ message, commitment: seedOf("other") }))
    expect(bench.refusalOf(a, 2)?.code).toBe("envelope/form")
  })

  test("[ADM10] also when the first is settled and has left memory", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const message = messageNumber(77)
    const sent = bench.story.northSends({ message })
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "received"))
    expect(bench.relay.folded.state.rows.size).toBe(0)
    bench.submit(a, 2, bench.story.northSends({ message, commitment: seedOf("other") }))
    expect(bench.refusalOf(a, 2)?.code).toBe("envelope/form")
  })

  test.each(["B1", "A2"] as const)(
    "[ADM10] an id that %s was quicker to take stops neither the envelope nor what follows it",
    (thief) => {
      const bench = LineBench.opened()
      const [a, other] = [bench.attach("A1"), bench.attach(thief)]
      const message = messageNumber(77)
      const taken = bench.story.sends(thief, { message, commitment: seedOf("other") })
      bench.submit(other, 1, taken)
      const sent = bench.story.northSends({ message, precedence: "FLASH" })
      const after = bench.story.northSends()
      bench.submit(a, 1, sent, after)
      expect(bench.acceptedIn(a, 1)).toEqual([sent.hash, after.hash])
    },
  )

  test("[ADM10] two releases of one draft share the id", () => {
    const bench = LineBench.opened()
    const message = messageNumber(78)
    const first = bench.story.sends("A1", { message, author: "A2" })
    const second = bench.story.sends("A2", { message, author: "A1" })
    const [a1, a2] = [bench.attach("A1"), bench.attach("A2")]
    bench.submit(a1, 1, first)
    bench.submit(a2, 1, second)
    expect(bench.acceptedIn(a2, 1)).toEqual([second.hash])
  })

  test("[ADM10] an envelope that another device brings stands, whatever id it has", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const message = messageNumber(79)
    bench.submit(a, 1, bench.story.northSends({ message }))
    bench.submit(a, 2, bench.story.southSends({ message, commitment: seedOf("other") }))
    expect(bench.acceptedIn(a, 2)).toHaveLength(1)
    expect(bench.endOf(b)).toBeUndefined()
  })
})

describe("what goes with a record", () => {
  const faults: readonly (readonly [string, (bench: LineBench) => Uint8Array])[] = [
    ["no body", () => new Uint8Array()],
    ["bytes that are no enclosure", () => Uint8Array.of(1, 2, 3)],
    ["another message's body", (bench) => bench.story.enclosureOf(bench.story.southSends())],
  ]

  test.each(faults)("[ADM11] from the author with %s: refused", (_, enclosure) => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    bench.submit(a, 1, { record, enclosure: enclosure(bench) })
    expect(bench.refusalOf(a, 1)?.code).toBe("envelope/body")
  })

  test("[ADM11] brought by another device, the body may be missing only where a relay has vouched", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    const record = bench.story.northSends()
    const enclosure = new Uint8Array()
    bench.submit(b, 1, { record, enclosure })
    expect(bench.refusalOf(b, 1)?.code).toBe("envelope/body")
    bench.submit(b, 2, { record, enclosure, carried: acceptedElsewhere(bench, "A1", record) })
    expect(bench.acceptedIn(b, 2)).toEqual([record.hash])
  })

  test("[ADM11] brought by another device, a body that does not belong is refused", () => {
    const bench = LineBench.opened()
    const b = bench.attach("B1")
    const record = bench.story.northSends()
    const enclosure = bench.story.enclosureOf(bench.story.southSends())
    bench.submit(b, 1, { record, enclosure })
    expect(bench.refusalOf(b, 1)?.code).toBe("envelope/body")
  })

  test("[ADM19] what was brought without its body is completed by its author, and keeps its place", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const record = bench.story.northSends()
    const carried = acceptedElsewhere(bench, "A1", record)
    bench.submit(b, 1, { record, enclosure: new Uint8Array(), carried })
    expect(bench.disk.rows.has(`body/${record.hash}`)).toBe(false)
    bench.submit(a, 1, record)
    expect(bench.disk.rows.has(`body/${record.hash}`)).toBe(true)
    expect(bench.disk.rows.has(`wrap/${record.hash}/${practice.devices.B2.device}`)).toBe(true)
    expect(bench.acceptances(a)[0]?.entries).toEqual(bench.acceptances(b)[0]?.entries)
  })

  test("[ADM19] a repeat whose enclosure does not belong is accepted and changes nothing", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    bench.submit(a, 1, record)
    const kept = [...bench.disk.rows]
    bench.submit(a, 2, { record, enclosure: bench.story.enclosureOf(bench.story.southSends()) })
    expect(bench.acceptedIn(a, 2)).toEqual([record.hash])
    expect([...bench.disk.rows]).toEqual(kept)
  })
})

describe("stages", () => {
  test("[ADM12] of an envelope that is not here: admitted, and they count when it comes", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends({ owes: ["read"] })
    bench.submit(b, 1, bench.story.says("B1", sent, "read"))
    expect(bench.acceptedIn(b, 1)).toHaveLength(1)
    bench.submit(a, 1, sent)
    expect(bench.disk.nextDue).toBeUndefined()
  })

  test("[ADM12] of an envelope that is here, by the wrong side: refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(a, 2, bench.story.says("A1", sent, "read"))
    expect(bench.refusalOf(a, 2)?.code).toBe("stage/form")
  })

  test("[ADM12] the author's side confirms", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "confirmed"))
    expect(bench.refusalOf(b, 1)?.code).toBe("stage/form")
    bench.submit(a, 2, bench.story.says("A1", sent, "confirmed"))
    expect(bench.acceptedIn(a, 2)).toHaveLength(2)
  })
})

describe("what is carried", () => {
  test("[ADM18] another record's acceptance is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const end = bench.story.endOf("A1")
    const carried = acceptedElsewhere(bench, "A1", bench.story.northSends())
    bench.story.goBack("A1", end)
    bench.submit(a, 1, { record: bench.story.northSends(), carried })
    expect(bench.refusalOf(a, 1)?.code).toBe("form/malformed")
  })

  test("[ADM18] an altered acceptance is refused", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const record = bench.story.northSends()
    const carried = acceptedElsewhere(bench, "A1", record).slice()
    carried[carried.length - 1] = (carried.at(-1) ?? 0) ^ 1
    bench.submit(a, 1, { record, carried })
    expect(bench.refusalOf(a, 1)?.code).toBe("sign/bad")
  })

  test("[ADM18] the acceptance stands in the entry, and the clocks start at its time", () => {
    const bench = LineBench.opened()
    const record = bench.story.northSends({ precedence: "FLASH" })
    const carried = acceptedElsewhere(bench, "A1", record)
    const acceptedAt = bench.wall
    bench.beat(2_000)
    bench.submit(bench.attach("A1"), 1, { record, carried })
    // FLASH falls due five seconds after the other relay had it, but never sooner than ten seconds after it came.
    expect(bench.disk.nextDue).toBe(acceptedAt + 2_000 + 10_000)
  })
})

describe("room", () => {
  test.each([
    ["ROUTINE", 160],
    ["IMMEDIATE", 224],
    ["FLASH", 256],
  ] as const)(
    "[ADM14] of %s a circuit may have %i records waiting, and is told so when it sends more",
    (precedence, count) => {
      const bench = LineBench.opened()
      const a = bench.attach("A1")
      bench.isHolding = true
      const sent = Array.from({ length: 290 }, () => bench.story.northSends({ precedence }))
      bench.submit(a, 0, ...sent.slice(0, 1))
      for (let i = 1; i < 289; i += 32) bench.submit(a, i, ...sent.slice(i, i + 32))
      expect(bench.refusalOf(a, count - 31)).toBeUndefined()
      expect(bench.refusalOf(a, count + 1)?.code).toBe("relay/full")
      bench.isHolding = false
      bench.answerAppend()
      expect(bench.records()).toHaveLength(3 + 1 + count)
    },
  )

  test("[ADM14] a FLASH behind as many ROUTINE as may wait is taken with them", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.isHolding = true
    const sent = Array.from({ length: 161 }, () => bench.story.northSends())
    bench.submit(a, 0, ...sent.slice(0, 1))
    for (let i = 1; i < 161; i += 32) bench.submit(a, i, ...sent.slice(i, i + 32))
    const flash = bench.story.northSends({ precedence: "FLASH" })
    bench.submit(a, 999, flash)
    bench.isHolding = false
    bench.answerAppend()
    expect(bench.records().at(-1)).toBe(flash.hash)
  })

  /** A line on which `sender` has so many messages open. */
  function crowded(sender: "A1" | "B1", count: number): LineBench {
    const bench = LineBench.opened()
    bench.submit(bench.attach(sender), 1, bench.story.sends(sender))
    const [row] = bench.relay.folded.state.rows.values()
    const rows = new Map(
      Array.from({ length: count }, (_, i) => [messageNumber(i + 100), present(row, "a row")]),
    )
    const state = { ...bench.relay.folded.state, rows }
    bench.relay = { ...bench.relay, folded: { ...bench.relay.folded, state } }
    return bench
  }

  test.each([
    ["A1", 3_499, "ROUTINE", "accepted"],
    ["A1", 3_500, "ROUTINE", "relay/full"],
    ["A1", 4_500, "IMMEDIATE", "relay/full"],
    ["A1", 4_999, "FLASH", "accepted"],
    ["A1", 5_000, "FLASH", "relay/full"],
    ["B1", 5_000, "ROUTINE", "accepted"],
  ] as const)(
    "[ADM17] while %s has %i open, a %s of A1: %s",
    (sender, count, precedence, outcome) => {
      const bench = crowded(sender, count)
      const a = bench.attach("A1")
      bench.submit(a, 2, bench.story.northSends({ precedence }))
      expect(bench.refusalOf(a, 2)?.code ?? "accepted").toBe(outcome)
    },
  )

  test("[ADM17] a ROUTINE that stands before a FLASH in one frame is taken with it, and one behind it is not", () => {
    const bench = crowded("A1", 3_600)
    const a = bench.attach("A1")
    const [before, behind] = [{ precedence: "ROUTINE" }, { precedence: "ROUTINE" }] as const
    const first = bench.story.northSends(before)
    const flash = bench.story.northSends({ precedence: "FLASH" })
    const last = bench.story.northSends(behind)
    bench.submit(a, 2, first, flash, last)
    expect(bench.acceptedIn(a, 2)).toEqual([first.hash, flash.hash])
    expect(bench.refusalOf(a, 2)).toMatchObject({ code: "relay/full", position: 2 })
  })
})
