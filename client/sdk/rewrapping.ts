// Giving and taking a message's key once more: what a desk does when another device cannot open, when an officer asks for it,
// and when a wrap for itself comes.

import type { ParsedEnvelope } from "../../shared/records/parsed.ts"
import { deviceIn, currentCharter } from "../../shared/line/agreement.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Row, Sent } from "../../shared/line/state.ts"
import type { Parts } from "./desk.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { Recalled } from "./recall.ts"
import { lockedOut, rewrapFault, rewrapKey, type RewrapOrder } from "./rewraps.ts"
import type { ParsedRewrap } from "./rewrapped.ts"
import { readEnvelope } from "./seal/open.ts"
import type { KeyName } from "./seal/wrap.ts"
import type { OutgoingPart } from "./store-layout.ts"

type RewrapPart = Extract<OutgoingPart, { kind: "rewrap" }>

/** An officer has a message that this desk holds wrapped for one more device. */
export function orderRewrap(
  parts: Parts,
  wish: { readonly message: MessageId; readonly to: DeviceId },
  now: Now,
): Result<MessageId> {
  const { union, inbox, identity, out } = parts
  const row = union.rowOf(wish.message)
  const header = inbox.openedOf(wish.message)?.header
  const sent = row?.sent.find((each) => each.header === header)
  if (row === undefined || sent === undefined) {
    return refused("stage/form", "this desk does not hold that message")
  }
  const fault = rewrapFault(union.state, identity, { row, sent, to: wish.to }, now.wall)
  if (fault !== undefined) return fault
  out.store(order(parts, sent, { ...wish, by: "officer" }))
  return ok(wish.message)
}

/**
 * What the sender's device does by itself, where one of the recipients cannot open: once for each device and message, so that
 * a device that says so again and again is no pump. What else is to be tried is an officer's to decide.
 */
export function helpLockedOut(parts: Parts, message: MessageId, now: Now): readonly Write[] {
  const { union, identity } = parts
  const row = union.rowOf(message)
  if (row === undefined) return []
  return row.sent
    .filter((sent) => sent.from === identity.device)
    .flatMap((sent) => helpReadersOf(parts, row, sent, now))
}

function helpReadersOf(parts: Parts, row: Row, sent: Sent, now: Now): readonly Write[] {
  const { union, identity, rewraps, inbox } = parts
  const { message } = row
  if (inbox.openedOf(message)?.header !== sent.header) return []
  const readers = lockedOut(union.state, row, sent).filter(
    (to) =>
      !rewraps.has(message, to) &&
      rewrapFault(union.state, identity, { row, sent, to }, now.wall) === undefined,
  )
  return [...new Set(readers)].map((to) => order(parts, sent, { message, to, by: "desk" }))
}

function order(
  { rewraps, recall }: Parts,
  sent: Sent,
  wish: Pick<RewrapOrder, "message" | "to" | "by">,
): Write {
  const { header, from, seq } = sent
  recall.want({ message: wish.message, header, from, seq })
  return rewraps.put({ ...wish, header, from, seq, state: "ordered", until: sent.t + sent.life })
}

/** A rewrap has come. What it opens, if it is for this device, is looked up; without an envelope it waits for that. */
export function takeRewrap(
  { union, inbox, identity, rewrapped, recall }: Parts,
  record: ParsedRewrap,
  wrap: Uint8Array,
): readonly Write[] {
  const { message, header, to, link } = record.core
  if (to !== identity.device || inbox.openedOf(message) !== undefined) return []
  const keepUntil = link.t + currentCharter(union.state).lifeMs
  const writes = rewrapped.keep(record, wrap, keepUntil)
  const sent = union.rowOf(message)?.sent.find((each) => each.header === header)
  if (writes.length > 0 && sent !== undefined) {
    recall.want({ message, header, from: sent.from, seq: sent.seq })
  }
  return writes
}

/** After a restart: what was under way is taken up again. */
export function resumeRewrapping({ union, rewraps, rewrapped, recall }: Parts): void {
  for (const { message, header, from, seq } of rewraps.ordered()) {
    recall.want({ message, header, from, seq })
  }
  const waiting = new Set(rewrapped.headers)
  for (const row of union.state.rows.values()) {
    for (const { header, from, seq } of row.sent) {
      if (waiting.has(header)) recall.want({ message: row.message, header, from, seq })
    }
  }
}

/** The envelope of an order is here: from this write on the rewrap is in the outbox, once. */
export function holdRewraps(parts: Parts, recalled: Recalled, now: Now): void {
  const { rewraps, inbox, out } = parts
  const { place, envelope } = recalled
  for (const each of rewraps.ordered(place.header)) {
    const opened = inbox.openedOf(place.message)
    if (envelope === undefined || opened === undefined) {
      out.store(rewraps.drop(each))
      const detail = `its envelope is not in the store of this desk`
      out.notice({ kind: "unsendable", message: undefined, code: "envelope/body", detail })
      continue
    }
    holdRewrap(parts, { order: each, envelope, contentKey: opened.contentKey, now }, out)
  }
}

function holdRewrap(
  { rewraps, outbox }: Parts,
  made: {
    readonly order: RewrapOrder
    readonly envelope: ParsedEnvelope
    readonly contentKey: Uint8Array
    readonly now: Now
  },
  out: Outgoing,
): void {
  const { envelope, contentKey, now } = made
  const { message, to, by } = made.order
  const part: RewrapPart = {
    kind: "rewrap",
    message,
    envelope: envelope.signed.core,
    contentKey,
    to,
  }
  out.store(
    outbox.hold(envelope.core.precedence, [part], now),
    rewraps.put({ ...made.order, state: "held" }),
  )
  out.notice({ kind: "rewrapped", message, to, by })
}

/** The key to wrap for, chosen when the rewrap is numbered; undefined where the reader is no longer in a roster. */
export function readerKey(
  { union, prekeys }: Parts,
  part: RewrapPart,
  now: number,
): (KeyName & { readonly key: Uint8Array }) | undefined {
  const reader: RosterDevice | undefined = deviceIn(union.state, part.to)?.entry
  const read = readEnvelope(part.envelope)
  if (reader === undefined || !read.ok || union.state.suspensions.has(part.to)) return undefined
  const first = read.value.recipients.find((each) => each.device === part.to)
  return rewrapKey(reader, first, prekeys.peers, now)
}
