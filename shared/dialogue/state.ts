// The dialogue of a line: the set of messages opened, and who refers to whom. Everything else is a question put to this
// set, so that any order of arrival, and any repetition, gives the same answers.

import { referencesOf, type Said } from "../catalogue/substance.ts"
import { compareText } from "../encoding/bytes.ts"
import { present } from "../assert.ts"
import type { Side } from "../records/charter.ts"
import type { MessageId } from "../records/names.ts"
import { copyNameOf, withAcceptances, type OpenedMessage } from "./opened.ts"

/** A message with its copies: two officers may each release one draft, and both copies are the one message. */
export interface Held {
  readonly message: MessageId
  readonly side: Side
  /** By what their senders signed; in the order of these names. */
  readonly copies: ReadonlyMap<string, OpenedMessage>
}

/** Message ids are chosen by their authors: a side that reuses the other's id makes a message of its own, and moves nothing. */
type HeldName = `${Side}/${MessageId}`

export interface DialogueState {
  readonly held: ReadonlyMap<HeldName, Held>
  readonly referring: ReadonlyMap<MessageId, ReadonlySet<HeldName>>
}

export const emptyDialogue: DialogueState = { held: new Map(), referring: new Map() }

/** Idempotent, and the same in any order. The cost of a call is one copy of the two indexes: hand over what came together. */
export function foldOpened(state: DialogueState, opened: Iterable<OpenedMessage>): DialogueState {
  const held = new Map(state.held)
  const referring = new Map(state.referring)
  for (const message of opened) {
    const name: HeldName = `${message.side}/${message.message}`
    held.set(name, withCopy(held.get(name), message))
    for (const to of referencesOf(message.statement)) {
      referring.set(to, new Set(referring.get(to)).add(name))
    }
  }
  return { held, referring }
}

function withCopy(known: Held | undefined, opened: OpenedMessage): Held {
  const name = copyNameOf(opened)
  const same = known?.copies.get(name)
  const copy =
    same === undefined ? withAcceptances(opened, []) : withAcceptances(same, opened.accepted)
  const copies = [...(known?.copies ?? []), [name, copy] as const]
  const byName = copies.toSorted(([a], [b]) => compareText(a, b))
  return { message: opened.message, side: opened.side, copies: new Map(byName) }
}

export function heldOf(state: DialogueState, side: Side, message: MessageId): Held | undefined {
  return state.held.get(`${side}/${message}`)
}

/** Everything held, oldest first by `timeOf`, ties by message id. */
export function allHeld(state: DialogueState): readonly Held[] {
  return inOrder([...state.held.values()])
}

/** Those of them that are wanted: what is asked every second must not put the whole past in order first. */
export function heldWhere(
  state: DialogueState,
  isWanted: (held: Held) => boolean,
): readonly Held[] {
  return inOrder([...state.held.values()].filter(isWanted))
}

/** What the messages of one side say about this message id, oldest first. */
export function referringTo(state: DialogueState, message: MessageId, side: Side): readonly Held[] {
  const all = [...(state.referring.get(message) ?? [])].map((name) =>
    present(state.held.get(name), "who refers is held"),
  )
  return inOrder(all.filter((held) => held.side === side))
}

/** The copy to show: the first in the order of serials. */
export function copyOf(held: Held): OpenedMessage {
  const [first] = held.copies.values()
  return present(first, "what is held has a copy")
}

export function saidBy(held: Held): Said {
  return copyOf(held).statement
}

/** A message is as old as the earliest time anybody gives for it: nobody gains by dating it ahead. */
export function timeOf(held: Held): number {
  const times = [...held.copies.values()].flatMap(({ writtenAt, accepted }) => [
    writtenAt,
    ...accepted.map(({ t }) => t),
  ])
  return Math.min(...times)
}

function inOrder(held: readonly Held[]): readonly Held[] {
  return held
    .map((each) => ({ each, t: timeOf(each) }))
    .toSorted(
      (a, b) =>
        a.t - b.t ||
        compareText(a.each.message, b.each.message) ||
        compareText(a.each.side, b.each.side),
    )
    .map(({ each }) => each)
}

export function otherSide(side: Side): Side {
  return side === "A" ? "B" : "A"
}
