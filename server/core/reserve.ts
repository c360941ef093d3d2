// What is bounded is shared out by urgency: the last tenth of everything is FLASH's own, and the fifth before it is shared with
// IMMEDIATE. So nothing of a lesser precedence is taken where a FLASH would be refused.

import type { Precedence } from "../../shared/records/names.ts"

const shares: Readonly<Record<Precedence, number>> = {
  ROUTINE: 0.7,
  PRIORITY: 0.7,
  IMMEDIATE: 0.9,
  FLASH: 1,
}

/** How much of `bound` may be full before this precedence is refused. */
export function shareOf(bound: number, precedence: Precedence): number {
  return bound * shares[precedence]
}
