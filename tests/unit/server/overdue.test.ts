import { describe, expect, test } from "vitest"

import { nextDue as soonestOf } from "../../../shared/line/deadlines.ts"
import { LineBench, practice } from "./line-bench.ts"
import { aliveOf } from "./tellings.ts"

const second = 1_000
const minute = 60 * second

/** A FLASH that owes to be read, received by the other side; its first step is due 30 s after it was accepted. */
function unread(): { readonly bench: LineBench; readonly acceptedAt: number } {
  const bench = LineBench.opened()
  const [a, b] = [bench.attach("A1"), bench.attach("B1")]
  const sent = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
  bench.submit(a, 1, sent)
  bench.submit(b, 1, bench.story.says("B1", sent, "received"))
  return { bench, acceptedAt: bench.wall }
}

function actions(bench: LineBench): readonly string[] {
  return bench.relayedOf("overdue").map(({ action }) => action)
}

describe("a step that falls due", () => {
  test.each([
    [-1, 0],
    [0, 1],
    [1, 1],
  ])("[DUE1] %i ms from its time there are %i", (offset, count) => {
    const { bench, acceptedAt } = unread()
    bench.pass(30 * second + offset)
    expect(bench.relayedOf("overdue")).toHaveLength(count)
    expect(
      bench.relayedOf("overdue").every(({ dueAt }) => dueAt === acceptedAt + 30 * second),
    ).toBe(true)
  })

  test("[DUE1] the journal is told when to look again", () => {
    const { bench, acceptedAt } = unread()
    expect(bench.disk.nextDue).toBe(acceptedAt + 30 * second)
    bench.pass(30 * second)
    expect(bench.disk.nextDue).toBe(acceptedAt + minute)
  })

  test("[DUE1] a read message owes nothing more, and leaves memory", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    const sent = bench.story.northSends({ precedence: "FLASH", owes: ["read"] })
    bench.submit(a, 1, sent)
    bench.submit(b, 1, bench.story.says("B1", sent, "read"))
    bench.pass(2 * 60 * minute)
    expect(bench.relayedOf("overdue")).toHaveLength(0)
    expect(bench.disk.nextDue).toBeUndefined()
    expect(bench.relay.folded.state.rows.size).toBe(0)
  })

  test("[DUE1] the index of due times says what the rulebook says", () => {
    const { bench } = unread()
    const { state } = bench.relay.folded
    expect(bench.disk.nextDue).toBe(soonestOf(state, practice.relays.N.relay))
  })

  test("[DUE2] is recorded once, however often anybody looks", () => {
    const { bench } = unread()
    for (let i = 0; i < 5; i += 1) bench.pass(30 * second)
    expect(actions(bench)).toEqual(["repeat", "supervisor"])
  })

  test("[DUE2] is recorded once when the process dies between writing and paging", () => {
    const { bench } = unread()
    bench.isHolding = true
    bench.pass(30 * second)
    const [prepared] = bench.held
    if (prepared !== undefined) bench.disk.append(prepared)
    const after = bench.restarted()
    after.pass(second)
    expect(actions(after)).toEqual(["repeat"])
  })

  test("[DUE2] is recorded after all when the process dies before it was written", () => {
    const { bench } = unread()
    bench.isHolding = true
    bench.pass(30 * second)
    const after = bench.restarted()
    expect(actions(after)).toEqual(["repeat"])
  })

  test("[DUE5] of two processes one records it", () => {
    const { bench } = unread()
    const other = LineBench.opened(bench.disk, practice.relays.N, bench.wall)
    bench.pass(30 * second)
    other.pass(30 * second)
    expect(actions(bench)).toEqual(["repeat"])
    expect(bench.pages.length + other.pages.length).toBe(1)
  })

  test("[DUE4] stands with the age of each proof of life", () => {
    const { bench } = unread()
    const b = bench.attach("B1")
    const alive = [aliveOf("B1", 1)]
    bench.say(b, { kind: "heartbeat", number: 1, next: 0, sent: 0, alive })
    bench.pass(30 * second)
    expect(bench.relayedOf("overdue")[0]?.presence).toEqual([
      { device: practice.devices.B1.device, ageMs: 30 * second },
    ])
  })
})

describe("after an outage", () => {
  test("[DUE3] every missed step is recorded, and only the highest pages", () => {
    const { bench } = unread()
    bench.wall += 12 * minute
    const after = LineBench.opened(bench.disk, practice.relays.N, bench.wall)
    expect(actions(after)).toEqual(["repeat", "supervisor", "every-path", "query"])
    expect(after.pages.map(({ action }) => action)).toEqual(["query"])
  })

  test("[DUE3] each message pages for itself", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.submit(a, 1, bench.story.northSends(), bench.story.northSends())
    bench.wall += 3 * minute
    const after = LineBench.opened(bench.disk, practice.relays.N, bench.wall)
    expect(after.pages).toHaveLength(2)
  })

  test("[DUE3] more than one turn holds are recorded in several", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    for (let i = 0; i < 8; i += 1) {
      const sent = Array.from({ length: 32 }, () => bench.story.northSends())
      bench.submit(a, i, ...sent)
    }
    bench.wall += 3 * minute
    const after = LineBench.opened(bench.disk, practice.relays.N, bench.wall)
    expect(after.relayedOf("overdue")).toHaveLength(256)
    expect(after.pages).toHaveLength(256)
  })
})

describe("the clocks", () => {
  test("[DUE7] a wall clock put forward two hours moves no deadline and is recorded", () => {
    const { bench, acceptedAt } = unread()
    bench.wall += 120 * minute
    bench.pass(20 * second)
    expect(bench.relayedOf("overdue")).toHaveLength(0)
    expect(bench.relayedOf("clock")).toEqual([{ kind: "clock", jumpMs: 120 * minute }])
    bench.pass(10 * second)
    expect(bench.relayedOf("overdue")[0]?.dueAt).toBe(acceptedAt + 30 * second)
  })

  test("[DUE7] put back two hours, a step falls due when it would have", () => {
    const { bench } = unread()
    bench.wall -= 120 * minute
    bench.pass(30 * second)
    expect(actions(bench)).toEqual(["repeat"])
    expect(bench.relayedOf("clock")).toEqual([{ kind: "clock", jumpMs: -120 * minute }])
  })

  test("[DUE6] started with a wall clock in the past, line time goes on from the newest entry", () => {
    const { bench, acceptedAt } = unread()
    const after = LineBench.opened(bench.disk, practice.relays.N, bench.wall - 60 * minute)
    after.pass(29_999)
    expect(actions(after)).toEqual([])
    after.pass(1)
    expect(after.relayedOf("overdue")[0]?.dueAt).toBe(acceptedAt + 30 * second)
  })
})
