// The whole system in one process, from a seed: four desks, two relays, and everything else against them. A part of the campaign
// that fits into every run of the tests; the whole of it is in the folder beside this file.

import { describe, expect, test } from "vitest"

import { Campaign, seedsFrom } from "./campaign.ts"
import { isHostile, runSchedule } from "./schedule.ts"
import type { FaultKind } from "./world/faults.ts"

/** Every one of these must have happened, or the campaign says nothing. */
const faults: readonly FaultKind[] = [
  "loss",
  "duplication",
  "reordering",
  "corruption",
  "cut",
  "partition",
  "half-open to desk",
  "half-open to relay",
  "delay",
  "relay crash before write",
  "relay crash after write",
  "relay clock jump",
  "desk clock jump",
  "desk crash",
  "desk crash between effects",
  "slow journal",
]

describe("the whole system", () => {
  test("with two honest relays keeps every invariant", async () => {
    const campaign = new Campaign()
    const seeds = seedsFrom(1_000, 30, (seed) => !isHostile(seed))
    expect(await campaign.run(seeds)).toEqual([])
    expect(campaign.messages).toBeGreaterThan(100)
    expect(campaign.lacking(Object.fromEntries(faults.map((kind) => [kind, 1])))).toEqual([])
  })

  test("with a hostile relay keeps every invariant", async () => {
    const campaign = new Campaign()
    expect(await campaign.run(seedsFrom(1_000, 10, isHostile))).toEqual([])
    expect(campaign.messages).toBeGreaterThan(30)
    expect(Object.keys(campaign.manipulations.toObject()).length).toBeGreaterThan(5)
  })

  test("has one history a seed", async () => {
    const [first, second] = [await runSchedule({ seed: 1_001 }), await runSchedule({ seed: 1_001 })]
    expect(second.digest).toBe(first.digest)
  })
})
