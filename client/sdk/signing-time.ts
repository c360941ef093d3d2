// What time a record says it was signed: this device's own, unless that runs ahead of every relay it hears. A record from the
// future is refused everywhere until that future has come, and would hold up all that its author signs after it.

import { limits } from "../../shared/limits.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

type Heard = Pick<RelayLink, "clock">

export class SigningTime {
  /** Since when this device's clock has been ahead of every relay heard, by the monotonic one. */
  #aheadSince: number | undefined

  /**
   * Undefined while nothing can be signed: until the clock of one attached relay has been measured, since a device that has
   * just started has nothing but its own, and the first heartbeat is answered right after attaching; and where its own is ahead,
   * until all `relays` have been measured, or five seconds have shown that one of them says nothing.
   */
  at(attached: readonly Heard[], relays: number, now: Now): number | undefined {
    const measured = attached.filter(({ clock }) => clock.latencyMs !== undefined)
    if (measured.length === 0) return undefined
    const times = measured.map(({ clock }) => clock.lineTime(now))
    const latest = Math.max(...times)
    if (now.wall <= latest + limits.clockWarnMs) {
      this.#aheadSince = undefined
      return now.wall
    }
    this.#aheadSince ??= now.mono
    const hasWaited = now.mono - this.#aheadSince >= limits.lineDeadMs
    if (measured.length < relays && !hasWaited) return undefined
    // Where two relays differ as well, one of them lies: what is dated back a little is late, what none takes is stuck.
    return Math.min(latest, Math.min(...times) + limits.futureRecordMs - limits.clockWarnMs)
  }
}
