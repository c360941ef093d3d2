// Timing that says how sure it is: the median of many rounds, in microseconds. Figures mean something only beside a floor
// measured in the same run on the same machine, so every row carries one.

import { performance } from "node:perf_hooks"

export interface Timed {
  readonly medianUs: number
  readonly p99Us: number
  readonly rounds: number
}

/**
 * Times something and its floor in turns, so that whatever else the machine does meets both alike: until `budgetMs` is
 * spent, at least nine rounds each. The first rounds warm the machine and do not count.
 */
export function compared(
  run: () => void,
  floor: () => void,
  budgetMs = 800,
): { readonly time: Timed; readonly floor: Timed } {
  const warmUntil = performance.now() + budgetMs / 4
  while (performance.now() < warmUntil) {
    run()
    floor()
  }
  const samples: number[] = []
  const floors: number[] = []
  const end = performance.now() + budgetMs
  while (samples.length < 9 || performance.now() < end) {
    samples.push(once(run))
    floors.push(once(floor))
  }
  return { time: summary(samples), floor: summary(floors) }
}

function once(run: () => void): number {
  const begin = performance.now()
  run()
  return (performance.now() - begin) * 1_000
}

export function summary(samples: readonly number[]): Timed {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { medianUs: at(0.5), p99Us: at(0.99), rounds: sorted.length }
}
