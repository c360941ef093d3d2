import { describe, expect, test } from "vitest"

import type { ClientFrame } from "../../../shared/wire/frames.ts"
import { nextRoster } from "../../support/practice-changes.ts"
import { mayConnect } from "../../../server/core/standing.ts"
import { LineBench, practice } from "./line-bench.ts"

const attach: ClientFrame = { kind: "attach", epoch: 1, next: 0, software: "bench" }

describe("coming", () => {
  test("[CIR1] attach is answered with the journal's extent, heads, charter and rosters", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    const sent = bench.story.northSends()
    bench.submit(a, 1, sent)
    const b = bench.attach("B1")
    expect(bench.framesTo(b, "attached")[0]).toMatchObject({
      relay: practice.relays.N.relay,
      epoch: 1,
      size: 5,
      heads: [{ device: practice.devices.A1.device, seq: 1, hash: sent.hash }],
      charter: 0,
      rosters: [
        { party: practice.parties.A, version: 1 },
        { party: practice.parties.B, version: 1 },
      ],
    })
  })

  test.each<ClientFrame>([
    { kind: "get-prekeys" },
    { kind: "heartbeat", number: 1, next: 0, sent: 0, alive: [] },
    { kind: "submit", number: 1, submissions: [] },
  ])("[CIR1] $kind before attach ends the circuit", (frame) => {
    const bench = LineBench.opened()
    const a = bench.connect("A1")
    bench.say(a, frame)
    expect(bench.endOf(a)).toBe("wire/unexpected")
  })

  test("[CIR1] so do a second attach and a submission of nothing", () => {
    const bench = LineBench.opened()
    const [a, b] = [bench.attach("A1"), bench.attach("B1")]
    bench.say(a, attach)
    bench.say(b, { kind: "submit", number: 1, submissions: [] })
    expect([bench.endOf(a), bench.endOf(b)]).toEqual(["wire/unexpected", "wire/unexpected"])
  })

  test("[CIR2] a second circuit of one device ends the first, which is told no more", () => {
    const bench = LineBench.opened()
    const first = bench.attach("A1")
    const second = bench.attach("A1")
    expect(bench.endOf(first)).toBe("wire/replaced")
    expect(bench.endOf(second)).toBeUndefined()
    const before = bench.deliveredTo(first).length
    bench.submit(second, 1, bench.story.northSends())
    expect(bench.deliveredTo(first)).toHaveLength(before)
  })

  test("[CIR1] goodbye ends it without a reason", () => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.say(a, { kind: "goodbye" })
    expect(bench.done).toContain("hang-up")
    expect(bench.relay.circuits.size).toBe(0)
  })
})

describe("staying", () => {
  test.each([
    [5_000, undefined],
    [5_001, "wire/silent"],
  ])("[CIR3] silent for %i ms: %s", (ms, code) => {
    const bench = LineBench.opened()
    const a = bench.attach("A1")
    bench.pass(ms)
    expect(bench.endOf(a)).toBe(code)
  })

  test("[CIR3] whoever never attaches is silent too", () => {
    const bench = LineBench.opened()
    const a = bench.connect("A1")
    bench.pass(5_001)
    expect(bench.endOf(a)).toBe("wire/silent")
  })

  test("[CIR4] a suspended device is off at once, and may not come back", () => {
    const bench = LineBench.opened()
    const [a1, a2] = [bench.attach("A1"), bench.attach("A2")]
    bench.submit(a1, 1, bench.story.suspends(["A1", "A2"], "A2"))
    expect(bench.endOf(a2)).toBe("who/suspended")
    expect(bench.endOf(a1)).toBeUndefined()
    const { device } = practice.devices.A2
    expect(
      mayConnect(bench.relay.folded.state, practice.relays.N.relay, device, bench.wall),
    ).toMatchObject({ ok: false, code: "who/suspended" })
  })

  test("[CIR4] so is one that the next roster leaves out", () => {
    const bench = LineBench.opened()
    const [a1, a2] = [bench.attach("A1"), bench.attach("A2")]
    const devices = [practice.devices.A1.entry]
    bench.submit(a1, 1, nextRoster(practice, practice.rosters.A, { devices }))
    expect(bench.endOf(a2)).toBe("who/suspended")
  })

  test("[CIR4] so is one whose time in the roster is over", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    const ending = { ...practice.devices.A2.entry, notAfter: bench.wall + 3_000 }
    const devices = [practice.devices.A1.entry, ending]
    bench.submit(a1, 1, nextRoster(practice, practice.rosters.A, { devices }))
    const a2 = bench.attach("A2")
    bench.beat(3_000)
    expect(bench.endOf(a2)).toBeUndefined()
    bench.beat(1)
    expect(bench.endOf(a2)).toBe("who/expired")
  })

  test("[EXP1] none is stopped, and none shut out, because its roster has expired", () => {
    const bench = LineBench.opened()
    const a1 = bench.attach("A1")
    const expires = bench.wall + 3_000
    bench.submit(a1, 1, nextRoster(practice, practice.rosters.A, { expires }))
    bench.beat(4_000)
    expect(bench.endOf(a1)).toBeUndefined()
    bench.submit(bench.attach("A2"), 1, practice.rosters.A)
    expect(bench.endOf(bench.attach("A2"))).toBeUndefined()
  })

  test("[CIR4] a device in no roster is nobody", () => {
    const bench = LineBench.opened()
    const { device } = practice.devices.A1
    const { state } = bench.relay.folded
    const empty = {
      ...state,
      parties: { A: { ...state.parties.A, rosters: [] }, B: state.parties.B },
    }
    expect(mayConnect(empty, practice.relays.N.relay, device, bench.wall)).toMatchObject({
      code: "who/device",
    })
  })
})
