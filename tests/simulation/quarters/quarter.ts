// The campaign: a thousand schedules from fixed seeds, every third with a hostile relay, and twenty more with the cryptography that
// desks and relays run on. In four quarters, so that two workers share them; each must meet every fault and every manipulation
// often enough by itself.

import { describe, expect, test } from "vitest"

import { Campaign, seedsFrom } from "../campaign.ts"
import type { FaultKind, HostileKind } from "../world/faults.ts"

const perQuarter = 250
const perTest = 25
const realPerQuarter = 5
/** Far from the others: no schedule is run twice. */
const firstReal = 1_000_000

/** Frames that met a fault of the wire, and all else by the occasion. */
const least: Readonly<Record<FaultKind | HostileKind, number>> = {
  loss: 250,
  duplication: 1_000,
  reordering: 800,
  corruption: 500,
  delay: 1_500,
  cut: 30,
  "half-open to relay": 150,
  "half-open to desk": 400,
  partition: 600,
  "relay crash": 20,
  "relay power cut": 4,
  "relay crash after write": 15,
  "relay crash before write": 15,
  "relay drain": 25,
  "desk crash": 25,
  "desk crash between effects": 30,
  "desk crash after store": 3,
  "desk stop": 15,
  "desk clock jump": 25,
  "relay clock jump": 30,
  "slow journal": 150,
  "withholds entries": 2,
  "withholds stages": 2,
  "withholds prekeys": 15,
  "replays frames": 100,
  "replays proofs of life": 80,
  "forks its journal": 3,
  "invents relay records": 30,
  "invents bad entries": 25,
  "freezes time": 3,
  "runs ahead": 3,
  "runs behind": 3,
  "lies about age": 200,
  "refuses everything": 300,
  "accuses of forks": 8,
  "claims records": 10,
  "drops what it accepted": 30,
  "backdates acceptances": 40,
  "begins anew": 4,
}

/** `quarter`: 1 to 4. */
export function simulate(quarter: number): void {
  const campaign = new Campaign()
  const first = (quarter - 1) * perQuarter + 1
  const starts = Array.from({ length: perQuarter / perTest }, (_, i) => first + i * perTest)

  describe(`schedules ${String(first)} to ${String(first + perQuarter - 1)}`, () => {
    test.each(starts)("keep every invariant, from seed %i", async (seed) => {
      expect(await campaign.run(seedsFrom(seed, perTest))).toEqual([])
    })

    test("keep them with the real cryptography", async () => {
      const seed = firstReal + (quarter - 1) * realPerQuarter
      expect(await campaign.run(seedsFrom(seed, realPerQuarter), "real")).toEqual([])
    })

    test("meet every fault and every manipulation often enough to show something", () => {
      expect(campaign.schedules).toBe(perQuarter + realPerQuarter)
      expect(campaign.messages).toBeGreaterThan(2_000)
      expect(campaign.lacking(least)).toEqual([])
    })
  })
}
