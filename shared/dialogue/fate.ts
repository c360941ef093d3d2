// What has become of a message by its author's own later word: corrected, superseded, cancelled, held back. And the one
// thing that is out of the author's hands: a proposal that the other side has accepted.

import { correctionsDeepMost, isHold } from "../catalogue/release.ts"
import { substanceOf, withChanges, type Said } from "../catalogue/substance.ts"
import { rowOf } from "../catalogue/table.ts"
import { isValue } from "../catalogue/value.ts"
import { aboutOf, isSound } from "./judge.ts"
import { compareValues, everyValueOf, givenIn } from "./read-back-values.ts"
import { otherSide, referringTo, saidBy, type DialogueState, type Held } from "./state.ts"

/** `held`: its author asks that nobody act on it until it is confirmed. */
export type Fate = "stands" | "held" | "superseded" | "cancelled"

export function fateOf(state: DialogueState, held: Held): Fate {
  if (isBound(state, held)) return "stands"
  const fates = referringTo(state, held.message, held.side).map((later) => effectOf(state, later))
  return (
    (["cancelled", "superseded", "held"] as const).find((fate) => fates.includes(fate)) ?? "stands"
  )
}

/** What a later message of the same side does to the one it refers to. A retraction that was itself cancelled does nothing. */
function effectOf(state: DialogueState, later: Held): Fate {
  const said = saidBy(later)
  if (said.code !== "CR-02" && said.code !== "CR-03") return "stands"
  if (!isSound(state, later)) return "stands"
  const own = fateOf(state, later)
  if (own === "cancelled") return "stands"
  if (own === "held" || isHold(said)) return "held"
  return said.code === "CR-02" ? "superseded" : "cancelled"
}

/**
 * What the message said at first, and after each correction that stands, oldest first: the last one counts. Corrections of
 * one field go by their time, so the later wins on both sides alike.
 */
export function versionsOf(state: DialogueState, held: Held): readonly Said[] {
  const versions = [substanceOf(saidBy(held))]
  for (const later of correctionsOf(state, held)) {
    const { changes } = saidBy(later).params
    if (!isValue(changes, "values")) continue
    versions.push(withChanges(versions.at(-1) ?? saidBy(held), changes))
  }
  return versions
}

/** The corrections of a message that stand, oldest first. */
export function correctionsOf(state: DialogueState, held: Held): readonly Held[] {
  return referringTo(state, held.message, held.side).filter(
    (later) =>
      isValue(saidBy(later).params["changes"], "values") &&
      isSound(state, later) &&
      fateOf(state, later) === "stands",
  )
}

export interface AcceptedProposal {
  readonly by: Held
  /** The values that were accepted, as the acceptance repeats them. */
  readonly said: Said
  /** Whether these are other values than those of the first version. */
  readonly isCorrected: boolean
}

function isOffer(said: Said): boolean {
  return said.code === "DC-03" || rowOf(substanceOf(said).code).act === "propose"
}

/**
 * What stands to be accepted, oldest first: the versions of a proposal; of a counter-proposal, those of the proposal it answers
 * with its changes in place. Of anything else, and of a deferral, nothing.
 */
export function offersIn(state: DialogueState, held: Held): readonly Said[] {
  const { changes } = saidBy(held).params
  const isDeferral = saidBy(held).code === "DC-03" && !isValue(changes, "values")
  return isDeferral ? [] : offersUnder(state, held, 0)
}

/** The same, but through a deferral to what it defers. A circle, which only a liar can make, offers nothing. */
function offersUnder(state: DialogueState, held: Held, depth: number): readonly Said[] {
  const said = saidBy(held)
  if (rowOf(substanceOf(said).code).act === "propose") return versionsOf(state, held)
  if (said.code !== "DC-03" || depth > correctionsDeepMost || !isSound(state, held)) return []
  const base = aboutOf(state, held)
  const offers = base === undefined ? [] : offersUnder(state, base, depth + 1)
  const { changes } = said.params
  return isValue(changes, "values") ? offers.map((offer) => withChanges(offer, changes)) : offers
}

/**
 * Acceptances of a proposal, oldest first: from the other side, properly released, repeating every field as it was at some
 * time proposed. Correction and acceptance may cross on the way; the values in the acceptance say which one was accepted.
 */
export function acceptancesOf(state: DialogueState, proposal: Held): readonly AcceptedProposal[] {
  // Most messages offer nothing, and each is asked here: what is cheap to see comes first.
  const versions = isOffer(saidBy(proposal)) ? offersIn(state, proposal) : []
  if (versions.length === 0 || !isSound(state, proposal)) return []
  return referringTo(state, proposal.message, otherSide(proposal.side)).flatMap((by) => {
    const given = givenIn(saidBy(by))
    if (saidBy(by).code !== "DC-01" || given === undefined || !isSound(state, by)) return []
    const place = versions.findIndex(
      (version) => compareValues(everyValueOf(version), given).length === 0,
    )
    const said = versions[place]
    return said === undefined ? [] : [{ by, said, isCorrected: place > 0 }]
  })
}

/**
 * Nothing takes back what is bound: an accepted proposal, and the acceptance itself. The rule asks whether an acceptance
 * exists, not which came first: no relay's clock can decide whether there is a cease-fire.
 */
export function isBound(state: DialogueState, held: Held): boolean {
  const { code } = saidBy(held)
  if (code !== "DC-01") return acceptancesOf(state, held).length > 0
  const proposal = aboutOf(state, held)
  if (proposal === undefined) return false
  const { message, side } = held
  return acceptancesOf(state, proposal).some(({ by }) => by.message === message && by.side === side)
}
