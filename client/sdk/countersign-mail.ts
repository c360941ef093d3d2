// What the consoles of one desk write to each other about a record that two of them sign: taken as it comes, and sent when it is
// due. Every letter is kept in the write that makes it due, so a crash repeats it at most.

import { unreachable } from "../../shared/assert.ts"
import { enrolledDevices } from "../../shared/line/agreement.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { RosterDevice } from "../../shared/records/roster.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Addressing } from "./addressing.ts"
import { countersignersOf, countersignFault, isMineToSign, isStale } from "./countersign-rules.ts"
import type { CountersignRequest } from "./countersign-requests.ts"
import { readCore, type CountersignMail } from "./countersign-terms.ts"
import type { Parts } from "./desk.ts"
import type { Sender } from "./mailbox.ts"
import { newMessageId } from "./message-ids.ts"
import { Outgoing, type Now } from "./ports.ts"
import type { Moment } from "./signer.ts"

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
  if (!isMineToSign(desk.union.state, desk.identity, { first: from, terms }, now.wall)) {
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
    lapse(parts, addressing, now)
    return
  }
  inOneWrite(out, (batch) => {
    const said = proposals.renew(() => outbox.nextLink(moment), now, batch)
    if (said !== undefined) post(parts, addressing, { to, said }, { now, out: batch })
  })
}

/** Checked again: between agreeing and signing anew, the watch may have changed. */
function answer(parts: Parts, addressing: Addressing, request: CountersignRequest, now: Now): void {
  const { union, identity, countersignRequests, out } = parts
  const { proposal, from, terms, isAgreed } = request
  const intent = { first: from, terms }
  if (!isAgreed || !isMineToSign(union.state, identity, intent, now.wall)) return
  const to = devicesNamed(parts, [from])
  const fault = countersignFault(union.state, identity, intent, now.wall)
  inOneWrite(out, (batch) => {
    if (fault !== undefined) countersignRequests.drop(request, batch)
    const said =
      fault === undefined
        ? countersignRequests.sign(request, batch)
        : ({ kind: "countersign-refused", proposal, reason: fault.detail } as const)
    // What has come about already is not refused: the record is on its way here.
    if (said === undefined || isStale(union.state, intent)) return
    post(parts, addressing, { to, said }, { now, out: batch })
  })
}

/** Whoever was asked is told as well: what they would agree to now, nobody waits for. */
function lapse(parts: Parts, addressing: Addressing, now: Now): void {
  const { proposals, identity, union, out } = parts
  const { open } = proposals
  if (open === undefined) return
  const { proposal, terms } = open
  const reason = "no second signature came in time"
  const intent = { first: identity.device, terms }
  const to = countersignersOf(union.state, identity, intent, now.wall)
  inOneWrite(out, (batch) => {
    proposals.end(batch)
    const said = { kind: "countersign-refused", proposal, reason } as const
    if (to.length > 0) post(parts, addressing, { to, said }, { now, out: batch })
  })
  out.notice({ kind: "proposal-ended", proposal, by: identity.device, how: "lapsed", reason })
}

/** From time to time: what nobody agreed to in its time is over, on a line that is down as well. */
export function lapseCountersigning(parts: Parts, addressing: Addressing, now: Now): void {
  parts.countersignRequests.purge(now.wall, parts.out)
  if (parts.proposals.isLapsed(now)) lapse(parts, addressing, now)
}

export function devicesNamed(
  { union, identity }: Parts,
  named: readonly DeviceId[],
): readonly RosterDevice[] {
  return enrolledDevices(union.state, identity.side).filter(({ device }) => named.includes(device))
}

export function post(
  { mailbox, crypto, prekeys }: Parts,
  addressing: Addressing,
  letter: { readonly to: readonly RosterDevice[]; readonly said: CountersignMail },
  { now, out }: { readonly now: Now; readonly out: Outgoing },
): void {
  const { addressees } = addressing.addressees(letter.to, prekeys.peers, now.wall)
  const mail = newMessageId(crypto.random, now.wall)
  const posted = mailbox.post(letter.said, { mail, addressees, now }, out)
  if (posted.ok) return
  const { code, detail } = posted
  out.notice({ kind: "unsendable", message: undefined, code, detail })
}

/** What is said and that it was said are stored together: between two writes a crash would leave the other side waiting. */
export function inOneWrite(out: Outgoing, deed: (batch: Outgoing) => void): void {
  const batch = new Outgoing()
  deed(batch)
  const effects = batch.take()
  out.store(...effects.flatMap((effect) => (effect.kind === "store" ? effect.writes : [])))
  for (const effect of effects) if (effect.kind !== "store") out.push(effect)
}
