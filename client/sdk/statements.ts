// From what an officer wants to say to what goes out: the statement checked by the catalogue and by the dialogue, what it owes
// by its class, what it refers to, how many officers it takes, and the stage that goes with it.

import { catalogueHash } from "../../shared/catalogue/hash.ts"
import { parseParameters } from "../../shared/catalogue/compose.ts"
import { officersNeeded } from "../../shared/catalogue/release.ts"
import { isUsable } from "../../shared/catalogue/review.ts"
import { encodeStatement } from "../../shared/catalogue/statement.ts"
import { referencesOf, substanceOf } from "../../shared/catalogue/substance.ts"
import { owesOfStatement, rowOf } from "../../shared/catalogue/table.ts"
import type { Code, Statement } from "../../shared/catalogue/value.ts"
import { parseRemark } from "../../shared/catalogue/visible.ts"
import { languages } from "../../shared/catalogue/words.ts"
import { copyOf, heldOf, saidBy, type Held } from "../../shared/dialogue/state.ts"
import { currentCharter, deviceIn } from "../../shared/line/agreement.ts"
import type { Charter } from "../../shared/records/charter.ts"
import {
  precedences,
  type Demand,
  type MessageId,
  type Permission,
  type Precedence,
} from "../../shared/records/names.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import type { Letter } from "./acts.ts"
import type { Parts } from "./desk.ts"
import { followOf, standByFault, type Follow } from "./follow.ts"
import type { Now } from "./ports.ts"
import { rehearsalFault, rehearse } from "./rehearsal.ts"
import type { Conversation } from "./view/conversation.ts"
import { languageOf, messageNamed } from "./view/naming.ts"

/** What an officer typed. */
export interface Wish {
  readonly code: Code
  readonly given: Readonly<Record<string, string>>
  /** Undefined: the usual one of the type, or that of the message it is about. */
  readonly precedence: Precedence | undefined
  readonly remark: string | undefined
}

/** A statement that may go: with one officer at once, with two as a release request. */
export interface Prepared {
  readonly statement: Statement
  readonly letter: Letter
  readonly officers: 1 | 2
  readonly follow: Follow | undefined
}

/** Parameters that are wrong come back by name, so that a form can show each where it belongs. */
type Prepare =
  | { readonly ok: true; readonly value: Prepared }
  | Refusal
  | {
      readonly ok: false
      readonly code: undefined
      readonly errors: Readonly<Record<string, string>>
    }

export function prepare(conversation: Conversation, wish: Wish, now: Now): Prepare {
  const { parts } = conversation
  const { state } = parts.union
  const parsed = parseParameters(wish.code, wish.given, {
    messageOf: (serial) => messageNamed(state, serial),
  })
  if (!parsed.ok) return { ok: false, code: undefined, errors: parsed.errors }
  const remark = parseRemark(wish.remark ?? "")
  if (!remark.ok) return { ok: false, code: undefined, errors: { remark: remark.error } }
  const language = languageOf(state, parts.identity.side)
  const statement: Statement = {
    code: wish.code,
    params: parsed.params,
    remark: remark.value === "" ? undefined : { text: remark.value, language },
  }
  return prepareStatement(conversation, statement, wish.precedence, now)
}

/** The same from typed values: a draft that waits for its second officer is checked anew by this. */
export function prepareStatement(
  conversation: Conversation,
  statement: Statement,
  wanted: Precedence | undefined,
  now: Now,
): Result<Prepared> {
  const { parts } = conversation
  const { about } = rehearse(conversation, statement, { precedence: "ROUTINE", owes: [], now })
  const precedence = wanted ?? usualPrecedence(statement, about)
  const owes = owesOfStatement(statement, precedence)
  const fault = rehearsalFault(rehearse(conversation, statement, { precedence, owes, now }))
  if (fault !== undefined) return fault
  const officers = officersFor(conversation, statement, precedence)
  const follow = followOf(parts, statement, about, now)
  const hindered =
    permissionFault(parts, precedence, follow) ??
    (follow === undefined ? undefined : standByFault(parts.union.state, follow, now))
  if (hindered !== undefined) return hindered
  const payload = encodeStatement(statement)
  if (!payload.ok) return payload
  const letter = letterOf(statement, precedence, owes, payload.value)
  const references = referencesWith(letter.references, follow)
  return ok({ statement, letter: { ...letter, references }, officers, follow })
}

/** The stage beside it counts only where the statement refers to the same message, also where that is what was read back. */
function referencesWith(
  references: readonly MessageId[],
  follow: Follow | undefined,
): readonly MessageId[] {
  if (follow === undefined || references.includes(follow.message)) return references
  return [...references, follow.message]
}

function letterOf(
  statement: Statement,
  precedence: Precedence,
  owes: readonly Demand[],
  payload: Uint8Array,
): Letter {
  return { precedence, owes, references: referencesOf(statement), payload }
}

/** Of the type itself, or following the message it is about; a superseding statement takes what its content allows. */
function usualPrecedence(statement: Statement, about: Held | undefined): Precedence {
  const { rule } = rowOf(statement.code).precedences
  const inner = rowOf(substanceOf(statement).code).precedences
  const referred = about === undefined ? "ROUTINE" : copyOf(about).precedence
  if (rule === "own") return inner.rule === "own" ? inner.usual : referred
  if (rule === "same" || inner.rule !== "own") return referred
  const enough = precedences.slice(precedences.indexOf(referred))
  return enough.find((precedence) => inner.allowed.includes(precedence)) ?? referred
}

function officersFor(
  { parts, dialogue }: Conversation,
  statement: Statement,
  precedence: Precedence,
): 1 | 2 {
  const { side } = parts.identity
  const { preauthorised } = currentCharter(parts.union.state)
  return officersNeeded(statement, {
    precedence,
    preauthorised: preauthorised[side],
    saidIn: (message: MessageId) => {
      const held = heldOf(dialogue, side, message)
      return held === undefined ? undefined : saidBy(held)
    },
  })
}

/** What a relay would refuse is refused here, before it has a number: a refused number would stop the device's chain. */
function permissionFault(
  { union, identity }: Parts,
  precedence: Precedence,
  follow: Follow | undefined,
): Refusal | undefined {
  const own = deviceIn(union.state, identity.device)?.entry.permissions ?? []
  const needed: readonly Permission[] = [
    "send",
    ...(precedence === "FLASH" ? (["flash"] as const) : []),
    ...(follow === undefined ? [] : stagePermission(follow)),
  ]
  const missing = needed.filter((permission) => !own.includes(permission))
  return missing.length === 0
    ? undefined
    : refused("who/permission", `this device may not ${missing.join(", ")}`)
}

function stagePermission({ fact }: Follow): readonly Permission[] {
  const isAnswer = ["answered", "declined", "confirmed", "differs"].includes(fact.kind)
  return isAnswer ? [] : ["acknowledge"]
}

/** Why nothing may be said on this line with this catalogue: the charter names the wording both parties agreed to. */
export function catalogueFault(charter: Charter): Refusal | undefined {
  if (charter.catalogue.hash !== catalogueHash()) {
    return refused(
      "statement/refused",
      `the charter names catalogue ${charter.catalogue.version} ${charter.catalogue.hash.slice(0, 16)}, this program has another`,
    )
  }
  for (const name of [charter.languages.A, charter.languages.B]) {
    const language = languages.find((known) => known === name)
    if (language === undefined || !isUsable(language, charter.mode)) {
      return refused("statement/refused", `the texts in ${name} are not reviewed for a live line`)
    }
  }
  return undefined
}
