// When a record says that it was signed: a device whose clock is wrong must not shut itself out of the line.

import { describe, expect, test } from "vitest"

import { Acts } from "../../../client/sdk/acts.ts"
import { SigningTime } from "../../../client/sdk/signing-time.ts"
import { limits } from "../../../shared/limits.ts"
import { parseRecord } from "../../../shared/records/parsed.ts"
import { DeskBench } from "./desk-bench.ts"

const hour = 3_600_000
const letter = {
  precedence: "FLASH",
  owes: [],
  references: [],
  payload: new Uint8Array(1),
} as const

/** The times of what this desk has signed. */
function signedAt(bench: DeskBench): readonly number[] {
  bench.flushes()
  return bench.parts.outbox.from(1).flatMap(({ record }) => {
    const read = parseRecord(record)
    return read.ok && "link" in read.value.core ? [read.value.core.link.t] : []
  })
}

describe("a record is signed", () => {
  test("[TIM10] when the clock of a relay has been measured, not before", () => {
    const bench = new DeskBench("A1")
    new Acts(bench.parts).send(letter, bench.now)
    bench.admits("N")
    expect(signedAt(bench)).toEqual([])
    bench.beats("N", bench.now.wall)
    expect(signedAt(bench)).toEqual([bench.now.wall])
  })

  test("[TIM10] at the latest time of the relays heard where its own is ahead of all of them", () => {
    const bench = new DeskBench("A1")
    new Acts(bench.parts).send(letter, bench.now)
    const right = bench.now.wall - hour
    for (const relay of ["N", "S"] as const) bench.admits(relay)
    bench.beats("N", right - 9_000)
    bench.beats("S", right)
    expect(signedAt(bench)).toEqual([right])
  })

  test("[TIM10] at a time that neither of two relays refuses where all three clocks differ", () => {
    const bench = new DeskBench("A1")
    new Acts(bench.parts).send(letter, bench.now)
    const right = bench.now.wall - hour
    bench.admits("N")
    bench.beats("N", right + 600_000)
    expect(signedAt(bench)).toEqual([])
    bench.admits("S")
    bench.beats("S", right)
    const [t = 0] = signedAt(bench)
    expect(t).toBeGreaterThan(right)
    expect(t).toBeLessThan(right + limits.futureRecordMs)
  })

  test("[TIM10] after five seconds by the one relay that answers", () => {
    const bench = new DeskBench("A1")
    new Acts(bench.parts).send(letter, bench.now)
    bench.admits("N")
    bench.beats("N", bench.now.wall - hour)
    expect(signedAt(bench)).toEqual([])
    bench.passes(limits.lineDeadMs)
    expect(signedAt(bench)).toEqual([bench.now.wall - hour])
  })

  test("[TIM10] at its own time where one relay confirms it, and where it is behind", () => {
    const bench = new DeskBench("A1")
    for (const relay of ["N", "S"] as const) bench.admits(relay)
    bench.beats("N", bench.now.wall - hour)
    bench.beats("S", bench.now.wall + hour)
    const links = [bench.link("N"), bench.link("S")]
    const clock = new SigningTime()
    expect(clock.at(links, 2, bench.now)).toBe(bench.now.wall)
    expect(clock.at(links.slice(1), 2, bench.now)).toBe(bench.now.wall)
  })
})
