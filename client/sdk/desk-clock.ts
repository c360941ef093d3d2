// What time it is at this desk. A wall clock can be set wrong, before a start or in the middle of a crisis, and every record
// carries its time; so the monotonic clock carries the time on, and the clocks of relays are asked who is right. Nobody alone
// is believed against two: neither our own clock nor a relay.

import { limits } from "../../shared/limits.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

type Heard = Pick<RelayLink, "circuit" | "clock">

/** A relay's line time as an offset from our monotonic clock, give or take `bound`. */
interface Reading {
  readonly offset: number
  readonly bound: number
}

export class DeskClock {
  /** What the monotonic clock lacks to the time, as far as we know. */
  #offset: number | undefined
  /** The same by our wall clock, when it was last read. */
  #own = 0
  #jumpedAt = Number.NEGATIVE_INFINITY

  /** The time that everything at this desk goes by. `raw` is what the machine's clocks show. */
  read(raw: Now, links: Iterable<Heard>): Now {
    const own = raw.wall - raw.mono
    this.#noteJump(own, raw)
    this.#offset = judged(own, this.#offset ?? own, this.#readings(raw, links))
    return { wall: Math.round(raw.mono + this.#offset), mono: raw.mono }
  }

  /** The wall clock was set, or the machine has slept: what was measured before may be wrong by as much. */
  #noteJump(own: number, raw: Now): void {
    const isJump = this.#offset !== undefined && Math.abs(own - this.#own) > limits.clockJumpMs
    if (isJump) this.#jumpedAt = raw.mono
    this.#own = own
  }

  #readings(raw: Now, links: Iterable<Heard>): readonly Reading[] {
    return [...links].flatMap(({ circuit, clock }) => {
      const claim = circuit.phase === "up" ? clock.claim(raw) : undefined
      if (claim === undefined || claim.bound > limits.lineDeadMs) return []
      const isOfBefore = raw.mono - claim.age <= this.#jumpedAt
      return isOfBefore ? [] : [{ offset: claim.offset + raw.wall - raw.mono, bound: claim.bound }]
    })
  }
}

function judged(own: number, before: number, readings: readonly Reading[]): number {
  const isConfirmed = (offset: number): boolean => readings.some((each) => isNear(offset, each))
  if (isConfirmed(own)) return own
  // A clock that has moved away is not followed until somebody confirms it: till then time goes on as it did.
  const likely = Math.abs(own - before) <= limits.clockWarnMs ? own : before
  return isConfirmed(likely) ? likely : (agreed(readings) ?? likely)
}

/** Two relays that agree with each other and not with us are right, and we are wrong. */
function agreed(readings: readonly Reading[]): number | undefined {
  const two = readings.find((one, place) =>
    readings.slice(place + 1).some((other) => isNear(other.offset, one)),
  )
  return two?.offset
}

function isNear(offset: number, reading: Reading): boolean {
  return Math.abs(offset - reading.offset) <= limits.clockWarnMs + reading.bound
}
