// What a relay says on a circuit, frame by frame, and what the desk makes of it.

import { unreachable } from "../../shared/assert.ts"
import { verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { acceptance, type SignedAcceptance } from "../../shared/records/acceptance.ts"
import type { RelayFrame } from "../../shared/wire/frames.ts"
import type { Parts } from "./desk.ts"
import { offerDocument } from "./feed.ts"
import type { Intake } from "./intake.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { keys } from "./store-layout.ts"
import { prekey, type SignedPrekey } from "../../shared/records/prekey.ts"

type Beside = Frame<"prekeys" | "desk-mail" | "desk-mail-kept">

function isBeside(frame: RelayFrame): frame is Beside {
  return frame.kind === "prekeys" || frame.kind === "desk-mail" || frame.kind === "desk-mail-kept"
}

type Frame<K extends RelayFrame["kind"]> = Extract<RelayFrame, { kind: K }>

export class Frames {
  readonly #parts: Parts
  readonly #intake: Intake

  constructor(parts: Parts, intake: Intake) {
    this.#parts = parts
    this.#intake = intake
  }

  take(link: RelayLink, frame: RelayFrame, now: Now): void {
    if (isBeside(frame)) {
      this.#beside(link, frame, now)
      return
    }
    switch (frame.kind) {
      case "attached":
        return this.#attached(link, frame)
      case "accepted":
        return this.#accepted(link, frame)
      case "refused":
        return this.#refused(link, frame, now)
      case "deliver":
        return this.#intake.take(link, frame.deliveries, now)
      case "heartbeat":
        return this.#heartbeat(link, frame, now)
      case "checkpoint":
        return this.#intake.compare(link, frame.note, now)
      case "body":
        return this.#body(link, frame, now)
      case "failed":
        // The relay closes after it; the close code says the same.
        return undefined
      default:
        return unreachable(frame)
    }
  }

  /** What belongs to the line but never stands in a journal. */
  #beside(link: RelayLink, frame: Beside, now: Now): void {
    switch (frame.kind) {
      case "prekeys":
        for (const signed of frame.prekeys) this.#prekey(signed)
        return
      case "desk-mail":
        this.#mail(link, frame, now)
        return
      case "desk-mail-kept":
        this.#parts.mailbox.kept(frame.mail, this.#parts.out)
        return
      default:
        unreachable(frame)
    }
  }

  #attached(link: RelayLink, frame: Frame<"attached">): void {
    const { outbox, out, union, identity } = this.#parts
    link.size = frame.size
    if (frame.epoch !== link.copy.epoch) link.copy.beginEpoch(frame.epoch)
    const ownSeq = frame.heads.find((head) => head.device === identity.device)?.seq ?? 0
    const signedUpTo = outbox.head?.seq ?? 0
    this.#checkOwnHead(ownSeq, signedUpTo)
    // What somebody else has brought there is offered all the same: only the relay's own answer says that it has it.
    const unanswered = outbox.firstUnanswered(link.circuit.id) ?? ownSeq + 1
    link.feed.attached(Math.min(ownSeq, unanswered - 1))
    const firstKept = outbox.from(0)[0]?.seq ?? signedUpTo + 1
    link.carry.compare(frame.heads, union.state.heads, { device: identity.device, from: firstKept })
    const ask = link.carry.ask()
    if (ask !== undefined) out.push(ask)
    out.notice({ kind: "circuit-up", relay: link.circuit.id })
  }

  /** Our keys have signed what our store does not know: it went back in time, or the keys are in two places. */
  #checkOwnHead(ownSeq: number, signedUpTo: number): void {
    const { outbox, out } = this.#parts
    if (ownSeq <= signedUpTo || outbox.stopped !== undefined) return
    const detail = `the relay has record ${String(ownSeq)} of this device, its store ends at ${String(signedUpTo)}`
    outbox.stop(detail)
    out.notice({ kind: "stopped-signing", detail })
  }

  #accepted(link: RelayLink, frame: Frame<"accepted">): void {
    const { out, outbox } = this.#parts
    const read = this.#verified(link, frame.acceptance)
    if (read === undefined) {
      const detail = "an acceptance that the relay did not sign as the charter says"
      out.notice({ kind: "violation", relay: link.circuit.id, code: "sign/bad", detail })
      return
    }
    const taken = link.feed.accepted(frame.number, read.entries.length)
    const named = taken.filter((each, i) => read.entries[i]?.record === each.hash)
    outbox.accepted(
      link.circuit.id,
      named.map((each) => each.hash),
      frame.acceptance,
      out,
    )
    for (const [i, each] of taken.entries()) {
      const index = read.entries[i]?.index
      const message = outbox.messageOfRecord(each.hash)
      if (index === undefined || message === undefined) continue
      out.notice({ kind: "accepted", message, relay: link.circuit.id, index })
    }
    const ask = link.carry.ask()
    if (taken.some((each) => each.ownSeq === undefined) && ask !== undefined) out.push(ask)
  }

  #verified(
    link: RelayLink,
    signed: SignedAcceptance,
  ):
    | { readonly entries: readonly { readonly record: string; readonly index: number }[] }
    | undefined {
    const { crypto, identity } = this.#parts
    const { core: bytes, signature } = signed
    const key = link.copy.relay.signingKey
    if (!verifyIn("Parley-v1 acceptance", crypto.signatures, key, { bytes, signature })) {
      return undefined
    }
    const read = decodeAs(acceptance, bytes, limits.recordBytesMax)
    if (!read.ok || read.value.relay !== link.circuit.id) return undefined
    return read.value.line === identity.line ? read.value : undefined
  }

  #refused(link: RelayLink, frame: Frame<"refused">, now: Now): void {
    const { out, outbox, union } = this.#parts
    const { code, detail, want } = frame
    const relay = link.circuit.id
    const refused = link.feed.refused(code, want, now)
    if (code === "roster/missing") {
      const documents = union.foundings.map(offerDocument)
      link.feed.offerFirst(documents.filter((document) => document !== undefined))
      return
    }
    out.notice({ kind: "refused", relay, code, detail })
    if (code === "chain/fork" && refused?.ownSeq !== undefined && outbox.stopped === undefined) {
      outbox.stop(detail)
      out.notice({ kind: "stopped-signing", detail })
    }
  }

  #heartbeat(link: RelayLink, frame: Frame<"heartbeat">, now: Now): void {
    link.size = Math.max(link.size, frame.size)
    link.clock.exchange(frame.echoed, { received: frame.received, answered: frame.answered }, now)
    const { presence, union } = this.#parts
    for (const heard of frame.heard) presence.hear(union.state, heard.alive, heard.ageMs, now)
  }

  #body(link: RelayLink, frame: Frame<"body">, now: Now): void {
    for (const envelope of this.#parts.inbox.awaited(frame.message)) {
      this.#intake.takeBody(link, envelope, frame.enclosure, now)
    }
  }

  #prekey(signed: SignedPrekey): void {
    const { prekeys, union, out } = this.#parts
    const value = prekeys.accept(union.state, signed)
    const read = decodeAs(prekey, signed.core, limits.recordBytesMax)
    if (value === undefined || !read.ok) return
    out.store({ key: keys.peerPrekey(read.value.device), value })
  }

  /** Reported as held only once it is stored: the relay forgets it then. */
  #mail(link: RelayLink, frame: Frame<"desk-mail">, now: Now): void {
    const { mailbox, union, out } = this.#parts
    const taken = mailbox.receive(union.state, frame.mail, { now, out })
    if (taken.ok) {
      link.circuit.send({ kind: "desk-mail-held", mail: taken.value }, now, out)
      return
    }
    const { code, detail } = taken
    out.notice({ kind: "refused", relay: link.circuit.id, code, detail })
  }
}
