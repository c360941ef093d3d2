// How tense each side says it finds things: its own newest word, or nothing. Two words, never one number.

import { substanceOf } from "../catalogue/substance.ts"
import { isValue } from "../catalogue/value.ts"
import { isTensionLevel, type TensionLevel } from "../catalogue/vocabularies.ts"
import type { Side } from "../records/charter.ts"
import { fateOf, versionsOf } from "./fate.ts"
import { isSound } from "./judge.ts"
import {
  emptyDialogue,
  heldWhere,
  foldOpened,
  referringTo,
  saidBy,
  timeOf,
  type DialogueState,
  type Held,
} from "./state.ts"

export interface Declared {
  readonly level: TensionLevel
  readonly held: Held
  readonly since: number
}

/** Undefined: not declared. The newest declaration that stands counts; a cancelled one leaves the one before it. */
export function tensionOf(state: DialogueState, side: Side): Declared | undefined {
  const declared = heldWhere(state, (held) => {
    if (held.side !== side || substanceOf(saidBy(held)).code !== "TN-01") return false
    return isSound(state, held) && fateOf(state, held) === "stands"
  })
  const newest = declared.at(-1)
  if (newest === undefined) return undefined
  const level = versionsOf(state, newest).at(-1)?.params["level"]
  if (!isValue(level, "word") || !isTensionLevel(level.word)) return undefined
  return { level: level.word, held: newest, since: timeOf(newest) }
}

/** Undefined: nothing declared from then on. */
export interface TensionChange {
  readonly at: number
  readonly level: TensionLevel | undefined
}

/**
 * What a side's declared tension was, change by change, oldest first: at each instant as it stood then, so that a correction or a
 * cancellation changes nothing that was before it.
 */
export function tensionHistory(state: DialogueState, side: Side): readonly TensionChange[] {
  const declarations = heldWhere(
    state,
    (held) => held.side === side && substanceOf(saidBy(held)).code === "TN-01",
  )
  const all = declarations.flatMap((held) => [held, ...referringTo(state, held.message, side)])
  const inOrder = [...new Set(all)].toSorted((a, b) => timeOf(a) - timeOf(b))
  const changes: TensionChange[] = []
  let soFar = emptyDialogue
  for (const held of inOrder) {
    soFar = foldOpened(soFar, held.copies.values())
    const level = tensionOf(soFar, side)?.level
    if (level !== changes.at(-1)?.level) changes.push({ at: timeOf(held), level })
  }
  return changes
}
