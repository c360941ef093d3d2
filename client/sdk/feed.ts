// What one relay still lacks, handed to it in order, one submission at a time: founding documents it asked for, records of
// anybody that only the other relay has, and our own. A refusal is never "not sent": it is unknown until accepted.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import type { ErrorCode } from "../../shared/errors.ts"
import { limits } from "../../shared/limits.ts"
import { envelopeCore, envelopeHeader } from "../../shared/records/envelope.ts"
import { signedAcceptance, type SignedAcceptance } from "../../shared/records/acceptance.ts"
import type { Hash, RelayId } from "../../shared/records/names.ts"
import { hashOf, signed } from "../../shared/records/signed.ts"
import type { ClientFrame, Submission } from "../../shared/wire/frames.ts"
import { Pace } from "./pace.ts"
import type { Now } from "./ports.ts"
import type { Numbered } from "./store-layout.ts"

/** A submission and what it is: `seq` of our own chain, or nothing for documents and other devices' records. */
export interface Offered {
  readonly submission: Submission
  readonly hash: Hash
  readonly ownSeq: number | undefined
}

interface InFlight {
  readonly number: number
  readonly offered: readonly Offered[]
  readonly sentAt: number
}

/** After this long without an answer on a living circuit, a submission is made again: the relay knows repeats. */
const answerPatienceMs = 3 * limits.heartbeatMs

/** Half of what a relay lets a circuit say, so that a long backlog is never taken for a flood. */
const allowance = { perSecond: limits.framesPerSecond / 2, burst: limits.framesBurst / 2 }

export class Feed {
  readonly relay: RelayId
  #number = 0
  #ownSeq: number | undefined
  #inFlight: InFlight | undefined
  #retryAt = 0
  readonly #pace = new Pace(allowance)
  readonly #first: Offered[] = []

  constructor(relay: RelayId) {
    this.relay = relay
  }

  /** The relay has said how far our own chain reaches in its journal. Until it has, nothing is offered. */
  attached(ownSeq: number): void {
    this.#ownSeq = ownSeq
    this.#inFlight = undefined
    this.#retryAt = 0
    this.#first.length = 0
  }

  detached(): void {
    this.#ownSeq = undefined
    this.#inFlight = undefined
    this.#first.length = 0
  }

  get ownSeq(): number | undefined {
    return this.#ownSeq
  }

  /** Documents and others' records go before our own: ours may rest on them. */
  offerFirst(offered: readonly Offered[]): void {
    this.#first.push(...offered)
  }

  /** Nothing of others waits to be taken. */
  get isIdle(): boolean {
    return this.#first.length === 0
  }

  /** The next frame, if the relay is free to take one. `own` gives our records from a number on. */
  next(own: (seq: number) => readonly Numbered[], now: Now): ClientFrame | undefined {
    if (this.#ownSeq === undefined || now.mono < this.#retryAt) return undefined
    if (this.#inFlight !== undefined && now.mono - this.#inFlight.sentAt < answerPatienceMs)
      return undefined
    const offered = fitting(
      this.#first.length > 0
        ? this.#first
        : own(this.#ownSeq + 1).map((numbered) => offerOwn(numbered, this.relay, now.wall)),
    )
    if (offered.length === 0 || !this.#pace.take(now.mono)) return undefined
    this.#number += 1
    this.#inFlight = { number: this.#number, offered, sentAt: now.mono }
    return {
      kind: "submit",
      number: this.#number,
      submissions: offered.map((each) => each.submission),
    }
  }

  /** The records that this acceptance answers, if it is about the submission in flight. */
  accepted(number: number, count: number): readonly Offered[] {
    const flight = this.#inFlight
    if (flight === undefined || flight.number !== number) return []
    const taken = flight.offered.slice(0, count)
    const rest = flight.offered.slice(count)
    this.#inFlight = rest.length > 0 ? { ...flight, offered: rest } : undefined
    for (const each of taken) this.#settle(each)
    return taken
  }

  #settle(each: Offered): void {
    const place = this.#first.indexOf(each)
    if (place >= 0) this.#first.splice(place, 1)
    if (each.ownSeq !== undefined) this.#ownSeq = Math.max(this.#ownSeq ?? 0, each.ownSeq)
  }

  /**
   * The relay did not take a record. What it lacks is offered from there on; what can be cured is tried again after a pause.
   * A document or another device's record that it refuses is not offered again on this circuit.
   */
  refused(
    answer: { readonly number: number; readonly code: ErrorCode; readonly want: number },
    now: Now,
  ): Offered | undefined {
    const { number, code, want } = answer
    const flight = this.#inFlight
    // Something else was refused: a mail, a prekey, a cosignature. What is in flight will still be answered.
    if (flight?.number !== number) return undefined
    this.#inFlight = undefined
    const [first] = flight.offered
    this.#retryAt = now.mono + limits.reconnectBaseMs
    if (first === undefined) return undefined
    if (first.ownSeq === undefined) this.#settle(first)
    else if (code === "chain/gap" && want > 0) this.#ownSeq = want - 1
    return first
  }
}

/** As many as fit one frame, in order. A single record always fits: the bounds in limits.ts say so. */
function fitting(offered: readonly Offered[]): readonly Offered[] {
  const chosen: Offered[] = []
  let room: number = limits.submitBytesMax
  for (const each of offered) {
    const { record, enclosure, carried } = each.submission
    room -= record.length + enclosure.length + carried.length + 32
    if (chosen.length > 0 && (room < 0 || chosen.length >= limits.recordsPerSubmit)) break
    chosen.push(each)
  }
  return chosen
}

/** Our own record; with another relay's acceptance when it comes late, so that its clocks start where they really did. */
function offerOwn(numbered: Numbered, relay: RelayId, now: number): Offered {
  const elsewhere = numbered.acceptances.find((known) => known.relay !== relay)
  const isLate = now - signedAt(numbered) > limits.lateEntryMs
  const carried = isLate && elsewhere !== undefined ? carriedBytes(elsewhere.acceptance) : none
  return {
    submission: { record: numbered.record, enclosure: numbered.enclosure, carried },
    hash: numbered.hash,
    ownSeq: numbered.seq,
  }
}

const none = new Uint8Array(0)

function carriedBytes(acceptance: SignedAcceptance): Uint8Array {
  return encodeAs(signedAcceptance, acceptance)
}

/** When an envelope was signed; other records have no clocks that start with them. */
function signedAt(numbered: Numbered): number {
  if (numbered.message === undefined) return Number.MAX_SAFE_INTEGER
  const outer = decodeAs(signed, numbered.record, limits.recordBytesMax)
  if (!outer.ok) return Number.MAX_SAFE_INTEGER
  const header = decodeAs(envelopeHeader, outer.value.core, limits.recordBytesMax)
  if (!header.ok) return Number.MAX_SAFE_INTEGER
  const core = decodeAs(envelopeCore, header.value.core, limits.recordBytesMax)
  return core.ok ? core.value.link.t : Number.MAX_SAFE_INTEGER
}

/** A founding document as something to offer. */
export function offerDocument(record: Uint8Array): Offered | undefined {
  const outer = decodeAs(signed, record, limits.recordBytesMax)
  if (!outer.ok) return undefined
  return {
    submission: { record, enclosure: none, carried: none },
    hash: hashOf(outer.value.core),
    ownSeq: undefined,
  }
}
