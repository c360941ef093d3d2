import { describe, expect, test } from "vitest"

import { numbersOf, onWatch, proposes, upTo, watchers } from "./handover.ts"
import { complaints, sends } from "./told.ts"

/** The desk dies behind its nth store from the proposal on and comes back; the officer agrees as soon as that can be. */
async function diesAt(callSign: "A1" | "A2", n: number): Promise<boolean> {
  const line = await onWatch()
  const desk = line.desks[callSign]
  let left = n
  desk.dies = ({ kind }) => kind === "store" && left-- === 0
  const proposal = proposes(line)
  sends(line.desks.B1)
  line.pass(1_000)
  if (desk.isUp && line.desks.A2.isUp) sends(line.desks.A2)
  if (line.desks.A1.isUp) line.desks.A1.act((acts, now) => acts.countersign(proposal, now))
  line.pass(1_000)
  const died = !desk.isUp
  desk.dies = () => false
  if (died) await desk.start()
  line.pass(2_000)
  line.desks.A1.act((acts, now) => acts.countersign(proposal, now))
  line.pass(2_000)
  const numbers = numbersOf(line, "A2")
  expect({
    where: `${callSign} behind store ${String(n)}`,
    records: line.records("handover").length,
    watchers: watchers(line, "B1"),
    numbers,
    complaints: complaints(line),
  }).toEqual({
    where: `${callSign} behind store ${String(n)}`,
    records: 1,
    watchers: ["A2"],
    numbers: upTo(numbers.length),
    complaints: [],
  })
  return died
}

describe("a crash during a handover", () => {
  // Each test takes every fifth store, so that none of them takes long.
  const parts = (["A1", "A2"] as const).flatMap((callSign) =>
    [0, 1, 2, 3, 4].map((first) => ({ callSign, first })),
  )

  test.each(parts)(
    "[HND7] of $callSign anywhere in between, from store $first on, leaves one record without gap or fork",
    async ({ callSign, first }) => {
      let n = first
      while (await diesAt(callSign, n)) n += 5
      expect(n).toBeGreaterThan(first)
    },
  )
})
