import { describe, expect, test } from "vitest"

import { limits } from "../../../shared/limits.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { valueOf, type CallSign } from "../../support/practice-line.ts"
import {
  agrees,
  agreesTo,
  hour,
  numbersOf,
  onWatch,
  proposes,
  unnumbered,
  upTo,
  waiting,
  watchers,
} from "./handover.ts"
import type { LineAtWork } from "./line-at-work.ts"
import { codeOf, complaints, sends } from "./told.ts"

function wishFor(
  line: LineAtWork,
  callSign: CallSign,
): { readonly device: DeviceId; readonly reason: string } {
  return { device: line.deviceOf(callSign), reason: "console left open" }
}

describe("a handover", () => {
  test("[HND1] stands in the incoming device's chain, signed by both, with what is open", async () => {
    const line = await onWatch("B2")
    const open = sends(line.desks.B1, "IMMEDIATE")
    line.pass(1_000)
    const proposal = proposes(line)
    line.pass(1_000)
    const [asked] = line.desks.A1.noticesOf("countersign-asked")
    expect(asked).toMatchObject({ proposal, from: line.deviceOf("A2"), terms: { open: [open] } })
    expect(watchers(line, "B1")).toEqual(["A1"])
    agrees(line, "A1", proposal)
    line.pass(1_000)
    const [record] = line.records("handover")
    expect(record?.core.link.from).toBe(line.deviceOf("A2"))
    expect(record?.signed.signatures).toHaveLength(2)
    for (const callSign of ["A1", "A2", "B1", "B2"] as const) {
      expect(watchers(line, callSign)).toEqual(["A2"])
      expect(line.desks[callSign].noticesOf("handed-over")).toMatchObject([{ open: [open] }])
    }
    expect(complaints(line)).toEqual([])
  })

  test("[HND2] whose place was overtaken is signed again for another, and stands once", async () => {
    const line = await onWatch()
    const proposal = proposes(line)
    line.pass(1_000)
    sends(line.desks.A2)
    sends(line.desks.A2, "FLASH")
    line.pass(1_000)
    agrees(line, "A1", proposal)
    line.pass(1_000)
    expect(line.records("handover")).toHaveLength(1)
    expect(watchers(line, "B1")).toEqual(["A2"])
    expect(numbersOf(line, "A2")).toEqual(upTo(3))
    expect(line.desks.A1.noticesOf("countersign-asked")).toHaveLength(1)
    expect(complaints(line)).toEqual([])
  })

  test("[HND3] once agreed to makes what is queued wait, three seconds at most", async () => {
    const line = await waiting()
    sends(line.desks.A2)
    line.pass(limits.countersignHoldMs - 500)
    expect(unnumbered(line)).toBe(1)
    line.pass(1_000)
    expect(unnumbered(line)).toBe(0)
    line.letGo("A1")
    line.pass(1_000)
    expect(line.records("handover")).toHaveLength(1)
    expect(numbersOf(line, "A2")).toEqual(upTo(3))
    expect(complaints(line)).toEqual([])
  })

  test("[HND3] never makes a FLASH wait, and goes behind it", async () => {
    const line = await waiting()
    const routine = sends(line.desks.A2, "ROUTINE")
    expect(unnumbered(line)).toBe(1)
    const flash = sends(line.desks.A2, "FLASH")
    expect(unnumbered(line)).toBe(0)
    line.letGo("A1")
    line.pass(1_000)
    const order = line.relays.N.records.filter(
      ({ core }) => "link" in core && core.link.from === line.deviceOf("A2"),
    )
    expect(order.map(({ kind }) => kind)).toEqual(["envelope", "envelope", "envelope", "handover"])
    expect(order.slice(1, 3)).toMatchObject([
      { core: { message: flash } },
      { core: { message: routine } },
    ])
    expect(complaints(line)).toEqual([])
  })

  test("[HND4] lapses when no signature comes for three places, and all else has gone out", async () => {
    const line = await waiting()
    sends(line.desks.A2)
    line.pass(limits.countersignRoundsMax * limits.countersignHoldMs + 1_000)
    expect(line.desks.A2.noticesOf("proposal-ended")).toMatchObject([{ how: "lapsed" }])
    expect(unnumbered(line)).toBe(0)
    line.letGo("A1")
    line.pass(10_000)
    expect(line.records("handover")).toHaveLength(0)
    expect(watchers(line, "A2")).toEqual(["A1"])
    expect(complaints(line)).toEqual([])
  })

  test("[HND4] lapses when nobody agrees for ten minutes, and can be proposed again", async () => {
    const line = await onWatch()
    const proposal = proposes(line)
    line.pass(limits.countersignLifeMs + 2_000)
    expect(line.desks.A2.noticesOf("proposal-ended")).toMatchObject([{ proposal, how: "lapsed" }])
    expect(codeOf(line.desks.A1.act((acts, now) => acts.countersign(proposal, now)))).toBe(
      "statement/refused",
    )
    agreesTo(line, proposes(line))
    expect(watchers(line, "B1")).toEqual(["A2"])
  })

  test("[HND5] that is refused, or taken back, leaves nothing on the line", async () => {
    const line = await onWatch()
    const refused = proposes(line)
    line.pass(1_000)
    valueOf(line.desks.A1.act((acts, now) => acts.refuse(refused, "not yet", now)))
    line.pass(1_000)
    const taken = proposes(line)
    line.pass(1_000)
    valueOf(line.desks.A2.act((acts, now) => acts.refuse(taken, "a mistake", now)))
    line.pass(1_000)
    expect(line.desks.A2.noticesOf("proposal-ended")).toMatchObject([
      { proposal: refused, how: "refused", reason: "not yet", by: line.deviceOf("A1") },
    ])
    expect(line.desks.A1.noticesOf("proposal-ended")).toMatchObject([
      { proposal: taken, how: "withdrawn", by: line.deviceOf("A2") },
    ])
    expect(line.records("handover")).toHaveLength(0)
    expect(numbersOf(line, "A2")).toEqual([])
    expect(complaints(line)).toEqual([])
  })

  test("[HND6] is of a watch that is held, by a device of the same desk, one at a time", async () => {
    const line = await onWatch()
    const relieve = (outgoing: CallSign, until = line.now.wall + hour): string => {
      const wish = { outgoing: line.deviceOf(outgoing), role: "duty" as const, until }
      return codeOf(line.desks.A2.act((acts, now) => acts.proposeHandover(wish, now)))
    }
    expect(relieve("B1")).toBe("statement/refused")
    expect(relieve("A2")).toBe("statement/refused")
    expect(relieve("A1", line.now.wall)).toBe("statement/refused")
    expect(relieve("A1")).toBe("done")
    expect(relieve("A1")).toBe("statement/refused")
  })

  test("[HND6] of a watch that was taken anew since is not signed", async () => {
    const line = await onWatch()
    const proposal = proposes(line)
    line.pass(1_000)
    valueOf(line.desks.A1.act((acts, now) => acts.takeWatch("duty", now.wall + hour, now)))
    line.pass(1_000)
    expect(codeOf(line.desks.A1.act((acts, now) => acts.countersign(proposal, now)))).toBe(
      "statement/refused",
    )
  })
})

describe("a suspension", () => {
  test("[HND8] takes a second officer, and then the device is heard no more", async () => {
    const line = await onWatch()
    const { A1, A2 } = line.desks
    const proposal = valueOf(
      A1.act((acts, now) => acts.proposeSuspension(wishFor(line, "A2"), now)),
    )
    line.pass(1_000)
    expect(line.records("suspend")).toHaveLength(0)
    expect(A2.noticesOf("countersign-asked")).toMatchObject([{ terms: { kind: "suspend" } }])
    agrees(line, "A2", proposal)
    line.pass(1_000)
    expect(line.records("suspend")[0]?.signed.signatures).toHaveLength(2)
    expect(line.desks.B1.noticesOf("suspended")).toMatchObject([{ device: line.deviceOf("A2") }])
    expect(complaints(line)).toEqual([])
    sends(A2)
    line.pass(1_000)
    expect(line.records("envelope")).toHaveLength(0)
  })

  test("[HND8] is of a device of one's own party that is not suspended yet", async () => {
    const line = await onWatch()
    const { A1 } = line.desks
    const suspend = (callSign: CallSign): string =>
      codeOf(A1.act((acts, now) => acts.proposeSuspension(wishFor(line, callSign), now)))
    expect(suspend("B1")).toBe("who/device")
    expect(suspend("A2")).toBe("done")
    line.pass(1_000)
    const [asked] = line.desks.A2.noticesOf("countersign-asked")
    if (asked !== undefined) agrees(line, "A2", asked.proposal)
    line.pass(1_000)
    expect(suspend("A2")).toBe("statement/refused")
  })
})
