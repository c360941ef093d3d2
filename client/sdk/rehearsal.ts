// A statement is judged before it is sent as the other side will judge it when it comes: by the same rules, as if it were
// already in the dialogue.

import { referencesOf, referenceOf } from "../../shared/catalogue/substance.ts"
import type { Statement } from "../../shared/catalogue/value.ts"
import { legalAnswers } from "../../shared/dialogue/answers.ts"
import { answersAtAll } from "../../shared/dialogue/legality.ts"
import { aboutOf, judge, type Fault } from "../../shared/dialogue/judge.ts"
import {
  foldOpened,
  heldOf,
  saidBy,
  type DialogueState,
  type Held,
} from "../../shared/dialogue/state.ts"
import { present } from "../../shared/assert.ts"
import { branded } from "../../shared/encoding/schema.ts"
import { currentCharter } from "../../shared/line/agreement.ts"
import type { Demand, MessageId, Precedence } from "../../shared/records/names.ts"
import { refused, type Refusal } from "../../shared/result.ts"
import type { Now } from "./ports.ts"
import type { Conversation } from "./view/conversation.ts"

/** An id that no message has: version 7 ids never begin with so many zeros. */
const rehearsed = branded<MessageId>("0".repeat(32))

export interface Rehearsal {
  /** As it is now: what may be said is asked of this one, because saying it may be what makes it illegal a second time. */
  readonly before: DialogueState
  readonly dialogue: DialogueState
  readonly held: Held
  /** The message it is about, if it is about one that is held here. */
  readonly about: Held | undefined
}

/** The dialogue with this statement in it, said by two officers of this side now. */
export function rehearse(
  conversation: Conversation,
  statement: Statement,
  terms: { readonly precedence: Precedence; readonly owes: readonly Demand[]; readonly now: Now },
): Rehearsal {
  const { identity, union } = conversation.parts
  const { side, officer, device } = identity
  const dialogue = foldOpened(conversation.dialogue, [
    {
      message: rehearsed,
      side,
      device,
      serial: "",
      released: officer,
      // Whoever the second officer will be: how many it takes is asked apart.
      drafted: `${officer} and another`,
      precedence: terms.precedence,
      owes: terms.owes,
      references: referencesOf(statement),
      writtenAt: terms.now.wall,
      accepted: [],
      preauthorised: currentCharter(union.state).preauthorised[side],
      statement,
    },
  ])
  const held = present(heldOf(dialogue, side, rehearsed), "what was folded is held")
  return { before: conversation.dialogue, dialogue, held, about: aboutOf(dialogue, held) }
}

/** Why it may not be said now, as the first thing an officer should know; undefined where it may. */
export function rehearsalFault({ before, dialogue, held, about }: Rehearsal): Refusal | undefined {
  const { code } = saidBy(held)
  if (about === undefined && referenceOf(saidBy(held)) !== undefined) {
    return refused("statement/refused", "the message it is about is not held here")
  }
  if (about !== undefined && answersAtAll(code)) {
    const legal = legalAnswers(before, held.side, about)
    if (!legal.includes(code)) return refused("statement/refused", illegal(code, legal))
  }
  const [fault] = judge(dialogue, held).faults
  return fault === undefined ? undefined : refused("statement/refused", faultWords[fault])
}

function illegal(code: string, legal: readonly string[]): string {
  if (legal.length === 0) return `${code} may not be said about that message; nothing may any more`
  return `${code} may not be said about that message. What may: ${legal.join(", ")}`
}

const faultWords: Readonly<Record<Fault, string>> = {
  contents: "one id with two statements",
  owes: "it does not owe what its class demands",
  precedence: "that precedence is not allowed for it here",
  officers: "it is not properly released",
  authority: "the authority named is not high enough for it",
  references: "it refers to more messages than one may",
  legal: "it does not answer that message",
  values: "the values are not those of the fields that it must repeat",
  chain: "it corrects a correction of a correction, too many times over: say it anew",
}
