// The two clocks of the process. Everything that decides is given their values; nothing else reads them.

import type { RelayCrypto } from "../../shared/crypto/ports.ts"
import type { Moment } from "../core/line-clock.ts"

export interface Clock {
  /** Milliseconds that never go back, whatever happens to the wall clock. */
  mono(): number
  /** Unix milliseconds as the machine believes them. */
  wall(): number
}

export const processClock: Clock = {
  mono: () => performance.now(),
  wall: () => Date.now(),
}

export function momentOf(clock: Clock, random: RelayCrypto["random"]): Moment {
  return { mono: clock.mono(), wall: clock.wall(), random: random.bytes(32) }
}
