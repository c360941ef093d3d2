// The next charter of a line that stands: what both parties agreed, with some terms put otherwise. Parties and mode are never
// among them, and neither are relays: a relay that joins would have to be given the whole past first.

import type { Randomness } from "../../../shared/crypto/ports.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { catalogueHash } from "../../../shared/catalogue/hash.ts"
import { catalogueVersion } from "../../../shared/catalogue/table.ts"
import { newest } from "../../../shared/line/agreement.ts"
import type { Profile } from "../../../shared/line/profile.ts"
import type { LineState } from "../../../shared/line/state.ts"
import {
  charter,
  type Charter,
  type LadderStep,
  type Side,
  type TimetableRow,
} from "../../../shared/records/charter.ts"
import type { Precedence } from "../../../shared/records/names.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { judgeDocument, proposal, type CharterRecord } from "./founding-document.ts"
import { saltBytes, termsFault } from "./line-terms.ts"

/** A column of the timetable. */
export type Term = Exclude<keyof TimetableRow, "precedence">

export interface MovedDeadline {
  readonly precedence: Precedence
  readonly term: Term
  readonly ms: number
}

/** What is to be otherwise; what is not named stays. */
export interface Amendment {
  readonly deadlines: readonly MovedDeadline[]
  readonly languages: Partial<Record<Side, string>>
  readonly preauthorised: Partial<Record<Side, readonly string[]>>
  readonly telephone: Partial<Record<Side, string>>
  readonly lifeMs: number | undefined
  readonly lineCheckEveryMs: number | undefined
  /** The statements of this program, in place of those agreed before. */
  readonly takesCatalogue: boolean
}

/** A charter without signatures. Refuses what the rulebook would refuse once it is signed, and an amendment of nothing. */
export function proposeAmendment(
  random: Randomness,
  state: LineState,
  amendment: Amendment,
  created: number,
): Result<CharterRecord> {
  const { document: before, hash } = newest(state.charters)
  const terms = amended(before, amendment)
  if (isSame(before, terms)) return refused("roster/refused", "nothing would be changed")
  const fault = termsFault(terms)
  if (fault !== undefined) return fault
  const version = before.version + 1
  const salt = random.bytes(saltBytes)
  const core: Charter = { ...terms, version, previous: hash, created, salt }
  const record = proposal("charter", encodeAs(charter, core))
  if (!record.ok) return record
  if (record.value.kind !== "charter") return refused("form/malformed", "not a charter")
  const judged = judgeDocument(state, record.value)
  return judged.ok ? ok(record.value) : judged
}

function amended(before: Charter, amendment: Amendment): Charter {
  const { languages, preauthorised, telephone, lifeMs, lineCheckEveryMs } = amendment
  return {
    ...before,
    ...amendment.deadlines.reduce(moved, before),
    languages: { ...before.languages, ...languages },
    preauthorised: { ...before.preauthorised, ...preauthorised },
    telephone: { ...before.telephone, ...telephone },
    lifeMs: lifeMs ?? before.lifeMs,
    lineCheckEveryMs: lineCheckEveryMs ?? before.lineCheckEveryMs,
    catalogue: amendment.takesCatalogue
      ? { version: catalogueVersion, hash: catalogueHash() }
      : before.catalogue,
  }
}

/** The ladder of a deadline moves with it: its steps keep their places on the way there and beyond. */
function moved({ timetable, ladder }: Profile, { precedence, term, ms }: MovedDeadline): Profile {
  const before = timetable.find((row) => row.precedence === precedence)?.[term] ?? ms
  const isConcerned = (step: LadderStep): boolean =>
    step.precedence === precedence && step.demand === term
  return {
    timetable: timetable.map((row) =>
      row.precedence === precedence ? { ...row, [term]: ms } : row,
    ),
    ladder: ladder.map((step) =>
      isConcerned(step)
        ? { ...step, after: Math.max(1, Math.round((step.after * ms) / before)) }
        : step,
    ),
  }
}

function isSame(before: Charter, after: Charter): boolean {
  const [a, b] = [before, after].map((each) => encodeAs(charter, each).join())
  return a === b
}
