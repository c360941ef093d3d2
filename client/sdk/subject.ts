// Which message is meant. A message id is chosen by its author and stands in the clear, so that somebody else may use it again:
// what is shown and what is acted on goes by the header of one envelope, and by the commitment of its content.

import { equalBytes } from "../../shared/encoding/bytes.ts"
import type { Row, Sent } from "../../shared/line/state.ts"
import type { Hash, MessageId } from "../../shared/records/names.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Parts } from "./desk.ts"
import type { Opened } from "./store-layout.ts"

/** A message by its id, and by one of its envelopes where the id was used for more than one. */
export interface Named {
  readonly message: MessageId
  readonly header: Hash
}

/** An envelope that is open here, and what it says. */
export interface Subject {
  readonly row: Row
  readonly sent: Sent
  readonly opened: Opened
}

/** Releases of one draft by officers of one side are one message; all else under the id is another one. */
export function isSameMessage(one: Sent, other: Sent): boolean {
  return one.side === other.side && equalBytes(one.commitment, other.commitment)
}

/** The messages under one id, each as a row that holds nothing of the others but the steps, which go by the id. */
export function messagesIn(row: Row): readonly Row[] {
  const apart: Sent[][] = []
  for (const sent of row.sent) {
    const same = apart.find(([first]) => first !== undefined && isSameMessage(first, sent))
    if (same === undefined) apart.push([sent])
    else same.push(sent)
  }
  return apart.length < 2 ? [row] : apart.map((sent) => rowOf(row, sent))
}

function rowOf(row: Row, sent: readonly Sent[]): Row {
  const headers = new Set(sent.map((each) => each.header))
  return {
    ...row,
    sent: [...sent],
    arrivals: row.arrivals.filter((arrival) => headers.has(arrival.header)),
    reached: row.reached.filter((reached) => headers.has(reached.header)),
  }
}

/**
 * The one message that an act is about. Where an id stands for several of that side it must be named by an envelope:
 * otherwise an officer would acknowledge what another has put under it.
 */
export function subjectOf(
  parts: Parts,
  about: MessageId | Named,
  isOurs: boolean,
): Result<Subject> {
  const { message, header } =
    typeof about === "string" ? { message: about, header: undefined } : about
  const { union, inbox, identity } = parts
  const row = union.rowOf(message)
  const held = (row === undefined ? [] : messagesIn(row)).flatMap((apart) => {
    const sent = apart.sent.find((each) => each.header === header) ?? openIn(parts, apart)
    const opened = sent === undefined ? undefined : inbox.saidIn(union.state, sent, message)
    return sent === undefined || opened === undefined ? [] : [{ row: apart, sent, opened }]
  })
  if (held.length === 0) return refused("stage/form", "this desk does not hold that message")
  const named = held.filter(({ sent }) => header === undefined || sent.header === header)
  const fit = named.filter(({ sent }) => (sent.side === identity.side) === isOurs)
  const [only, another] = fit
  if (only === undefined) {
    return refused("stage/form", isOurs ? "for the author's desk to say" : "our own message")
  }
  return another === undefined
    ? ok(only)
    : refused("stage/form", "that id stands for different messages: name one by its serial")
}

function openIn({ inbox }: Parts, row: Row): Sent | undefined {
  return row.sent.find((sent) => inbox.openedAs(sent.header) !== undefined)
}
