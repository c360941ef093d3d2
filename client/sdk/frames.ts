// What a relay says on a circuit, frame by frame, and what the desk makes of it.

import { unreachable } from "../../shared/assert.ts"
import { verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { acceptance, type SignedAcceptance } from "../../shared/records/acceptance.ts"
import type { RelayFrame } from "../../shared/wire/frames.ts"
import type { Parts } from "./desk.ts"
import { offerDocument, type Offered } from "./feed.ts"
import type { Intake } from "./intake.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { keys } from "./store-layout.ts"
import type { RelayId } from "../../shared/records/names.ts"
import { isFounding, parseRecord } from "../../shared/records/parsed.ts"
import { prekey, type SignedPrekey } from "../../shared/records/prekey.ts"
import { tellBroken } from "./evidence.ts"
import type { Memo } from "./union.ts"

type Beside = Frame<"prekeys" | "desk-mail" | "desk-mail-kept" | "ticket">
const beside: ReadonlySet<RelayFrame["kind"]> = new Set<Beside["kind"]>([
  "prekeys",
  "desk-mail",
  "desk-mail-kept",
  "ticket",
])

function isBeside(frame: RelayFrame): frame is Beside {
  return beside.has(frame.kind)
}

type Frame<K extends RelayFrame["kind"]> = Extract<RelayFrame, { kind: K }>

export class Frames {
  readonly #parts: Parts
  readonly #intake: Intake
  readonly #told = new Set<string>()

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
        return this.#attached(link, frame, now)
      case "accepted":
        return this.#accepted(link, frame, now)
      case "refused":
        return this.#refused(link, frame, now)
      case "deliver":
        return this.#intake.take(link, frame.deliveries, now)
      case "heartbeat":
        return this.#heartbeat(link, frame, now)
      case "checkpoint":
        return this.#intake.heads.compare(link, frame.note, now)
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
      case "ticket":
        link.circuit.keepTicket(frame.ticket)
        return
      default:
        unreachable(frame)
    }
  }

  #attached(link: RelayLink, frame: Frame<"attached">, now: Now): void {
    const { outbox, out, union, identity, receipts } = this.#parts
    const fault = this.#beginsAnew(link, frame)
    if (fault !== undefined) {
      link.circuit.turnAway(now, "log/forged", out)
      this.#tellOnce(link.circuit.id, fault)
      return
    }
    link.size = frame.size
    this.#intake.heads.remind(link, frame.size, now)
    const ownSeq = frame.heads.find((head) => head.device === identity.device)?.seq ?? 0
    const signedUpTo = outbox.head?.seq ?? 0
    if (ownSeq > signedUpTo) this.#doubt(link, { ownSeq, signedUpTo }, now)
    receipts.attached(link.circuit.id, now)
    // What somebody else has brought there is offered all the same: only the relay's own answer says that it has it.
    const unanswered = outbox.firstUnanswered(link.circuit.id) ?? ownSeq + 1
    link.feed.attached(Math.min(ownSeq, signedUpTo, unanswered - 1))
    const firstKept = outbox.from(0)[0]?.seq ?? signedUpTo + 1
    link.carry.compare(frame.heads, union.state.heads, { device: identity.device, from: firstKept })
    this.#askCarry(link)
    this.#compare(link)
    out.notice({ kind: "circuit-up", relay: link.circuit.id })
  }

  #askCarry(link: RelayLink): void {
    const ask = link.carry.ask()
    if (ask !== undefined) this.#parts.out.push(ask)
  }

  /** The store went back in time, or the keys are in two places, or the relay says so. */
  #doubt(
    link: RelayLink,
    { ownSeq, signedUpTo }: { readonly ownSeq: number; readonly signedUpTo: number },
    now: Now,
  ): void {
    const detail = `it has record ${String(ownSeq)} of this device, whose store ends at ${String(signedUpTo)}`
    this.#parts.ownChain.claimed({ relay: link.circuit.id, detail, size: link.size }, now)
  }

  /**
   * Epochs only rise. A higher epoch is a relay that was restored: that is told, and the copy of the
   * old one is kept. Anything else is no restoring, and why the relay is turned away.
   */
  #beginsAnew(link: RelayLink, { epoch }: Frame<"attached">): string | undefined {
    const { copy } = link
    const { out } = this.#parts
    const [old, oldSize] = [String(copy.epoch), String(copy.next)]
    if (epoch < copy.epoch) return `it goes back to epoch ${String(epoch)} from ${old}`
    if (epoch === copy.epoch) return undefined
    const agreed = copy.agreed === undefined ? "" : `, signed up to ${String(copy.agreed.size)}`
    const isRestored = copy.next > 0
    out.store(...copy.beginEpoch(epoch))
    if (isRestored) {
      const detail = `restored: it begins epoch ${String(epoch)}; the copy of epoch ${old}, ${oldSize} entries${agreed}, is kept`
      out.notice({ kind: "violation", relay: link.circuit.id, code: "log/forged", detail })
    }
    return undefined
  }

  /** A relay that is turned away comes again every few seconds: the same fault is told once. */
  #tellOnce(relay: RelayId, detail: string): void {
    if (this.#told.has(`${relay} ${detail}`)) return
    this.#told.add(`${relay} ${detail}`)
    this.#parts.out.notice({ kind: "violation", relay, code: "log/forged", detail })
  }

  #accepted(link: RelayLink, frame: Frame<"accepted">, now: Now): void {
    const { out, outbox, receipts } = this.#parts
    const read = this.#verified(link, frame.acceptance)
    if (read === undefined) {
      const detail = "an acceptance that the relay did not sign as the charter says"
      out.notice({ kind: "violation", relay: link.circuit.id, code: "sign/bad", detail })
      return
    }
    const taken = link.feed.accepted(frame.number, read.entries.length)
    const named = taken.filter((each, i) => read.entries[i]?.record === each.hash)
    const records = named.map((each) => each.hash)
    outbox.accepted(link.circuit.id, records, frame.acceptance, out)
    const own = named.filter((each) => each.ownSeq !== undefined).map((each) => each.hash)
    receipts.expect(link.circuit.id, frame.acceptance, own, now)
    this.#compare(link)
    for (const [i, each] of taken.entries()) {
      const index = read.entries[i]?.index
      const message = outbox.messageOfRecord(each.hash)
      if (index === undefined || message === undefined) continue
      out.notice({ kind: "accepted", message, relay: link.circuit.id, index })
    }
    if (taken.some((each) => each.ownSeq === undefined)) this.#askCarry(link)
  }

  /** Entries that were here before they were accepted, as every repeat is, are read back from the store. */
  #compare(link: RelayLink): void {
    const wanted = this.#parts.receipts.wanted(link)
    if (wanted.length === 0) return
    const relay = link.circuit.id
    this.#parts.out.push({ kind: "load", relay, purpose: "compare", keys: wanted })
  }

  takeCompared(values: Memo): void {
    for (const broken of this.#parts.receipts.loaded(values)) tellBroken(this.#parts, broken)
  }

  /** What was accepted and should stand in our copies by now. */
  lookAtReceipts(now: Now): void {
    const { links, receipts } = this.#parts
    for (const link of links.values()) {
      for (const broken of receipts.overdue(link, now)) tellBroken(this.#parts, broken)
    }
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
    const { out, union } = this.#parts
    const { code, detail, want } = frame
    const relay = link.circuit.id
    const refused = link.feed.refused({ number: frame.number, code, want }, now)
    if (code === "roster/missing") {
      const documents = union.foundings.map(offerDocument)
      link.feed.offerFirst(documents.filter((document) => document !== undefined))
      return
    }
    if (code === "chain/gap" && refused !== undefined && refused.ownSeq === undefined) {
      this.#fill(link, refused, want)
      return
    }
    out.notice({ kind: "refused", relay, code, detail })
    if (code === "chain/fork" && refused?.ownSeq !== undefined) {
      const taken = `it says that record ${String(refused.ownSeq)} of this device is taken`
      // How far its journal must be read to see that record, it has not said.
      const size = Number.MAX_SAFE_INTEGER
      this.#parts.ownChain.claimed({ relay, detail: taken, size }, now)
    }
  }

  #fill(link: RelayLink, { submission }: Offered, want: number): void {
    const record = parseRecord(submission.record)
    if (!record.ok || isFounding(record.value)) return
    const { from, seq } = record.value.core.link
    link.carry.fill(from, want, seq)
    this.#askCarry(link)
  }

  #heartbeat(link: RelayLink, frame: Frame<"heartbeat">, now: Now): void {
    if (link.isShrunk(frame.size, now)) {
      const detail = `its journal ends at ${String(frame.size)}, where it gave us ${String(link.copy.next)} entries`
      link.circuit.turnAway(now, "log/forged", this.#parts.out)
      this.#tellOnce(link.circuit.id, detail)
      return
    }
    link.size = Math.max(link.size, frame.size)
    link.clock.exchange(frame.echoed, { received: frame.received, answered: frame.answered }, now)
    const { presence, union } = this.#parts
    const relay = link.circuit.id
    for (const heard of frame.heard) presence.hear(union.state, { relay, ...heard }, now)
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
