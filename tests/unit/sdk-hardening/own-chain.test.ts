import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { DeskBench, envelopeBy, someId } from "./desk-bench.ts"

const letter = {
  precedence: "FLASH",
  owes: [],
  references: [],
  payload: new Uint8Array(1),
} as const

function numberedBy(bench: DeskBench): number {
  bench.flushes()
  return bench.parts.outbox.items.filter(({ numbered }) => numbered.length > 0).length
}

describe("a relay's word about this device's own chain", () => {
  test("[GRD4] that names a longer chain and shows no record stops nothing", () => {
    const bench = new DeskBench("A1")
    bench.attaches("N", { own: 9, size: 3 })
    bench.attaches("S")
    new Acts(bench.parts).send(letter, bench.now)
    expect(numberedBy(bench)).toBe(0)
    bench.waits(6_000)
    expect(bench.parts.outbox.stopped).toBeUndefined()
    expect(numberedBy(bench)).toBe(1)
    expect(bench.violations().join()).toContain("shows no such record")
  })

  test("[GRD4] holds signing up only once", () => {
    const bench = new DeskBench("A1")
    bench.attaches("S")
    bench.attaches("N", { own: 9, size: 3 })
    bench.waits(6_000)
    bench.attaches("N", { own: 9, size: 3 })
    new Acts(bench.parts).send(letter, bench.now)
    expect(numberedBy(bench)).toBe(1)
  })

  test("[GRD4] that calls our record a fork stops nothing", () => {
    const bench = new DeskBench("A1")
    bench.attaches("N")
    new Acts(bench.parts).send(letter, bench.now)
    bench.flushes()
    bench.hears("N", {
      kind: "refused",
      number: 1,
      position: 0,
      code: "chain/fork",
      want: 0,
      detail: "fork",
    })
    bench.waits(6_000)
    expect(bench.parts.outbox.stopped).toBeUndefined()
    expect(bench.violations().join()).toContain("is taken")
  })

  test("[GRD4] ends this device once the record itself is shown", () => {
    const bench = new DeskBench("A1")
    bench.attaches("N", { own: 1, size: 1 })
    bench.delivers("N", envelopeBy({ from: "A1", text: "another copy of me", message: someId }))
    expect(bench.parts.outbox.stopped).toContain("record 1")
    expect(bench.notices().map(({ kind }) => kind)).toContain("stopped-signing")
  })
})
