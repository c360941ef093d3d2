// Many schedules, one after another, and what they add up to.

import { isHostile, runSchedule, type Outcome } from "./schedule.ts"
import { isSettled } from "./settled.ts"
import type { Violation } from "./checker/violation.ts"
import { Counts, type FaultKind, type HostileKind } from "./world/faults.ts"

export interface Campaign {
  readonly broken: readonly (Violation & { readonly seed: number })[]
  readonly faults: Counts<FaultKind>
  readonly manipulations: Counts<HostileKind>
  readonly messages: number
}

/** Prints every violation with its seed, open ones as well: a seed is all it takes to see it again. */
export async function campaign(seeds: readonly number[]): Promise<Campaign> {
  const faults = new Counts<FaultKind>()
  const manipulations = new Counts<HostileKind>()
  const broken: (Violation & { seed: number })[] = []
  let messages = 0
  for (const seed of seeds) {
    const outcome: Outcome = await runSchedule({ seed })
    faults.join(outcome.faults)
    manipulations.join(outcome.manipulations)
    messages += outcome.messages
    for (const violation of outcome.violations) {
      const { code, detail } = violation
      const isBroken = isSettled(code, isHostile(seed))
      const word = isBroken ? "BROKEN" : "open"
      process.stdout.write(`seed ${String(seed)} ${word} ${code}: ${detail}\n`)
      if (isBroken) broken.push({ ...violation, seed })
    }
  }
  const counted = JSON.stringify({ ...faults.toObject(), ...manipulations.toObject() })
  process.stdout.write(
    `${String(seeds.length)} schedules, ${String(messages)} messages, ${counted}\n`,
  )
  return { broken, faults, manipulations, messages }
}

/** Consecutive seeds from `first` on that fit. */
export function seedsFrom(
  first: number,
  count: number,
  fits: (seed: number) => boolean,
): readonly number[] {
  const seeds: number[] = []
  for (let seed = first; seeds.length < count; seed += 1) if (fits(seed)) seeds.push(seed)
  return seeds
}
