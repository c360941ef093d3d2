// How many officers a statement needs. A pure question: the statement, the charter's list, and what the statement refers to.

import type { MessageId, Precedence } from "../records/names.ts"
import { referenceOf, substanceOf, withChanges, type Said } from "./substance.ts"
import { rowOf } from "./table.ts"
import { isValue } from "./value.ts"

export interface ReleaseContext {
  readonly precedence: Precedence
  /** Codes that the author's party may release with one officer in FLASH, by the charter that the message names. */
  readonly preauthorised: readonly string[]
  /** What the author's side said under this id, as far as it is held here. */
  saidIn(message: MessageId): Said | undefined
}

/** Corrections of corrections end somewhere: beyond this, and where a reference is not held, it takes two. */
export const correctionsDeepMost = 8

/** One or two. Where it cannot be judged, two. */
export function officersNeeded(said: Said, context: ReleaseContext): 1 | 2 {
  if (isHold(said)) return 1
  return needed(said, context, 0)
}

/** "Do not act on this until confirmed": one officer may always say it (codebook, amendment 2). */
export function isHold(said: Said): boolean {
  const { cause } = said.params
  return said.code === "CR-03" && isValue(cause, "word") && cause.word === "unconfirmed"
}

function needed(said: Said, context: ReleaseContext, depth: number): 1 | 2 {
  const row = rowOf(said.code)
  if (row.release === "inherited") return inherited(said, context, depth)
  if (isWatchTalk(said, context.precedence)) return 1
  if (row.release === "two" || isDenial(said)) return 2
  if (row.release === "one") return 1
  const mayAlone = context.precedence === "FLASH" && context.preauthorised.includes(said.code)
  return mayAlone ? 1 : 2
}

/** The strictest of what is corrected and of what it becomes: "ours" is not turned into "not ours" by one officer. */
function inherited(said: Said, context: ReleaseContext, depth: number): 1 | 2 {
  const message = referenceOf(said)
  const referred = message === undefined ? undefined : context.saidIn(message)
  if (referred === undefined || depth >= correctionsDeepMost) return 2
  const before = needed(referred, context, depth + 1)
  const after = becomes(said, referred)
  return before === 2 || (after !== undefined && needed(after, context, depth + 1) === 2) ? 2 : 1
}

function becomes(said: Said, referred: Said): Said | undefined {
  const { changes } = said.params
  if (isValue(changes, "values")) return withChanges(substanceOf(referred), changes)
  const inner = substanceOf(said)
  return inner === said ? undefined : inner
}

/** Whoever says whose it is, other than "ours" or "unknown", says that it is not ours. */
function isDenial(said: Said): boolean {
  const { ownership } = said.params
  return isValue(ownership, "word") && ownership.word !== "ours" && ownership.word !== "unknown"
}

/** The watch officers of both sides may agree in FLASH to talk to each other, and nothing more (codebook, amendment 5). */
function isWatchTalk(said: Said, precedence: Precedence): boolean {
  const { level } = said.params
  const isOfWatch = isValue(level, "word") && level.word === "watch-officer"
  return said.code === "PR-04" && isOfWatch && precedence === "FLASH"
}
