// Whether a message counts. A message with a fault is kept and shown with its fault; it opens, closes and commits nothing.

import { isAtLeast } from "../catalogue/parameters/authority.ts"
import { correctionsDeepMost, officersNeeded } from "../catalogue/release.ts"
import { referenceOf, referencesOf, substanceOf, type Said } from "../catalogue/substance.ts"
import { owesOfStatement, rowOf } from "../catalogue/table.ts"
import { isValue, type Code } from "../catalogue/value.ts"
import { precedences, type MessageId } from "../records/names.ts"
import { answersAtAll, isLegal } from "./legality.ts"
import { contentOf, officersOf, type OpenedMessage } from "./opened.ts"
import { givenIn, isComplete, everyValueOf, readBackOf, type ValuesOf } from "./read-back-values.ts"
import { copyOf, heldOf, otherSide, saidBy, type DialogueState, type Held } from "./state.ts"

/**
 * contents: one id, two statements. owes: not what the response class demands. precedence, authority: not allowed for the
 * type. officers: not properly released. references: the clear header does not name what the statement names. legal: a code
 * that does not answer that message from that side. values: a read-back that is not of the right fields. chain: corrections
 * of corrections without end.
 */
export type Fault =
  | "contents"
  | "owes"
  | "precedence"
  | "officers"
  | "authority"
  | "references"
  | "legal"
  | "values"
  | "chain"

export interface Verdict {
  readonly faults: readonly Fault[]
  /** The message that this one is about, where it is not held here yet: until it comes, this one counts for nothing. */
  readonly waitsFor: MessageId | undefined
}

export function judge(state: DialogueState, held: Held): Verdict {
  const said = saidBy(held)
  const reference = referenceOf(said)
  const about = aboutOf(state, held)
  const faults = new Set<Fault>(ownFaults(held, said))
  // One properly made copy is enough: of two releasers of one draft, either may have sent it.
  const byCopy = [...held.copies.values()].map((copy) => copyFaults(state, held, copy, about))
  const best = byCopy.toSorted((a, b) => a.length - b.length)[0] ?? []
  for (const fault of best) faults.add(fault)
  if (about !== undefined) for (const fault of aboutFaults(state, held, about)) faults.add(fault)
  const isWaiting = reference !== undefined && about === undefined
  return { faults: [...faults], waitsFor: isWaiting ? reference : undefined }
}

export function isSound(state: DialogueState, held: Held): boolean {
  const { faults, waitsFor } = judge(state, held)
  return faults.length === 0 && waitsFor === undefined
}

/** The message that this one is about: of the other side where it answers, of its own where it corrects. */
export function aboutOf(state: DialogueState, held: Held): Held | undefined {
  const said = saidBy(held)
  const message = referenceOf(said)
  if (message === undefined) return undefined
  const own = heldOf(state, held.side, message)
  const theirs = heldOf(state, otherSide(held.side), message)
  return rowOf(said.code).act === "correct" ? (own ?? theirs) : (theirs ?? own)
}

function ownFaults(held: Held, said: Said): readonly Fault[] {
  const faults: Fault[] = []
  const contents = new Set([...held.copies.values()].map(contentOf))
  if (contents.size > 1) faults.push("contents")
  if (!hasAuthority(said) || !hasAuthority(substanceOf(said))) faults.push("authority")
  return faults
}

function hasAuthority(said: Said): boolean {
  const { leastAuthority } = rowOf(said.code)
  const { authority } = said.params
  if (leastAuthority === undefined) return true
  return isValue(authority, "authority") && isAtLeast(authority.authority.level, leastAuthority)
}

function copyFaults(
  state: DialogueState,
  held: Held,
  copy: OpenedMessage,
  about: Held | undefined,
): readonly Fault[] {
  const faults: Fault[] = []
  const { statement: said, precedence } = copy
  if (copy.owes.join() !== owesOfStatement(said, precedence).join()) faults.push("owes")
  if (!isAllowed(copy, about)) faults.push("precedence")
  const named = new Set(copy.references)
  if (referencesOf(said).some((message) => !named.has(message))) faults.push("references")
  const saidIn = (message: MessageId): Said | undefined => {
    const referred = heldOf(state, held.side, message)
    return referred === undefined ? undefined : saidBy(referred)
  }
  const needed = officersNeeded(said, { precedence, preauthorised: copy.preauthorised, saidIn })
  if (officersOf(copy).size < needed) faults.push("officers")
  return faults
}

/** By the type's own list, and in relation to what it is about once that is held. */
function isAllowed(copy: OpenedMessage, about: Held | undefined): boolean {
  const inner = substanceOf(copy.statement)
  const own = rowOf(inner.code).precedences
  if (own.rule === "own" && !own.allowed.includes(copy.precedence)) return false
  if (about === undefined) return true
  const theirs = copyOf(about).precedence
  const { rule } = rowOf(copy.statement.code).precedences
  if (rule === "same") return copy.precedence === theirs
  return rule === "own" || precedences.indexOf(copy.precedence) >= precedences.indexOf(theirs)
}

function aboutFaults(state: DialogueState, held: Held, about: Held): readonly Fault[] {
  const said = saidBy(held)
  const faults: Fault[] = []
  if (isDeep(state, held)) faults.push("chain")
  if (answersAtAll(said.code)) {
    const voice = about.side === held.side ? "author" : "reader"
    if (!isLegal(said.code, saidBy(about), voice)) faults.push("legal")
  }
  const given = givenIn(said)
  if (given !== undefined) {
    const wanted = said.code === "DC-01" ? offered(state, about) : readBackOf(saidBy(about))
    if (!isComplete(wanted, given)) faults.push("values")
  }
  const { changes } = said.params
  if (isValue(changes, "values") && changes.code !== changeable(state, said, about)) {
    faults.push("values")
  }
  return faults
}

/** The code whose fields may be changed: of what is corrected, or of the proposal under what is answered by another one. */
function changeable(state: DialogueState, { code }: Said, about: Held): Code {
  return code === "DC-03" ? offered(state, about).code : substanceOf(saidBy(about)).code
}

/** What an acceptance repeats: the proposal, also where what it accepts is a counter-proposal to it. */
function offered(state: DialogueState, about: Held): ValuesOf {
  let current = about
  for (let depth = 0; depth <= correctionsDeepMost; depth += 1) {
    const below = saidBy(current).code === "DC-03" ? aboutOf(state, current) : undefined
    if (below === undefined) break
    current = below
  }
  return everyValueOf(saidBy(current))
}

/** Follows corrections down to what they correct. A circle, which only a liar can make, never ends and is deep as well. */
function isDeep(state: DialogueState, held: Held): boolean {
  let current: Held | undefined = held
  for (let depth = 0; depth <= correctionsDeepMost; depth += 1) {
    if (current === undefined || rowOf(saidBy(current).code).act !== "correct") return false
    current = aboutOf(state, current)
  }
  return true
}
