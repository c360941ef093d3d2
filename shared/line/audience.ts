// To whom a message must go: every device of both parties that is in its time, but for the sender's own and for suspended
// ones. Left to choose, a sender could address one sleeping console and have a desk on watch called silent.

import type { EnvelopeCore } from "../records/envelope.ts"
import type { RosterDevice } from "../records/roster.ts"
import type { LineState } from "./state.ts"

/** The first device that must be among the recipients and is not; `named` are the rosters that the envelope cites. */
export function leftOut(
  state: LineState,
  core: EnvelopeCore,
  named: readonly (readonly RosterDevice[])[],
): RosterDevice | undefined {
  const addressed = new Set(core.recipients.map((recipient) => recipient.device))
  const { t, from } = core.link
  return named
    .flat()
    .find(
      ({ device, notBefore, notAfter }) =>
        device !== from &&
        notBefore <= t &&
        t <= notAfter &&
        !addressed.has(device) &&
        !state.suspensions.has(device),
    )
}
