// What an officer does at a desk. Each act is checked against what this desk knows, held in the outbox, and refused in words
// when it cannot be. An act that was held will go out, now or when the line is back.

import { needsStatement, openDemands } from "../../shared/line/delivery.ts"
import { currentCharter } from "../../shared/line/agreement.ts"
import type { Row } from "../../shared/line/state.ts"
import type { Demand, DeviceId, MessageId, Precedence, Role } from "../../shared/records/names.ts"
import type { Fact } from "../../shared/records/stage.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import { activeDevices, Addressing } from "./addressing.ts"
import {
  countersign,
  proposeHandover,
  proposeSuspension,
  refuseCountersign,
} from "./countersigning.ts"
import type { Parts } from "./desk.ts"
import { draftFault } from "./draft-rules.ts"
import { newMessageId } from "./message-ids.ts"
import type { Now } from "./ports.ts"
import { orderRewrap } from "./rewrapping.ts"
import { authorshipOf } from "./seal/draft.ts"
import type { Addressee } from "./seal/enclosure.ts"
import { openProofOf } from "./seal/proof.ts"
import { newOpening } from "./seal/seal.ts"
import type { OutgoingPart } from "./store-layout.ts"
import { subjectOf, type Named } from "./subject.ts"

/** A message as an officer releases it: what is owed follows from the statement's class, outside this room. */
export interface Letter {
  readonly precedence: Precedence
  readonly owes: readonly Demand[]
  readonly references: readonly MessageId[]
  readonly payload: Uint8Array
}

/** What only the author's side says of a message. */
export const authorStages: ReadonlySet<Fact["kind"]> = new Set(["confirmed", "differs"])

export class Acts {
  readonly #parts: Parts
  readonly #addressing = new Addressing()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Released by one officer. The id is the message's for ever; its serial comes with its number. */
  send(letter: Letter, now: Now): Result<MessageId> {
    const stopped = this.#stopped()
    if (stopped !== undefined) return stopped
    const part = this.#envelope(letter, now)
    this.#parts.out.store(this.#parts.outbox.hold(letter.precedence, [part], now))
    return ok(part.message)
  }

  /**
   * What has become of a message: read, read back, passed on, answered. With a letter the substance goes first, in the same
   * frame, and the stage names it.
   */
  report(
    about: MessageId | Named,
    fact: Fact,
    letter: Letter | undefined,
    now: Now,
  ): Result<MessageId> {
    const stopped = this.#stopped()
    if (stopped !== undefined) return stopped
    const isOurs = authorStages.has(fact.kind)
    const subject = subjectOf(this.#parts, about, isOurs)
    if (!subject.ok) return subject
    const { row, sent, opened } = subject.value
    const { message } = row
    const fault = this.#repeated(row, fact) ?? statementFault(fact, message, letter)
    if (fault !== undefined) return fault
    const envelope = letter === undefined ? undefined : this.#envelope(letter, now)
    const stage: OutgoingPart = {
      kind: "stage",
      message,
      header: sent.header,
      fact,
      openProof: isOurs ? undefined : openProofOf(opened.opening, this.#parts.identity.device),
      arrived: now.wall,
      substance: envelope?.message,
    }
    const parts = envelope === undefined ? [stage] : [envelope, stage]
    this.#parts.out.store(this.#parts.outbox.hold(sent.precedence, parts, now))
    return ok(message)
  }

  /** Reading is said once by a device; everything else may be said again. */
  #repeated(row: Row, fact: Fact): Result<never> | undefined {
    const isSaid = row.reached.some(
      (reached) => reached.from === this.#parts.identity.device && reached.fact.kind === fact.kind,
    )
    return fact.kind === "read" && isSaid
      ? refused("stage/form", "this desk has acknowledged that message already")
      : undefined
  }

  /** What the message still demands of the side that received it. */
  owed(message: MessageId): readonly Demand[] {
    const row = this.#parts.union.rowOf(message)
    const { union, disproofs } = this.#parts
    return row === undefined ? [] : openDemands(union.state, disproofs.believed(union.state, row))
  }

  /** Gives a message that this desk holds to one more device: the remedy where that cannot open it. */
  rewrap(message: MessageId, to: DeviceId, now: Now): Result<MessageId> {
    return this.#stopped() ?? orderRewrap(this.#parts, { message, to }, now)
  }

  takeWatch(role: Role, until: number, now: Now): Result<true> {
    return this.#hold({ kind: "take-watch", role, until }, now)
  }

  leaveWatch(now: Now): Result<true> {
    return this.#hold({ kind: "leave-watch" }, now)
  }

  /** This officer relieves the one who has the watch at another console of this desk, who has to agree. */
  proposeHandover(
    wish: { readonly outgoing: DeviceId; readonly role: Role; readonly until: number },
    now: Now,
  ): Result<MessageId> {
    return this.#stopped() ?? proposeHandover(this.#parts, wish, now)
  }

  /** A device of this party is to be heard no more; another officer has to agree. */
  proposeSuspension(
    wish: { readonly device: DeviceId; readonly reason: string },
    now: Now,
  ): Result<MessageId> {
    return this.#stopped() ?? proposeSuspension(this.#parts, wish, now)
  }

  /** Agrees to what another officer of this desk has proposed. */
  countersign(proposal: MessageId, now: Now): Result<MessageId> {
    return this.#stopped() ?? countersign(this.#parts, proposal, now)
  }

  /** Does not agree; or takes back what this officer has proposed. */
  refuse(proposal: MessageId, reason: string, now: Now): Result<MessageId> {
    return refuseCountersign(this.#parts, this.#addressing, { proposal, reason }, now)
  }

  /** For a message that takes two officers: the draft goes to the other devices of this desk. */
  requestRelease(letter: Letter, now: Now, mayGoElsewhere = false): Result<MessageId> {
    const stopped = this.#stopped()
    if (stopped !== undefined) return stopped
    const addressees = this.#siblings(now)
    if (addressees.length === 0) {
      return refused("who/permission", "no second officer of this desk may release")
    }
    const { crypto, mailbox, out, union } = this.#parts
    const message = newMessageId(crypto.random, now.wall)
    const { precedence, owes, references, payload } = letter
    const life = currentCharter(union.state).lifeMs
    const terms = { message, precedence, owes, references, life }
    const mail = newMessageId(crypto.random, now.wall)
    return mailbox.ask({ terms, payload }, { mail, addressees, now, mayGoElsewhere }, out)
  }

  /** The second officer releases: this device is the sender of record, the author's signature is attached. */
  release(message: MessageId, now: Now): Result<MessageId> {
    const stopped = this.#stopped()
    if (stopped !== undefined) return stopped
    const { mailbox, identity, outbox, out, union } = this.#parts
    const request = mailbox.requestOf(message)
    if (request?.state === "withdrawn") {
      return refused("statement/refused", "its author has taken the draft back")
    }
    if (request?.state !== "waiting") {
      return refused("envelope/form", "no draft of that id waits for release here")
    }
    const fault = draftFault(union.state, identity, request.draft, now.wall)
    if (fault !== undefined) return fault
    const { precedence, owes, references, life } = request.draft
    const part: OutgoingPart = {
      kind: "envelope",
      message,
      precedence,
      owes,
      references,
      life,
      payload: request.payload,
      opening: request.opening,
      drafted: [authorshipOf(request)],
    }
    mailbox.released(message, out)
    out.store(outbox.hold(precedence, [part], now))
    return ok(message)
  }

  giveBack(message: MessageId, reason: string, now: Now): Result<MessageId> {
    const { mailbox, crypto, out } = this.#parts
    if (mailbox.requestOf(message)?.state !== "waiting") {
      return refused("envelope/form", "no draft of that id waits for release here")
    }
    const mail = newMessageId(crypto.random, now.wall)
    return mailbox.giveBack(message, reason, { mail, addressees: this.#siblings(now), now }, out)
  }

  /** Takes back a draft, or a message that has not been numbered. After any acceptance it is too late, and says so. */
  takeBack(message: MessageId, reason: string, now: Now): Result<MessageId> {
    const { mailbox, crypto, outbox, out, union } = this.#parts
    if (outbox.withdraw(message, out)) return ok(message)
    const request = mailbox.requestOf(message)
    const isSent = (union.rowOf(message)?.sent.length ?? 0) > 0
    if (request?.state !== "waiting" || isSent) {
      return refused("envelope/form", "too late: it has been sent. Send a correction or cancel it")
    }
    const mail = newMessageId(crypto.random, now.wall)
    return mailbox.takeBack(message, reason, { mail, addressees: this.#siblings(now), now }, out)
  }

  #hold(part: OutgoingPart, now: Now): Result<true> {
    const stopped = this.#stopped()
    if (stopped !== undefined) return stopped
    this.#parts.out.store(this.#parts.outbox.hold("ROUTINE", [part], now))
    return ok(true)
  }

  #stopped(): Result<never> | undefined {
    const reason = this.#parts.outbox.stopped
    return reason === undefined ? undefined : refused("chain/fork", reason)
  }

  #envelope(letter: Letter, now: Now): Extract<OutgoingPart, { kind: "envelope" }> {
    const { crypto, identity, union } = this.#parts
    return {
      kind: "envelope",
      message: newMessageId(crypto.random, now.wall),
      precedence: letter.precedence,
      owes: letter.owes,
      references: letter.references,
      life: currentCharter(union.state).lifeMs,
      payload: letter.payload,
      opening: newOpening(crypto, identity.signingSeed, letter.payload),
      drafted: [],
    }
  }

  /** The other devices of this desk whose officers may release. */
  #siblings(now: Now): readonly Addressee[] {
    const { union, identity, prekeys } = this.#parts
    const devices = activeDevices(union.state, identity.side, now.wall).filter(
      (device) => device.device !== identity.device && device.officer !== identity.officer,
    )
    return this.#addressing.addressees(devices, prekeys.peers, now.wall).addressees
  }
}

/** A stage that has something to say counts nowhere without the statement that says it. */
function statementFault(
  fact: Fact,
  message: MessageId,
  letter: Letter | undefined,
): Result<never> | undefined {
  if (!needsStatement.has(fact.kind) || letter?.references.includes(message) === true) {
    return undefined
  }
  return refused("stage/form", `${fact.kind} is said by a statement about that message`)
}
