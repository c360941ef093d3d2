// Handing over the watch and suspending a device, from the officers' wishes to the record. Everything is said by desk mail; the
// line sees nothing but the record, with both signatures.

import { unreachable } from "../../shared/assert.ts"
import { currentRoster } from "../../shared/line/agreement.ts"
import { watchOf } from "../../shared/line/watch.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, MessageId, Role } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Addressing } from "./addressing.ts"
import { countersignersOf, countersignFault, isStale, openItems } from "./countersign-rules.ts"
import type { CountersignRequest } from "./countersign-requests.ts"
import { readCore, type CountersignMail, type Terms } from "./countersign-terms.ts"
import type { Parts } from "./desk.ts"
import type { Sender } from "./mailbox.ts"
import { newMessageId } from "./message-ids.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { Moment } from "./signer.ts"

/** The officer at this console relieves the one at another. */
export function proposeHandover(
  parts: Parts,
  wish: { readonly outgoing: DeviceId; readonly role: Role; readonly until: number },
  now: Now,
): Result<MessageId> {
  const { state } = parts.union
  const watch = watchOf(state, wish.outgoing, now.wall)
  if (watch === undefined) {
    return refused("statement/refused", "nobody holds the watch there: take it")
  }
  const terms = { kind: "handover", ...wish, endsSeq: watch.seq, open: openItems(state) } as const
  return propose(parts, terms, now)
}

export function proposeSuspension(
  parts: Parts,
  wish: { readonly device: DeviceId; readonly reason: string },
  now: Now,
): Result<MessageId> {
  const { union, identity } = parts
  const { party } = union.state.parties[identity.side]
  const reason = wish.reason.slice(0, limits.labelCharsMax)
  return propose(parts, { kind: "suspend", ...wish, reason, party, effective: now.wall }, now)
}

function propose(parts: Parts, terms: Terms, now: Now): Result<MessageId> {
  const { union, identity, proposals, crypto, out } = parts
  if (proposals.open !== undefined) {
    return refused("statement/refused", "another proposal of this device waits: take it back first")
  }
  const intent = { first: identity.device, terms }
  const fault = countersignFault(union.state, identity, intent, now.wall)
  if (fault !== undefined) return fault
  const proposal = newMessageId(crypto.random, now.wall)
  proposals.propose(proposal, terms, now, out)
  return ok(proposal)
}

/** The second officer agrees to what is asked; the signature goes out at once. */
export function countersign(parts: Parts, proposal: MessageId, now: Now): Result<MessageId> {
  const { union, identity, countersignRequests, out } = parts
  const request = countersignRequests.of(proposal)
  if (request === undefined) return refused("statement/refused", "nothing of that id waits here")
  const intent = { first: request.from, terms: request.terms }
  const fault = countersignFault(union.state, identity, intent, now.wall)
  if (fault !== undefined) return fault
  if (!isMineToSign(parts, request, now)) {
    return refused("who/permission", "it is for another officer to sign")
  }
  countersignRequests.agree(request, out)
  return ok(proposal)
}

/** Not agreed to; or, by whoever proposed it, not wanted any more. */
export function refuseCountersign(
  parts: Parts,
  addressing: Addressing,
  wish: { readonly proposal: MessageId; readonly reason: string },
  now: Now,
): Result<MessageId> {
  const { proposals, countersignRequests, identity, union, out } = parts
  const { proposal } = wish
  const reason = wish.reason.slice(0, limits.labelCharsMax)
  const said = { kind: "countersign-refused", proposal, reason } as const
  const request = countersignRequests.of(proposal)
  if (request !== undefined) {
    countersignRequests.drop(request, out)
    return post(parts, addressing, { to: devicesNamed(parts, [request.from]), said }, now)
  }
  const { open } = proposals
  if (open?.proposal !== proposal) {
    return refused("statement/refused", "nothing of that id waits here")
  }
  const intent = { first: identity.device, terms: open.terms }
  const to = countersignersOf(union.state, identity, intent, now.wall)
  proposals.end(out)
  return post(parts, addressing, { to, said }, now)
}

function isMineToSign(
  { union, identity }: Pick<Parts, "union" | "identity">,
  { from, terms }: Pick<CountersignRequest, "from" | "terms">,
  now: Now,
): boolean {
  const intent = { first: from, terms }
  const able = countersignersOf(union.state, identity, intent, now.wall)
  return able.some(({ device }) => device === identity.device)
}

type Countersigners = Pick<Parts, "union" | "identity" | "proposals" | "countersignRequests">

/** Mail from a device of this desk. What is out of date is taken and forgotten: a relay may bring it once more. */
export function takeCountersignMail(
  desk: Countersigners,
  said: CountersignMail,
  sender: Sender,
): Result<true> {
  switch (said.kind) {
    case "countersign-asked":
      return takeAsked(desk, said, sender)
    case "countersigned":
      return takeSigned(desk, said, sender)
    case "countersign-refused":
      return takeRefused(desk, said, sender)
    default:
      return unreachable(said)
  }
}

type Said<K extends CountersignMail["kind"]> = Extract<CountersignMail, { kind: K }>

function takeAsked(
  desk: Countersigners,
  said: Said<"countersign-asked">,
  { from, now, out }: Sender,
): Result<true> {
  const read = readCore(said.record, said.core)
  if (!read.ok) return read
  const { terms, link } = read.value
  const isOld = now.wall > link.t + limits.countersignLifeMs
  if (isOld || isStale(desk.union.state, { first: from, terms })) return ok(true)
  if (!isMineToSign(desk, { from, terms }, now)) {
    return refused("who/permission", "asked to sign what is for another to sign")
  }
  const taken = desk.countersignRequests.take(said, from, now, out)
  if (!taken.ok) return taken
  const { proposal } = said
  if (taken.value.isNew) out.notice({ kind: "countersign-asked", proposal, from, terms })
  return ok(true)
}

function takeSigned(
  desk: Countersigners,
  said: Said<"countersigned">,
  { from, now, out }: Sender,
): Result<true> {
  const { proposals, union, identity } = desk
  const { open } = proposals
  if (open?.proposal !== said.proposal) return ok(true)
  const intent = { first: identity.device, terms: open.terms }
  const able = countersignersOf(union.state, identity, intent, now.wall)
  const signer = able.find(({ device }) => device === from)
  if (signer === undefined) {
    return refused("who/permission", "signed by a device that was not asked")
  }
  return proposals.takeSignature(said, signer, out)
}

function takeRefused(
  desk: Countersigners,
  said: Said<"countersign-refused">,
  { from, out }: Sender,
): Result<true> {
  const { proposals, countersignRequests } = desk
  const { proposal, reason } = said
  const request = countersignRequests.of(proposal)
  if (request?.from === from) {
    countersignRequests.drop(request, out)
    out.notice({ kind: "proposal-ended", proposal, by: from, how: "withdrawn", reason })
  }
  const { open } = proposals
  if (open?.proposal !== proposal) return ok(true)
  out.notice({ kind: "proposal-ended", proposal, by: from, how: "refused", reason })
  // Of a suspension several officers are asked, and one who agrees is enough; a handover has one who can.
  if (open.terms.kind === "handover" && open.terms.outgoing === from) proposals.end(out)
  return ok(true)
}

/** What is due by mail: terms that need a core, and signatures that this device's officer has agreed to. */
export function postCountersigning(
  parts: Parts,
  addressing: Addressing,
  moment: Moment,
  now: Now,
): void {
  const { outbox, identity, union, proposals, out } = parts
  if (outbox.stopped !== undefined) return
  for (const request of parts.countersignRequests.all) {
    answer(parts, addressing, request, now)
  }
  const { open } = proposals
  if (open === undefined) return
  const intent = { first: identity.device, terms: open.terms }
  const to = countersignersOf(union.state, identity, intent, now.wall)
  if (to.length === 0 || proposals.isLapsed(now)) {
    lapse(parts)
    return
  }
  const said = proposals.renew(() => outbox.nextLink(moment), now, out)
  if (said !== undefined) post(parts, addressing, { to, said }, now)
}

/** Checked again: between agreeing and signing anew, the watch may have changed. */
function answer(parts: Parts, addressing: Addressing, request: CountersignRequest, now: Now): void {
  const { union, identity, countersignRequests, out } = parts
  const intent = { first: request.from, terms: request.terms }
  const to = devicesNamed(parts, [request.from])
  const isAsked = request.isAgreed && isMineToSign(parts, request, now)
  if (!isAsked) return
  const fault = countersignFault(union.state, identity, intent, now.wall)
  if (fault === undefined) {
    const said = countersignRequests.sign(request, out)
    if (said !== undefined) post(parts, addressing, { to, said }, now)
    return
  }
  const { proposal } = request
  countersignRequests.drop(request, out)
  if (isStale(union.state, intent)) return
  post(
    parts,
    addressing,
    { to, said: { kind: "countersign-refused", proposal, reason: fault.detail } },
    now,
  )
}

function lapse({ proposals, identity, out }: Parts): void {
  const { open } = proposals
  if (open === undefined) return
  proposals.end(out)
  const { proposal } = open
  const reason = "no second signature came in time"
  out.notice({ kind: "proposal-ended", proposal, by: identity.device, how: "lapsed", reason })
}

/** Once a second: what nobody agreed to in its time is over, on a line that is down as well. */
export function lapseCountersigning(parts: Parts, now: Now): void {
  parts.countersignRequests.purge(now.wall, parts.out)
  if (parts.proposals.isLapsed(now)) lapse(parts)
}

/** The record stands in a journal: whoever was asked to sign it is asked no more, and everybody here is told. */
export function followCountersigned(
  { union, countersignRequests }: Parts,
  record: Extract<Chained, { kind: "handover" | "suspend" }>,
  later: Outgoing,
): readonly Write[] {
  const { state } = union
  const { from, seq } = record.core.link
  const read = readCore(record.kind, record.signed.core)
  if (record.kind === "suspend" && state.suspensions.has(record.core.device)) {
    const { device, reason } = record.core
    later.notice({ kind: "suspended", device, by: from, reason })
  }
  if (record.kind === "handover" && state.watches.get(from)?.seq === seq) {
    const { outgoing, open } = record.core
    later.notice({ kind: "handed-over", outgoing, incoming: from, open })
  }
  return read.ok ? countersignRequests.settled(from, read.value.terms) : []
}

function devicesNamed(
  { union, identity }: Parts,
  named: readonly DeviceId[],
): readonly RosterDevice[] {
  const devices = currentRoster(union.state, identity.side)?.devices ?? []
  return devices.filter(({ device }) => named.includes(device))
}

function post(
  { mailbox, crypto, prekeys, out }: Parts,
  addressing: Addressing,
  letter: { readonly to: readonly RosterDevice[]; readonly said: CountersignMail },
  now: Now,
): Result<MessageId> {
  const { addressees } = addressing.addressees(letter.to, prekeys.peers, now.wall)
  const mail = newMessageId(crypto.random, now.wall)
  return mailbox.post(letter.said, { mail, addressees, now }, out)
}
