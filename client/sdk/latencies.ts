// What heartbeats took in the last hour. The newest alone says nothing of the one that took four seconds; and a number that
// stands still looks healthy, so old ones leave by this device's clock, whether new ones come or not.

import { limits } from "../../shared/limits.ts"
import type { Now } from "./ports.ts"

export interface LatencyTail {
  /** What 99 of 100 heartbeats did not exceed. */
  readonly p99Ms: number
  /** Of how many. */
  readonly heartbeats: number
}

export class Latencies {
  #taken: { readonly ms: number; readonly at: number }[] = []

  add(ms: number, { mono }: Now): void {
    this.#taken.push({ ms, at: mono })
    this.#forget(mono)
  }

  tail({ mono }: Now): LatencyTail | undefined {
    this.#forget(mono)
    const inOrder = this.#taken.map(({ ms }) => ms).toSorted((a, b) => a - b)
    const p99Ms = inOrder[Math.ceil(inOrder.length * 0.99) - 1]
    return p99Ms === undefined ? undefined : { p99Ms, heartbeats: inOrder.length }
  }

  #forget(mono: number): void {
    const isOld = (at: number): boolean => at < mono - limits.latencyKeptMs
    const first = this.#taken.findIndex(({ at }) => !isOld(at))
    this.#taken = first < 0 ? [] : this.#taken.slice(first)
  }
}
