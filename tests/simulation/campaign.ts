// Many schedules, one after another, and what they add up to.

import { runSchedule, type Outcome } from "./schedule.ts"
import type { Violation } from "./checker/violation.ts"
import type { Cryptography } from "./world/cast.ts"
import { Counts, type FaultKind, type HostileKind } from "./world/faults.ts"

type Broken = Violation & { readonly seed: number }

export class Campaign {
  readonly faults = new Counts<FaultKind>()
  readonly manipulations = new Counts<HostileKind>()
  schedules = 0
  messages = 0

  /** What broke. Prints the seeds, and every violation with its own: a seed is all it takes to see it again. */
  async run(
    seeds: readonly number[],
    cryptography: Cryptography = "simulated",
  ): Promise<readonly Broken[]> {
    print(`${cryptography} cryptography, seeds ${seeds.join(" ")}`)
    const broken: Broken[] = []
    for (const seed of seeds) broken.push(...this.#add(await runSchedule({ seed, cryptography })))
    return broken
  }

  #add(outcome: Outcome): readonly Broken[] {
    const { seed, violations } = outcome
    this.faults.join(outcome.faults)
    this.manipulations.join(outcome.manipulations)
    this.schedules += 1
    this.messages += outcome.messages
    for (const { code, detail } of violations)
      print(`seed ${String(seed)} BROKEN ${code}: ${detail}`)
    return violations.map((violation) => ({ ...violation, seed }))
  }

  /** What happened less often than it must: of that the campaign has shown nothing. */
  lacking(
    least: Partial<Record<FaultKind | HostileKind, number>>,
  ): readonly (readonly [kind: string, count: number])[] {
    const counts = { ...this.faults.toObject(), ...this.manipulations.toObject() }
    print(
      `${String(this.schedules)} schedules, ${String(this.messages)} messages, ${JSON.stringify(counts)}`,
    )
    return Object.entries(least).flatMap(([kind, minimum]) => {
      const count = counts[kind] ?? 0
      return count < minimum ? [[kind, count] as const] : []
    })
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Consecutive seeds from `first` on that fit. */
export function seedsFrom(
  first: number,
  count: number,
  fits: (seed: number) => boolean = () => true,
): readonly number[] {
  const seeds: number[] = []
  for (let seed = first; seeds.length < count; seed += 1) if (fits(seed)) seeds.push(seed)
  return seeds
}
