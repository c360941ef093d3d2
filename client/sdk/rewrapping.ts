// Giving and taking a message's key once more: what a desk does when another device cannot open, when an officer asks for it,
// and when a wrap for itself comes.

import type { ParsedEnvelope } from "../../shared/records/parsed.ts"
import { deviceIn, currentCharter } from "../../shared/line/agreement.ts"
import type { DeviceId, MessageId, RelayId } from "../../shared/records/names.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import type { Row, Sent } from "../../shared/line/state.ts"
import type { Parts } from "./desk.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { Recalled } from "./recall.ts"
import { lockedOut, rewrapFault, rewrapKey, type RewrapOrder } from "./rewraps.ts"
import type { ParsedRewrap } from "./rewrapped.ts"
import { readEnvelope } from "./seal/open.ts"
import type { KeyName } from "./seal/wrap.ts"
import type { OutgoingPart } from "./store-layout.ts"
import type { Memo } from "./union.ts"

type RewrapPart = Extract<OutgoingPart, { kind: "rewrap" }>

/** An officer has a message that this desk holds wrapped for one more device. */
export function orderRewrap(
  parts: Parts,
  wish: { readonly message: MessageId; readonly to: DeviceId },
  now: Now,
): Result<MessageId> {
  const { union, inbox, identity, out } = parts
  const { message, to } = wish
  const row = union.rowOf(message)
  // Each release of one draft has a key of its own: only an envelope that was opened here can be wrapped here.
  const held = row?.sent.filter(({ header }) => inbox.openedAs(header) !== undefined) ?? []
  let fault: Refusal = refused("stage/form", "this desk does not hold that message")
  for (const sent of held) {
    if (row === undefined) break
    const found = rewrapFault(union.state, identity, { row, sent, to }, now.wall)
    if (found === undefined) {
      out.store(order(parts, sent, { message, to, by: "officer" }))
      return ok(message)
    }
    fault = found
  }
  return fault
}

/**
 * What the sender's device does by itself, where one of the recipients cannot open: once for each device and envelope, so that
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
  if (inbox.openedAs(sent.header) === undefined) return []
  const readers = lockedOut(union.state, row, sent).filter(
    (to) =>
      !rewraps.has(sent.header, to) &&
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
  if (to !== identity.device || inbox.openedAs(header) !== undefined) return []
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

/**
 * The store's answer: an envelope for a device that is to read it, which goes on here, or one that this device may open now,
 * which is given back. Without a body in the store that is asked of every relay, as for any message that came without.
 */
export function takeRecalled(
  parts: Parts,
  answer: { readonly relay: RelayId; readonly values: Memo },
  now: Now,
): { readonly envelope: ParsedEnvelope; readonly enclosure: Uint8Array } | undefined {
  const { recall, rewrapped, inbox, union, out } = parts
  const found = recall.loaded(answer.relay, answer.values)
  if (found === undefined) return undefined
  if ("kind" in found) {
    out.push(found)
    return undefined
  }
  holdRewraps(parts, found, now)
  const { envelope, enclosure } = found
  if (envelope === undefined || rewrapped.of(envelope.hash).length === 0) return undefined
  if (enclosure.length > 0) return { envelope, enclosure }
  inbox.want(union.state, envelope)
  return undefined
}

/** The envelope of an order is here: from this write on the rewrap is in the outbox, once. */
function holdRewraps(parts: Parts, recalled: Recalled, now: Now): void {
  const { rewraps, inbox, out } = parts
  const { place, envelope } = recalled
  for (const each of rewraps.ordered(place.header)) {
    const opened = inbox.openedAs(place.header)
    if (envelope === undefined || opened === undefined) {
      out.store(rewraps.drop(each))
      const detail = "its envelope is not in the store of this desk"
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
