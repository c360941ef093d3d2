// Entries on their way in: in order, each folded once its rows are here, stored in one write with all that follows from it,
// and only then told to anybody.

import { stepIdOf } from "../../shared/line/deadlines.ts"
import { isSpoken } from "../../shared/line/delivery.ts"
import { forkShown } from "../../shared/line/forks.ts"
import { keptAnywhereUntil } from "../../shared/line/life.ts"
import {
  isFounding,
  type Chained,
  type ParsedEnvelope,
  type ParsedStage,
} from "../../shared/records/parsed.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import { tellAfterword } from "./afterwords.ts"
import { followCountersigned } from "./countersigning.ts"
import type { Parts } from "./desk.ts"
import { knownOf } from "./disproofs.ts"
import { tellBroken } from "./evidence.ts"
import { tellForkedDocuments } from "./forked-documents.ts"
import { Outgoing, type Now, type Write } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { SignedHeads } from "./signed-heads.ts"
import { messagesIn } from "./subject.ts"
import { serialOfSent } from "./view/naming.ts"
import { helpLockedOut, takeRewrap } from "./rewrapping.ts"
import { noMemo, readEntry, type Arrived } from "./union.ts"

/** An envelope and what one relay sent beside it. */
interface Sealed {
  readonly link: RelayLink
  readonly envelope: ParsedEnvelope
  readonly enclosure: Uint8Array
}

export class Intake {
  readonly heads: SignedHeads
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
    this.heads = new SignedHeads(parts)
  }

  take(link: RelayLink, deliveries: readonly Delivery[], now: Now): void {
    link.arrivals.push(...deliveries)
    this.drain(link, now)
  }

  /** Folds what can be folded; stops where rows must be loaded first. */
  drain(link: RelayLink, now: Now): void {
    for (;;) {
      const delivery = link.arrivals[0]
      if (delivery === undefined || link.isLoading) break
      // Below: sent again, and here already. Above: something is missing; the heartbeat's cursor brings it.
      if (delivery.index !== link.copy.next) {
        link.arrivals.shift()
        continue
      }
      if (!this.#takeOne(link, delivery, now)) break
      link.arrivals.shift()
      this.#entered(link, delivery, now)
    }
    if (link.arrivals.length === 0) link.memo = noMemo
    this.heads.compareWaiting(link, now)
  }

  /** What the relay has signed of this place must be what now stands there. */
  #entered(link: RelayLink, { index, entry }: Delivery, now: Now): void {
    const { receipts } = this.#parts
    this.heads.grown(link)
    const at = { relay: link.circuit.id, epoch: link.copy.epoch, index }
    for (const broken of receipts.entered(at, entry, now)) tellBroken(this.#parts, broken)
  }

  /** For everything that has come, not only the first: a long journal would otherwise wait for the disk at every entry. */
  #load(link: RelayLink): void {
    const { out, union } = this.#parts
    const relay = link.circuit.id
    const wanted = link.arrivals.flatMap(({ index, entry }) => {
      const arrived = readEntry(relay, { epoch: link.copy.epoch, index }, entry)
      return arrived.ok ? union.wants(arrived.value) : []
    })
    link.isLoading = true
    out.push({ kind: "load", relay, purpose: "deliver", keys: [...new Set(wanted)] })
  }

  /** False when the entry must wait for rows. */
  #takeOne(link: RelayLink, delivery: Delivery, now: Now): boolean {
    const { out, union } = this.#parts
    const relay = link.circuit.id
    const at = { epoch: link.copy.epoch, index: delivery.index }
    const arrived = readEntry(relay, at, delivery.entry)
    if (!arrived.ok) {
      // The tree must hold what the relay holds, sense or not; what it says counts for nothing.
      out.store(...link.copy.append(delivery))
      const { code, detail } = arrived
      out.notice({ kind: "violation", relay, code, detail })
      return true
    }
    if (union.wants(arrived.value).some((key) => !link.memo.has(key))) {
      this.#load(link)
      return false
    }
    this.#fold(link, { delivery, arrived: arrived.value }, now)
    return true
  }

  /** A crash before this write leaves the entry to be delivered again; after it, everything it led to is kept with it. */
  #fold(
    link: RelayLink,
    here: { readonly delivery: Delivery; readonly arrived: Arrived },
    now: Now,
  ): void {
    const { out, union } = this.#parts
    const { arrived, delivery } = here
    const later = new Outgoing()
    this.#checkTime(arrived, later)
    const before = union.state.violations
    const folded = union.fold(arrived, link.memo)
    tellForkedDocuments(arrived.relay, { before, now: union.state.violations }, later)
    const writes: Write[] = [...link.copy.append(delivery)]
    if (folded.ok) {
      const { isNew } = folded.value
      writes.push(...folded.value.writes)
      writes.push(...this.#parts.afterwords.entered(union.state, arrived, isNew, now))
      if (isNew) tellAfterword(this.#parts.afterwords, arrived, later)
      writes.push(...this.#follow(link, { ...here, isNew }, now, later))
    } else {
      const { code, detail } = folded
      later.notice({ kind: "violation", relay: arrived.relay, code, detail })
    }
    const { said } = arrived
    const isSigned = folded.ok || folded.code === "chain/gap"
    const whole = { ...this.#parts, out: later }
    if (isSigned) for (const record of chainedIn(said)) this.#parts.ownChain.seen(record, whole)
    const away = union.putAway()
    // What was not there when it was asked for may be there now.
    if (away.length > 0) link.memo = noMemo
    out.store(...writes, ...away)
    for (const effect of later.take()) out.push(effect)
  }

  /** A relay's line time never goes back: an entry that is dated before an earlier one is dated falsely. */
  #checkTime({ relay, epoch, entry }: Arrived, later: Outgoing): void {
    const journal = this.#parts.union.state.journals.get(relay)
    if (journal === undefined || journal.epoch !== epoch || entry.t >= journal.t) return
    const detail = `an entry is dated ${String(journal.t - entry.t)} ms before the one before it`
    later.notice({ kind: "violation", relay, code: "time/implausible", detail })
  }

  #follow(
    link: RelayLink,
    here: { readonly delivery: Delivery; readonly arrived: Arrived; readonly isNew: boolean },
    now: Now,
    later: Outgoing,
  ): readonly Write[] {
    const { arrived, isNew } = here
    if (arrived.said.by === "relay") {
      this.#followRelay(link, arrived, now, later)
      return []
    }
    const { record } = arrived.said
    if (isFounding(record)) return []
    const claimed = isNew ? this.heads.gossip(record, later) : []
    return [...claimed, ...this.#followChained(link, { ...here, record }, now, later)]
  }

  #followChained(
    link: RelayLink,
    here: {
      readonly delivery: Delivery
      readonly arrived: Arrived
      readonly record: Chained
      readonly isNew: boolean
    },
    now: Now,
    later: Outgoing,
  ): readonly Write[] {
    const { arrived, delivery, record, isNew } = here
    if (record.kind === "envelope") {
      if (isNew) this.#tellReuse(arrived.relay, record, later)
      if (isNew) this.#tellWithdrawn(record, later)
      return [
        ...this.#open({ link, envelope: record, enclosure: delivery.enclosure }, now, later),
        ...helpLockedOut(this.#parts, record.core.message, now),
      ]
    }
    // A wrap is worth taking from whichever relay has it; everything else is said once.
    if (record.kind === "rewrap") return takeRewrap(this.#parts, record, delivery.enclosure)
    if (!isNew || record.kind === "watch") return []
    if (record.kind !== "stage") return followCountersigned(this.#parts, record, later)
    this.#followStage(arrived, record, later)
    return helpLockedOut(this.#parts, record.core.message, now)
  }

  #followRelay(link: RelayLink, arrived: Arrived, now: Now, later: Outgoing): void {
    if (arrived.said.by !== "relay" || arrived.said.relayed.kind !== "overdue") return
    const { step, message, demand, number, action, dueAt } = arrived.said.relayed
    const { alarms, union } = this.#parts
    if (step !== stepIdOf(message, demand, number)) {
      const detail = `it took a step for ${message} (${demand}) under another step's name`
      later.notice({ kind: "violation", relay: arrived.relay, code: "log/forged", detail })
      return
    }
    const taken = { row: union.rowOf(message), step, t: arrived.entry.t }
    const recorded = alarms.recorded(knownOf(this.#parts), taken, link.reading(now))
    if (recorded === "premature") {
      const detail = `it took a step for ${message} (${demand}) before it was due`
      later.notice({ kind: "violation", relay: arrived.relay, code: "time/implausible", detail })
    }
    if (recorded !== "rings") return
    const point = { step, message, demand, number, action, dueAt }
    later.notice({ kind: "overdue", point, by: "relay", relay: arrived.relay })
  }

  /** One id for two messages: both are shown, each with its own words, and whoever did it is named. */
  #tellReuse(relay: RelayId, { core }: ParsedEnvelope, later: Outgoing): void {
    const { union } = this.#parts
    const row = union.rowOf(core.message)
    if (row === undefined || messagesIn(row).length < 2) return
    const serials = row.sent.map((sent) => serialOfSent(union.state, sent)).toSorted()
    const detail = `one message id for different messages: ${serials.join(", ")}`
    later.notice({ kind: "violation", relay, code: "envelope/form", detail })
  }

  /** Its author took it back, and another desk, which did not know, has sent it. */
  #tellWithdrawn({ core }: ParsedEnvelope, later: Outgoing): void {
    const { message, drafted } = core
    const { mailbox } = this.#parts
    if (!drafted.some(({ author }) => mailbox.isWithdrawn(message, author))) return
    later.notice({ kind: "withdrawn-too-late", message, reason: "another desk has sent it" })
  }

  #followStage(arrived: Arrived, record: ParsedStage, later: Outgoing): void {
    const { message, header, fact, link, openProof, substance } = record.core
    const { disproofs, union, afterwords } = this.#parts
    if (afterwords.isAfter(record.hash)) return
    const row = union.rowOf(message)
    const stage = { record: record.hash, header, fact, openProof, from: link.from }
    if (row !== undefined && disproofs.isDisproved(union.state, row, stage)) {
      const detail = `${fact.kind} without having opened the message: it does not count here`
      later.notice({ kind: "violation", relay: arrived.relay, code: "stage/form", detail })
      return
    }
    if (row !== undefined && !isSpoken(row, { ...stage, follows: link.prev, substance })) {
      const detail = `${fact.kind} with no statement beside it: it counts nowhere`
      later.notice({ kind: "violation", relay: arrived.relay, code: "stage/form", detail })
      return
    }
    later.notice({ kind: "stage", message, from: link.from, fact, substance })
  }

  #open(here: Sealed, now: Now, later: Outgoing): readonly Write[] {
    const { inbox, outbox, union, links, enclosures } = this.#parts
    const relay = here.link.circuit.id
    const { envelope, enclosure } = here
    const { precedence, message } = envelope.core
    const moment = { now, relays: links.size, out: later }
    const outcome = inbox.arrive(union.state, { relay, envelope }, enclosure, moment)
    const writes = [...outcome.writes]
    const row = union.rowOf(message)
    if (enclosure.length > 0 && row !== undefined) {
      const until = keptAnywhereUntil(union.state, row, envelope.hash)
      writes.push(...enclosures.keep(envelope.hash, enclosure, until))
    }
    if (outcome.stage !== undefined) writes.push(outbox.hold(precedence, [outcome.stage], now))
    return writes
  }

  /** A body that was asked for by itself, or found in the store with a wrap that came later. */
  takeBody(link: RelayLink, envelope: ParsedEnvelope, enclosure: Uint8Array, now: Now): void {
    const later = new Outgoing()
    this.#parts.out.store(...this.#open({ link, envelope, enclosure }, now, later))
    for (const effect of later.take()) this.#parts.out.push(effect)
  }
}

/** The records of devices that an entry shows: what it admits, or the exhibits of evidence. */
function chainedIn(said: Arrived["said"]): readonly Chained[] {
  if (said.by === "party") return isFounding(said.record) ? [] : [said.record]
  const shown = said.relayed.kind === "evidence" ? forkShown(said.relayed) : undefined
  return shown?.ok === true ? shown.value.records : []
}
