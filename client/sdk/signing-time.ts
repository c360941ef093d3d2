// What time a record says it was signed: this device's own, unless that runs ahead of every relay it hears. A record from the
// future is refused everywhere until that future has come, and would hold up all that its author signs after it.

import { limits } from "../../shared/limits.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

/** Until the clock of one attached relay has been measured, a second after attaching, there is only this device's own. */
export function signingTime(attached: readonly RelayLink[], now: Now): number {
  const measured = attached.filter((link) => link.clock.latencyMs !== undefined)
  if (measured.length === 0) return now.wall
  const latest = Math.max(...measured.map((link) => link.clock.lineTime(now)))
  return now.wall > latest + limits.clockWarnMs ? latest : now.wall
}
