// What may be said about a message now, and what is still owed to it, as far as its content tells.

import { codes, type Code } from "../catalogue/value.ts"
import type { Side } from "../records/charter.ts"
import type { Demand } from "../records/names.ts"
import type { StageKind } from "../records/stage.ts"
import { fateOf, isBound } from "./fate.ts"
import { isSound } from "./judge.ts"
import { answersTo, isLegal } from "./legality.ts"
import { isConfirmed } from "./read-back.ts"
import { copyOf, otherSide, referringTo, saidBy, type DialogueState, type Held } from "./state.ts"

/** The codes that this side may send about this message, in the order of the catalogue. */
export function legalAnswers(state: DialogueState, side: Side, about: Held): readonly Code[] {
  const said = saidBy(about)
  const voice = side === about.side ? "author" : "reader"
  const isOver = isBound(state, about)
  const fate = fateOf(state, about)
  return codes.filter((code) => {
    if (!isLegal(code, said, voice)) return false
    // What is bound is followed by a new proposal only; what was taken back is not decided on, nor taken back again.
    if (code.startsWith("CR-")) return !isOver && (fate === "stands" || fate === "held")
    if (answersTo(said).includes(code) && code.startsWith("DC-"))
      return !isOver && fate === "stands"
    return true
  })
}

/** Whether the other side has answered, by a code of the response class. A remark, a stand-by, a read-back are no answer. */
export function isAnswered(state: DialogueState, about: Held): boolean {
  const answers = answersTo(saidBy(about))
  return fromReader(state, about).some((answer) => answers.includes(saidBy(answer).code))
}

const stagesOfReading: ReadonlySet<StageKind> = new Set<StageKind>([
  "read",
  "read-back",
  "passed",
  "answered",
  "stand-by",
  "declined",
  "contested",
])

/**
 * What of the message's demands is still open. `stages` are those that the rulebook counted for it, where the caller has them:
 * being read is often said by a stage alone.
 */
export function openDemands(
  state: DialogueState,
  about: Held,
  stages: ReadonlySet<StageKind> = new Set(),
): readonly Demand[] {
  const replies = fromReader(state, about)
  const isMet: Readonly<Record<Demand, () => boolean>> = {
    received: () => replies.length > 0 || stages.size > 0,
    read: () => replies.length > 0 || [...stages].some((stage) => stagesOfReading.has(stage)),
    understood: () => isConfirmed(state, about),
    authority: () => replies.some((reply) => saidBy(reply).code === "AK-05"),
    answered: () => isAnswered(state, about),
  }
  return copyOf(about).owes.filter((demand) => !isMet[demand]())
}

/** What officers of the other side said about it that counts. */
function fromReader(state: DialogueState, about: Held): readonly Held[] {
  return referringTo(state, about.message, otherSide(about.side)).filter((reply) => {
    const { code } = saidBy(reply)
    return isLegal(code, saidBy(about), "reader") && isSound(state, reply)
  })
}
