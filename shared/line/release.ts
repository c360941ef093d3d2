// Two-person release as far as it can be seen without opening: what the author signed follows from the envelope itself.

import { encodeAs } from "../encoding/schema.ts"
import { limits } from "../limits.ts"
import { draft } from "../records/draft.ts"
import type { EnvelopeCore } from "../records/envelope.ts"
import type { DeviceId } from "../records/names.ts"

/** The bytes an author signed as a draft of this envelope. */
export function draftBytesOf(
  core: EnvelopeCore,
  drafted: { readonly author: DeviceId; readonly t: number },
): Uint8Array {
  return encodeAs(draft, {
    format: 1,
    line: core.link.line,
    message: core.message,
    commitment: core.commitment,
    precedence: core.precedence,
    owes: core.owes,
    references: core.references,
    life: core.life,
    author: drafted.author,
    t: drafted.t,
  })
}

/** Why a draft of that time may not be released then, if so: what was true at breakfast is not said in the evening. */
export function draftTimeFault(
  { t, life }: { readonly t: number; readonly life: number },
  releasedAt: number,
): string | undefined {
  if (t > releasedAt + limits.futureRecordMs) return "the draft is dated after its release"
  return releasedAt - t > Math.min(life, limits.draftLifeMs)
    ? "the draft is too old to be released"
    : undefined
}
