// Whether this relay takes a device's record now. First the rulebook's word, which is the same everywhere; then what only a
// keeper of a journal can ask: does it follow, is it in time, is there room, is the body with it. A rule that rests on what
// has come here so far never stops a record that is brought from elsewhere: two journals must be able to become one.

import { assert, unreachable } from "../../shared/assert.ts"
import { authenticate } from "../../shared/line/admission.ts"
import { charterOf, sideOf } from "../../shared/line/agreement.ts"
import { carriedAcceptance } from "../../shared/line/carried.ts"
import { placeOf, type Place } from "../../shared/line/chain.ts"
import { checkFounding } from "../../shared/line/founding.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { AcceptedEntry } from "../../shared/records/acceptance.ts"
import type { Chained, Founding } from "../../shared/records/parsed.ts"
import { ok, refused, type Refusal, type Result } from "../../shared/result.ts"
import { besideKeys, type BesideRow } from "./beside.ts"
import { completingRows } from "./completing.ts"
import { deliveryBytesMax } from "./enclosures.ts"
import { besideRowsOf, type Court, type Handed } from "./message-rules.ts"
import { standingFault } from "./standing.ts"

/** known: it stands in the journal already. `rows`: what to keep beside the journal with it. */
export type Verdict =
  | {
      readonly kind: "admit"
      readonly carriedAt: number | undefined
      readonly rows: readonly BesideRow[]
    }
  | {
      readonly kind: "known"
      readonly accepted: AcceptedEntry
      readonly rows: readonly BesideRow[]
    }
  | { readonly kind: "refuse"; readonly refusal: Refusal; readonly want: number }

/** fork: the device has signed another record in its place. */
export type ChainVerdict =
  | Verdict
  | { readonly kind: "fork"; readonly against: AcceptedEntry | undefined }

function refuse(refusal: Refusal, want = 0): Verdict {
  return { kind: "refuse", refusal, want }
}

export function judge(court: Court, handed: Handed<Chained>): ChainVerdict {
  const { record } = handed
  const { from, seq } = record.core.link
  const { state } = court.batch
  if (seq >= (state.forked.get(from) ?? Number.MAX_SAFE_INTEGER)) return judgeForked(court, handed)
  const head = state.heads.get(from)
  if (head === undefined || seq > head.seq) {
    return judgeNew(court, handed, placeOf(head, record, undefined))
  }
  const prior = court.lookups.accepted(besideKeys.chained(from, seq))
  if (prior === undefined) return notLoaded(court)
  if (prior.record === record.hash) {
    return { kind: "known", accepted: prior, rows: completingRows(court, handed) }
  }
  const refusal = authorFault(court, record)
  return refusal ?? { kind: "fork", against: prior }
}

/** Of a device that has forked nothing more is taken; what is here already was answered for. */
function judgeForked(court: Court, handed: Handed<Chained>): Verdict {
  const { record } = handed
  const { from, seq } = record.core.link
  const accepted = court.lookups.accepted(besideKeys.chained(from, seq))
  if (accepted?.record === record.hash) {
    return { kind: "known", accepted, rows: completingRows(court, handed) }
  }
  const refusal = authorFault(court, record)
  return refusal ?? refuse(refused("chain/fork", "its author has forked"))
}

/** A record with a number above its author's newest. */
function judgeNew(court: Court, handed: Handed<Chained>, place: Place): ChainVerdict {
  const { record } = handed
  const refusal = authorFault(court, record)
  if (refusal !== undefined) return refusal
  if (place.kind === "gap") {
    return refuse(refused("chain/gap", `resend from ${String(place.want)}`), place.want)
  }
  return place.kind === "next"
    ? judgeNext(court, handed)
    : { kind: "fork", against: heldBefore(court, record) }
}

function authorFault(court: Court, record: Chained): Verdict | undefined {
  const { state } = court.batch
  const author = authenticate(state, record, court.identity.signatures)
  return author.ok ? undefined : refuse(author, wantOf(state, record, author))
}

/** Nobody is accused for want of a row: it is loaded and all is judged again, or the disk has lost it and the process stops. */
function notLoaded(court: Court): Verdict {
  assert(court.lookups.missing !== undefined, "what stands in a chain has its acceptance stored")
  return refuse(refused("relay/journal", "not loaded yet"))
}

/** The record at the head, which a successor with another predecessor contradicts. */
function heldBefore(court: Court, record: Chained): AcceptedEntry | undefined {
  const { from, seq } = record.core.link
  return seq > 1 ? court.lookups.accepted(besideKeys.chained(from, seq - 1)) : undefined
}

/** Which version is missing, where that is what was missing. */
function wantOf(state: LineState, record: Chained, refusal: Refusal): number {
  if (refusal.code !== "roster/missing") return 0
  const { charter, ownRoster, peerRoster } = record.core.link
  if (charterOf(state, charter) === undefined) return charter
  const isHere = [state.parties.A, state.parties.B].some((party) =>
    party.rosters.some((known) => known.hash === ownRoster.hash),
  )
  return isHere ? peerRoster.version : ownRoster.version
}

function judgeNext(court: Court, handed: Handed<Chained>): Verdict {
  const { batch, identity } = court
  const { link } = handed.record.core
  const carriedAt = carriedTime(court, handed)
  if (!carriedAt.ok) return refuse(carriedAt)
  if (batch.entryLength(handed.bytes, handed.carried) > deliveryBytesMax) {
    return refuse(refused("form/too-large", "too long to be delivered"))
  }
  const fault = standingFault(batch.state, identity.relay, link.from, carriedAt.value)
  if (fault !== undefined) return refuse(fault)
  if (link.t > batch.t + limits.futureRecordMs) {
    return refuse(refused("time/implausible", "signed in the future"))
  }
  const isBrought = carriedAt.value !== undefined || handed.carrier !== link.from
  const rows = besideRowsOf(court, handed, isBrought)
  if (!rows.ok) return refuse(rows)
  return { kind: "admit", carriedAt: carriedAt.value, rows: rows.value }
}

function carriedTime(court: Court, handed: Handed<Chained>): Result<number | undefined> {
  if (handed.carried.length === 0) return ok(undefined)
  const { signatures } = court.identity
  const elsewhere = carriedAcceptance(
    court.batch.state,
    handed.carried,
    handed.record.hash,
    signatures,
  )
  return elsewhere.ok ? ok(elsewhere.value.t) : elsewhere
}

/** Documents of the roots need no carrier's word: their versions and signatures say all there is to say. */
export function judgeFounding(court: Court, record: Founding): Verdict {
  const { state } = court.batch
  const place = checkFounding(state, record, court.identity.signatures)
  if (!place.ok)
    return refuse(place, place.code === "roster/missing" ? nextVersion(state, record) : 0)
  // Of a fork both sides must see both documents, and records under either must find theirs.
  if (place.value !== "known") return { kind: "admit", carriedAt: undefined, rows: [] }
  const accepted = court.lookups.accepted(besideKeys.founding(record.hash))
  if (accepted !== undefined) return { kind: "known", accepted, rows: [] }
  return refuse(refused("roster/refused", "it stands in the first charter"))
}

function nextVersion(state: LineState, record: Founding): number {
  switch (record.kind) {
    case "charter":
      return (state.charters.at(-1)?.version ?? -1) + 1
    case "roster": {
      const side = sideOf(state, record.core.party)
      const known = side === undefined ? undefined : state.parties[side].rosters.at(-1)
      return (known?.version ?? 0) + 1
    }
    case "root":
      return 0
    default:
      return unreachable(record)
  }
}
