// The dialogue as this desk holds it: every opened message with what was signed about it in the clear. Folded once and kept,
// so that a desk that is asked every second decodes nothing twice.

import { decodeStatement, type Content } from "../../../shared/catalogue/statement.ts"
import { foldOpened, emptyDialogue, type DialogueState } from "../../../shared/dialogue/state.ts"
import type { OpenedMessage } from "../../../shared/dialogue/opened.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { charterOf } from "../../../shared/line/agreement.ts"
import { countingArrivals } from "../../../shared/line/ends.ts"
import type { LineState, Row, Sent } from "../../../shared/line/state.ts"
import type { Hash, MessageId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Parts } from "../desk.ts"
import type { Opened } from "../store-layout.ts"
import { isSameMessage, messagesIn } from "../subject.ts"
import { serialOfSent } from "./naming.ts"

export class Conversation {
  readonly parts: Parts
  #dialogue: DialogueState = emptyDialogue
  readonly #contents = new Map<Hash, Result<Content>>()
  /** How many arrivals of an opened envelope's row have been folded: a further relay's time is one more. */
  readonly #folded = new Map<Hash, number>()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** What this envelope says; undefined while it is not opened here. Never what another says under the same message id. */
  contentOf(message: MessageId, sent: Sent): Result<Content> | undefined {
    const { inbox, union } = this.parts
    const opened = inbox.saidIn(union.state, sent, message)
    return opened === undefined ? undefined : this.#contentOf(opened)
  }

  /** What stands under an id that nobody has used for anything else; undefined where it was, or is not open here. */
  onlyContentOf(message: MessageId): Result<Content> | undefined {
    const { inbox, union } = this.parts
    const row = union.rowOf(message)
    const [first, ...others] = inbox.openedUnder(message)
    const isReused =
      (row !== undefined && messagesIn(row).length > 1) ||
      others.some(({ payload }) => first === undefined || !equalBytes(payload, first.payload))
    return first === undefined || isReused ? undefined : this.#contentOf(first)
  }

  #contentOf({ header, payload }: Opened): Result<Content> {
    const known = this.#contents.get(header)
    if (known !== undefined) return known
    const content = decodeStatement(payload)
    this.#contents.set(header, content)
    return content
  }

  /** The dialogue up to now. */
  get dialogue(): DialogueState {
    const { inbox, union } = this.parts
    const past = union.takePast()
    const fresh = past.flatMap((row) =>
      inbox.openedUnder(row.message).flatMap((opened) => this.#freshCopies(opened, row)),
    )
    for (const opened of inbox.all) {
      const row = union.rowOf(opened.message)
      if (row !== undefined) fresh.push(...this.#freshCopies(opened, row))
    }
    if (fresh.length > 0) this.#dialogue = foldOpened(this.#dialogue, fresh)
    return this.#dialogue
  }

  #freshCopies(opened: Opened, row: Row): readonly OpenedMessage[] {
    if (row.arrivals.length === this.#folded.get(opened.header)) return []
    this.#folded.set(opened.header, row.arrivals.length)
    return this.#copies(opened, row)
  }

  /** Two officers may each release one draft: the copies have one commitment, and so one content. */
  #copies(opened: Opened, row: Row): readonly OpenedMessage[] {
    const content = this.#contentOf(opened)
    const own = row.sent.find((sent) => sent.header === opened.header)
    if (own === undefined || !content.ok || content.value.kind !== "statement") return []
    const { statement } = content.value
    const { state } = this.parts.union
    const believed = this.parts.disproofs.believed(state, row)
    return row.sent
      .filter((sent) => isSameMessage(sent, own) && counts(state, believed, sent))
      .map((sent) => openedMessage(state, row, sent, statement))
  }
}

/** Admitted somewhere before its author's word ended, and signed before any fork: all else is evidence, and says nothing. */
function counts(state: LineState, row: Row, sent: Sent): boolean {
  const isForked = sent.seq >= (state.forked.get(sent.from) ?? Number.MAX_SAFE_INTEGER)
  return !isForked && countingArrivals(state, row).some((each) => each.header === sent.header)
}

function openedMessage(
  state: LineState,
  row: Row,
  sent: Sent,
  statement: OpenedMessage["statement"],
): OpenedMessage {
  // As the roster of its own time has them: a later one changes nobody's name behind a message.
  const [released = sent.from, drafted] = sent.officers
  return {
    message: row.message,
    side: sent.side,
    device: sent.from,
    serial: serialOfSent(state, sent),
    released,
    drafted,
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
