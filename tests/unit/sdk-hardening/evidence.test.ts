import { describe, expect, test } from "vitest"

import { encodeAs } from "../../../shared/encoding/schema.ts"
import type { Relayed } from "../../../shared/records/relayed.ts"
import { signed } from "../../../shared/records/signed.ts"
import { anotherId, DeskBench, envelopeBy, line, type Said } from "./desk-bench.ts"

function evidenceOf(device: "A1" | "B1", first?: Said, second?: Said): Relayed {
  const [one, other] = [first, second].map((said) =>
    said === undefined ? new Uint8Array() : encodeAs(signed, said.record),
  )
  const nothing = new Uint8Array()
  return {
    kind: "evidence",
    format: 1,
    what: "chain/fork",
    device: line.devices[device].device,
    first: one ?? nothing,
    second: other ?? nothing,
  }
}

describe("evidence that a relay enters against a device", () => {
  const first = envelopeBy({ from: "A1", text: "one" })
  const second = envelopeBy({ from: "A1", text: "two", message: anotherId })

  test("[CHN7] with both records contests the device, at a desk that had taken one of them", () => {
    const bench = new DeskBench("B1")
    bench.delivers("N", first)
    bench.enters("N", evidenceOf("A1", first, second))
    expect(bench.violations()).toEqual([])
    const { forked } = bench.parts.union.state
    expect([...forked]).toEqual([[line.devices.A1.device, 1]])
    // The other branch, from the other relay, is no offence of that relay.
    bench.delivers("S", second)
    expect(bench.violations()).toEqual([])
  })

  test("[CHN7] without proof is told as the relay's violation and changes nothing", () => {
    const bench = new DeskBench("B1")
    bench.delivers("N", first)
    for (let i = 0; i < 300; i += 1) bench.enters("N", evidenceOf("A1"))
    expect(bench.violations().join()).toContain("evidence that proves nothing")
    const { forked, violations } = bench.parts.union.state
    expect([forked.size, violations.length]).toEqual([0, 0])
    bench.enters("N", evidenceOf("A1", first, second))
    expect(bench.parts.union.state.forked.size).toBe(1)
  })

  test("[GRD4] against this very device, with records of its key that its store does not know, stops it", () => {
    const bench = new DeskBench("A1")
    bench.enters("N", evidenceOf("A1"))
    expect(bench.parts.outbox.stopped).toBeUndefined()
    bench.enters("N", evidenceOf("A1", first, second))
    expect(bench.parts.outbox.stopped).toContain("signed with its key")
  })
})
