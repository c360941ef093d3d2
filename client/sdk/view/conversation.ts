// The dialogue as this desk holds it: every opened message with what was signed about it in the clear. Folded once and kept,
// so that a desk that is asked every second decodes nothing twice.

import { decodeStatement, type Content } from "../../../shared/catalogue/statement.ts"
import { foldOpened, emptyDialogue, type DialogueState } from "../../../shared/dialogue/state.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { charterOf } from "../../../shared/line/agreement.ts"
import type { LineState, Row, Sent } from "../../../shared/line/state.ts"
import type { MessageId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Parts } from "../desk.ts"
import type { Opened } from "../store-layout.ts"
import { officerOf, serialOfSent } from "./naming.ts"

export class Conversation {
  readonly parts: Parts
  #dialogue: DialogueState = emptyDialogue
  readonly #contents = new Map<MessageId, Result<Content>>()
  /** How many arrivals of a message have been folded: a further relay's time is one more. */
  readonly #folded = new Map<MessageId, number>()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** What the message says; undefined while it is not opened here. */
  contentOf(message: MessageId): Result<Content> | undefined {
    const known = this.#contents.get(message)
    if (known !== undefined) return known
    const opened = this.parts.inbox.openedOf(message)
    if (opened === undefined) return undefined
    const content = decodeStatement(opened.payload)
    this.#contents.set(message, content)
    return content
  }

  /** The dialogue up to now. */
  get dialogue(): DialogueState {
    const { inbox, union } = this.parts
    const fresh: OpenedMessage[] = []
    for (const opened of inbox.all) {
      const row = union.rowOf(opened.message)
      if (row === undefined || row.arrivals.length === this.#folded.get(opened.message)) continue
      this.#folded.set(opened.message, row.arrivals.length)
      fresh.push(...this.#copies(opened, row))
    }
    if (fresh.length > 0) this.#dialogue = foldOpened(this.#dialogue, fresh)
    return this.#dialogue
  }

  /** Two officers may each release one draft: the copies have one commitment, and so one content. */
  #copies(opened: Opened, row: Row): readonly OpenedMessage[] {
    const content = this.contentOf(opened.message)
    const own = row.sent.find((sent) => sent.header === opened.header)
    if (own === undefined || content?.ok !== true || content.value.kind !== "statement") return []
    const { statement } = content.value
    const { state } = this.parts.union
    return row.sent
      .filter((sent) => equalBytes(sent.commitment, own.commitment) && counts(state, row, sent))
      .map((sent) => openedMessage(state, row, sent, statement))
  }
}

/** Admitted somewhere before any suspension took hold, and signed before any fork: all else is evidence, and says nothing. */
function counts(state: LineState, row: Row, sent: Sent): boolean {
  const isForked = sent.seq >= (state.forked.get(sent.from) ?? Number.MAX_SAFE_INTEGER)
  return !isForked && row.arrivals.some((each) => each.header === sent.header && each.counts)
}

function openedMessage(
  state: LineState,
  row: Row,
  sent: Sent,
  statement: OpenedMessage["statement"],
): OpenedMessage {
  return {
    message: row.message,
    side: sent.side,
    device: sent.from,
    serial: serialOfSent(state, sent),
    released: officerOf(state, sent.from),
    drafted: sent.author === undefined ? undefined : officerOf(state, sent.author),
    precedence: sent.precedence,
    owes: sent.owes,
    references: sent.references,
    writtenAt: sent.t,
    accepted: row.arrivals
      .filter((arrival) => arrival.header === sent.header)
      .map(({ relay, t }) => ({ relay, t })),
    preauthorised: charterOf(state, sent.charter)?.preauthorised[sent.side] ?? [],
    statement,
  }
}
