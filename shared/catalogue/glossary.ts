// The fixed words of screens, translated once and hashed with the catalogue: what one side's button says, the other's says too.

import type { Precedence } from "../records/names.ts"
import type { ResponseClass } from "./statement-type.ts"
import type { Review } from "./words.ts"

/** Twenty words that every screen uses in one sense, and no others for it. */
export const terms = [
  "acknowledge",
  "answer",
  "release",
  "read-back",
  "line-check",
  "tension",
  "desk",
  "watch",
  "relief",
  "line",
  "party",
  "officer",
  "relay",
  "statement",
  "remark",
  "precedence",
  "deadline",
  "serial",
  "stand-by",
  "exercise",
] as const
type Term = (typeof terms)[number]

export interface Glossary {
  readonly terms: Readonly<Record<Term, string>>
  /** Spelled out, never a letter. */
  readonly precedences: Readonly<Record<Precedence, string>>
  /** What a statement asks of its reader. */
  readonly responses: Readonly<Record<ResponseClass, string>>
  readonly reviews: Readonly<Record<Review, string>>
}
