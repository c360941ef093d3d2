// A root that signed two documents of one version. Both are believed, each for the records that name it, and people are told.

import type { Violation } from "../../shared/line/state.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Outgoing } from "./ports.ts"

/** Says each such violation once: when folding an entry of this relay has brought it to light. */
export function tellForkedDocuments(
  relay: RelayId,
  violations: { readonly before: readonly Violation[]; readonly now: readonly Violation[] },
  out: Outgoing,
): void {
  const { before, now } = violations
  if (before === now) return
  for (const { what, device, detail } of now) {
    const isKnown = before.some((known) => known.what === what && known.detail === detail)
    // What a relay says of a device is that relay's word, and no document.
    if (what !== "roster/forked" || device !== undefined || isKnown) continue
    out.notice({ kind: "violation", relay, code: "roster/forked", detail })
  }
}
