// How far one relay's line time is from this device's clock: four timestamps an exchange (RFC 5905 section 8), the one with
// the least delay of the last sixteen believed, and the error it can have.

import { limits } from "../../shared/limits.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { ClockClaim } from "../../shared/records/stage.ts"
import type { Now } from "./ports.ts"

interface Sample {
  readonly offset: number
  readonly delay: number
  readonly atMono: number
}

/** Fifteen parts in a million: what a crystal may drift while a sample grows old. */
const driftPerMs = 15e-6

export class RelayClock {
  readonly #relay: RelayId
  #samples: readonly Sample[] = []

  constructor(relay: RelayId) {
    this.#relay = relay
  }

  /** Times in milliseconds: sent and received-back by this device's wall clock, the two between by the relay's. */
  exchange(
    sent: number,
    relay: { readonly received: number; readonly answered: number },
    now: Now,
  ): void {
    const delay = now.wall - sent - (relay.answered - relay.received)
    if (delay < 0) return
    const offset = (relay.received - sent + (relay.answered - now.wall)) / 2
    this.#samples = [...this.#samples, { offset, delay, atMono: now.mono }].slice(
      -limits.clockSamples,
    )
  }

  #best(): Sample | undefined {
    return this.#samples.reduce<Sample | undefined>(
      (best, sample) => (best === undefined || sample.delay <= best.delay ? sample : best),
      undefined,
    )
  }

  /** Milliseconds to add to this device's wall clock; 0 until something was measured. */
  get offset(): number {
    return Math.round(this.#best()?.offset ?? 0)
  }

  lineTime(now: Now): number {
    return now.wall + this.offset
  }

  /** The last exchange's delay, halved: what a heartbeat takes one way, on a quiet line. */
  get latencyMs(): number | undefined {
    const last = this.#samples.at(-1)
    return last === undefined ? undefined : last.delay / 2
  }

  /** What a stage says about this clock, or nothing before the first measurement. */
  claim(now: Now): ClockClaim | undefined {
    const best = this.#best()
    if (best === undefined) return undefined
    const age = Math.max(0, Math.round(now.mono - best.atMono))
    const bound = Math.ceil(best.delay / 2 + driftPerMs * age + 1)
    return { relay: this.#relay, offset: Math.round(best.offset), bound, age }
  }
}
