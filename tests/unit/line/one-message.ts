// One message from North at relay N: what most tests of its fate begin with.

import type { LineState, Row } from "../../../shared/line/state.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { foldEntries, PracticeJournal } from "../../support/practice-journal.ts"
import { practiceLine } from "../../support/practice-line.ts"
import { Story } from "../../support/practice-story.ts"
import type { Message } from "../../support/practice-wishes.ts"

export const line = practiceLine()
export const north = line.relays.N.relay
export const south = line.relays.S.relay
export const minute = 60_000
export const everything = ["read", "understood", "authority", "answered"] as const

export interface OneMessage {
  readonly story: Story
  readonly message: ParsedEnvelope
  /** When it was signed, and admitted by relay N. */
  readonly at: number
  readonly journal: PracticeJournal
}

export function sent(wish: Message = {}): OneMessage {
  const story = new Story(line)
  const message = story.northSends({ owes: everything, ...wish })
  const journal = new PracticeJournal(line.relays.N)
  journal.admits(message, story.now)
  return { story, message, at: story.now, journal }
}

export function stateOf(...journals: readonly PracticeJournal[]): LineState {
  return foldEntries(
    line.state,
    journals.flatMap((journal) => journal.entries),
  )
}

export function rowIn(state: LineState, message: MessageId): Row {
  const row = state.rows.get(message)
  if (row === undefined) throw new Error("no such row")
  return row
}

/** The state as if nothing else had been said: what a stage says in substance is a message of its own. */
export function alone(state: LineState, message: ParsedEnvelope): LineState {
  return { ...state, rows: new Map([[message.core.message, rowOf(state, message)]]) }
}

export function rowOf(state: LineState, message: ParsedEnvelope): Row {
  return rowIn(state, message.core.message)
}
