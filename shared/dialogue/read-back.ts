// The read-backs of a message and what its author's side said to them.

import { isValue } from "../catalogue/value.ts"
import { versionsOf } from "./fate.ts"
import { isSound } from "./judge.ts"
import { compareValues, givenIn, readBackOf, type Difference } from "./read-back-values.ts"
import { otherSide, referringTo, saidBy, type DialogueState, type Held } from "./state.ts"

export interface ReadBack {
  readonly by: Held
  /** Field by field, by the machine; empty when all are equal. */
  readonly differences: readonly Difference[]
  /** What the author's side said: `confirmed` counts only where the machine finds no difference. */
  readonly answer: "none" | "confirmed" | "differs" | "wrongly-confirmed"
}

/** Every complete read-back of a message, oldest first. */
export function readBacksOf(state: DialogueState, about: Held): readonly ReadBack[] {
  return referringTo(state, about.message, otherSide(about.side)).flatMap((by) => {
    if (saidBy(by).code !== "AK-02" || !isSound(state, by)) return []
    const differences = differencesOf(state, about, by)
    return [{ by, differences, answer: answerTo(state, by, differences.length === 0) }]
  })
}

/** Understood: one read-back equal in every field, and the author's side has said so. */
export function isConfirmed(state: DialogueState, about: Held): boolean {
  return readBacksOf(state, about).some(({ answer }) => answer === "confirmed")
}

/** Against the message as it stands now; values as they were before a correction are those of an earlier version, and equal. */
function differencesOf(state: DialogueState, about: Held, by: Held): readonly Difference[] {
  const given = givenIn(saidBy(by)) ?? { code: saidBy(by).code, values: [] }
  const compared = versionsOf(state, about).map((version) =>
    compareValues(readBackOf(version), given),
  )
  return compared.find((differences) => differences.length === 0) ?? compared.at(-1) ?? []
}

/** With several answers the worst counts: a "differs" is never outvoted by a hasty "correct". */
function answerTo(state: DialogueState, by: Held, isEqual: boolean): ReadBack["answer"] {
  const answers = referringTo(state, by.message, otherSide(by.side)).filter(
    (answer) => saidBy(answer).code === "AK-06" && isSound(state, answer),
  )
  if (answers.length === 0) return "none"
  const isAllCorrect = answers.every((answer) =>
    isValue(saidBy(answer).params["differing"], "special"),
  )
  if (!isAllCorrect) return "differs"
  return isEqual ? "confirmed" : "wrongly-confirmed"
}
