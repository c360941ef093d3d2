// Which invariants every schedule must keep today. The others are watched and printed, and are open: THREATS.md says which
// and why (W21). Moving a code from open to settled is how that work ends.

import type { InvariantCode } from "./checker/violation.ts"

const always: readonly InvariantCode[] = ["I1", "I2", "I3", "I4", "I5", "I6", "I10"]
/** One state everywhere, and nothing missing from any journal: as long as no relay lies. */
const amongHonest: readonly InvariantCode[] = [...always, "I11", "I12"]

export function isSettled(code: InvariantCode, isHostile: boolean): boolean {
  return (isHostile ? always : amongHonest).includes(code)
}
