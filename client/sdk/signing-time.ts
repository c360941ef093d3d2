// What time a record says it was signed: this device's own, unless that runs ahead of every relay it hears. A record from the
// future is refused everywhere until that future has come, and would hold up all that its author signs after it.

import { limits } from "../../shared/limits.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

type Heard = Pick<RelayLink, "clock">

/**
 * Undefined until the clock of one attached relay has been measured: a device that has just started has nothing but its own,
 * and the first heartbeat is answered right after attaching.
 */
export function signingTime(attached: readonly Heard[], now: Now): number | undefined {
  const measured = attached.filter((link) => link.clock.latencyMs !== undefined)
  if (measured.length === 0) return undefined
  const latest = Math.max(...measured.map((link) => link.clock.lineTime(now)))
  return now.wall > latest + limits.clockWarnMs ? latest : now.wall
}
