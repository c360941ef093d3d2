// Handing over the watch and suspending a device, from the officers' wishes to the record. Everything is said by desk mail; the
// line sees nothing but the record, with both signatures.

import { watchOf } from "../../shared/line/watch.ts"
import { hiddenCharacter } from "../../shared/encoding/hidden.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, MessageId, Role } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import type { Addressing } from "./addressing.ts"
import { devicesNamed, inOneWrite, post } from "./countersign-mail.ts"
import { countersignersOf, countersignFault, isMineToSign, openItems } from "./countersign-rules.ts"
import { readCore, type Terms } from "./countersign-terms.ts"
import type { Parts } from "./desk.ts"
import { newMessageId } from "./message-ids.ts"
import type { Now, Outgoing, Write } from "./ports.ts"

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
  const unsayable = reasonFault(wish.reason)
  if (unsayable !== undefined) return unsayable
  return propose(parts, { kind: "suspend", ...wish, party, effective: now.wall }, now)
}

/** Half a character has no exact encoding, and what is cut short says something else. */
function reasonFault(reason: string): Refusal | undefined {
  const isSayable = reason.length <= limits.labelCharsMax && !hiddenCharacter.test(reason)
  return isSayable
    ? undefined
    : refused(
        "statement/refused",
        `a reason is one line of at most ${String(limits.labelCharsMax)} characters, none of them hidden`,
      )
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
  if (!isMineToSign(union.state, identity, intent, now.wall)) {
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
  const unsayable = reasonFault(wish.reason)
  if (unsayable !== undefined) return unsayable
  const { proposal } = wish
  const said = { kind: "countersign-refused", ...wish } as const
  const request = countersignRequests.of(proposal)
  if (request !== undefined) {
    const to = devicesNamed(parts, [request.from])
    inOneWrite(out, (batch) => {
      countersignRequests.drop(request, batch)
      post(parts, addressing, { to, said }, { now, out: batch })
    })
    return ok(proposal)
  }
  const { open } = proposals
  if (open?.proposal !== proposal) {
    return refused("statement/refused", "nothing of that id waits here")
  }
  const intent = { first: identity.device, terms: open.terms }
  const to = countersignersOf(union.state, identity, intent, now.wall)
  inOneWrite(out, (batch) => {
    proposals.end(batch)
    post(parts, addressing, { to, said }, { now, out: batch })
  })
  return ok(proposal)
}

/** The record stands in a journal: whoever was asked to sign it is asked no more, and everybody here is told. */
export function followCountersigned(
  { union, countersignRequests, endHanding }: Parts,
  record: Extract<Chained, { kind: "handover" | "suspend" }>,
  later: Outgoing,
): readonly Write[] {
  const { state } = union
  const { from, seq } = record.core.link
  const read = readCore(record.kind, record.signed.core)
  if (record.kind === "suspend" && state.suspensions.has(record.core.device)) {
    endHanding.met(record)
    const { device, reason } = record.core
    later.notice({ kind: "suspended", device, by: from, reason })
  }
  if (record.kind === "handover" && state.watches.get(from)?.seq === seq) {
    const { outgoing, open } = record.core
    later.notice({ kind: "handed-over", outgoing, incoming: from, open })
  }
  return read.ok ? countersignRequests.settled(from, read.value.terms) : []
}
