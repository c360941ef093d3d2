// How far one relay's line time is from this device's clocks. Measured against the wall clock, whose times travel, and kept
// against the monotonic one: a wall clock that is set while the desk runs moves no deadline.

import {
  offsetAt,
  sampleOf,
  wholeOffset,
  withSample,
  type Offset,
  type Sample,
} from "../../shared/time/offset.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { ClockClaim } from "../../shared/records/stage.ts"
import { Latencies, type LatencyTail } from "./latencies.ts"
import type { Now } from "./ports.ts"

export class RelayClock {
  readonly #relay: RelayId
  /** Offsets of line time from the monotonic clock. */
  #samples: readonly Sample[] = []
  readonly #latencies = new Latencies()
  #asOf: Now | undefined

  constructor(relay: RelayId) {
    this.#relay = relay
  }

  /** Times in milliseconds: `sent` by this device's wall clock when it asked, the two between by the relay's. */
  exchange(
    sent: number,
    relay: { readonly received: number; readonly answered: number },
    now: Now,
  ): void {
    const sample = sampleOf({ sent, ...relay, heard: now.wall }, now.mono)
    if (sample === undefined) return
    this.#asOf = now
    this.#latencies.add(sample.delay / 2, now)
    const offset = sample.offset + (now.wall - now.mono)
    this.#samples = withSample(this.#samples, { ...sample, offset })
  }

  /** A new circuit: its relay may have started anew, and its line time with it. */
  forget(): void {
    this.#samples = []
  }

  #measured(now: Now): Offset | undefined {
    return offsetAt(this.#samples, now.mono)
  }

  /** Milliseconds to add to this device's wall clock, as of the last exchange; 0 until something was measured. */
  get offset(): number {
    return this.#asOf === undefined ? 0 : this.lineTime(this.#asOf) - this.#asOf.wall
  }

  lineTime(now: Now): number {
    const measured = this.#measured(now)
    return measured === undefined ? now.wall : Math.round(now.mono + measured.offset)
  }

  /** The last exchange's delay, halved: what a heartbeat takes one way, on a quiet line. */
  get latencyMs(): number | undefined {
    const last = this.#samples.at(-1)
    return last === undefined ? undefined : last.delay / 2
  }

  latencyTail(now: Now): LatencyTail | undefined {
    return this.#latencies.tail(now)
  }

  /** What a stage says about this clock, or nothing before the first measurement. */
  claim(now: Now): ClockClaim | undefined {
    const measured = this.#measured(now)
    if (measured === undefined) return undefined
    const offset = measured.offset + now.mono - now.wall
    return { relay: this.#relay, ...wholeOffset({ ...measured, offset }) }
  }
}
