// What each side has said that still stands: notices, warnings, assurances, agreed proposals. A pure question about the messages held
// and an instant; nothing is stored, so nothing can be left over.

import type { SpeechAct } from "../catalogue/statement-type.ts"
import { substanceOf, type Said } from "../catalogue/substance.ts"
import { rowOf } from "../catalogue/table.ts"
import { isValue } from "../catalogue/value.ts"
import { acceptancesOf, fateOf, offersIn, versionsOf } from "./fate.ts"
import { isSound } from "./judge.ts"
import { allHeld, saidBy, timeOf, type DialogueState, type Held } from "./state.ts"

/** `coming`: agreed, and its time has not begun. `ended`: its own window or term is over. `proposed`: waits for a decision. */
type Standing = "proposed" | "coming" | "in-force" | "ended" | "held" | "superseded" | "cancelled"

export interface InForce {
  readonly held: Held
  readonly standing: Standing
  /** The values that count: corrected, superseding, or as they were accepted. */
  readonly said: Said
  readonly isCorrected: boolean
  /** Unix milliseconds. `until` is absent where nothing in the statement ends it. */
  readonly since: number
  readonly until: number | undefined
  /** Who accepted it, where it is an agreed proposal. */
  readonly acceptedBy: Held | undefined
}

/** Everything that ever stood, oldest first, with what has become of it. Messages with faults are not in it. */
export function listInForce(state: DialogueState, now: number): readonly InForce[] {
  return allHeld(state).flatMap((held) => inForceOf(state, held, now) ?? [])
}

const told: ReadonlySet<SpeechAct> = new Set<SpeechAct>(["notify", "warn", "assure"])

/** Undefined for what does not stand: questions, answers, acknowledgements, corrections, and messages with faults. */
export function inForceOf(state: DialogueState, held: Held, now: number): InForce | undefined {
  const { act } = rowOf(substanceOf(saidBy(held)).code)
  if (told.has(act)) return isSound(state, held) ? notice(state, held, now) : undefined
  if (offersIn(state, held).length === 0 || !isSound(state, held)) return undefined
  return proposal(state, held, now)
}

function notice(state: DialogueState, held: Held, now: number): InForce {
  const offers = offersIn(state, held)
  const versions = offers.length > 0 ? offers : versionsOf(state, held)
  const said = versions.at(-1) ?? saidBy(held)
  const since = timeOf(held)
  const until = endOf(said)
  const fate = fateOf(state, held)
  return {
    held,
    said,
    since,
    until,
    isCorrected: versions.length > 1,
    // A notice stands from the moment it is given: a clock that is behind does not unsay it.
    standing: fate === "stands" ? standingAt(now, now, until) : fate,
    acceptedBy: undefined,
  }
}

function proposal(state: DialogueState, held: Held, now: number): InForce {
  const [accepted] = acceptancesOf(state, held)
  const base = notice(state, held, now)
  if (accepted === undefined) {
    return { ...base, standing: base.standing === "in-force" ? "proposed" : base.standing }
  }
  const { said, by, isCorrected } = accepted
  const { from } = said.params
  const { effective } = saidBy(by).params
  const starts = [from, effective].flatMap((value) => (isValue(value, "dtg") ? [value.at] : []))
  const since = Math.max(timeOf(by), ...starts)
  const until = endOf(said)
  return {
    held,
    said,
    since,
    until,
    isCorrected,
    standing: standingAt(now, since, until),
    acceptedBy: by,
  }
}

function standingAt(now: number, since: number, until: number | undefined): Standing {
  if (until !== undefined && now >= until) return "ended"
  return now < since ? "coming" : "in-force"
}

/** The end that the statement itself names: of its window, or its term. Open and absent ends do not end. */
function endOf({ params: { window, until } }: Said): number | undefined {
  if (isValue(window, "window")) return window.to
  return isValue(until, "dtg") ? until.at : undefined
}
