// What this desk has to say, from release until every relay has accepted it. Records are numbered at transmission, the most
// urgent first, so that a queued ROUTINE never holds up a FLASH; signed bytes are stored before they leave.

import { compareText } from "../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { currentCharter } from "../../shared/line/agreement.ts"
import { timetableOf } from "../../shared/line/delivery.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { SignedAcceptance } from "../../shared/records/acceptance.ts"
import type { Link } from "../../shared/records/link.ts"
import {
  precedences,
  type Hash,
  type MessageId,
  type Precedence,
  type RelayId,
} from "../../shared/records/names.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { Moment, Signer } from "./signer.ts"
import {
  keys,
  outgoingRow,
  ownHeadRow,
  type Numbered,
  type OutgoingItem,
  type OutgoingPart,
  type OwnHead,
} from "./store-layout.ts"

/** What is to be stored in the same write as an item's numbers: the desk's own copy of what it says. */
export type Alongside = (item: OutgoingItem) => readonly Write[]

export class Outbox {
  readonly #signer: Signer
  readonly #items = new Map<string, OutgoingItem>()
  #head: OwnHead | undefined
  #order = 0
  #stopped: string | undefined
  /** Since when this process knows of what it holds. */
  readonly #seenAt = new Map<string, Now>()

  constructor(signer: Signer) {
    this.#signer = signer
  }

  restore(head: Uint8Array | undefined, items: readonly Uint8Array[]): void {
    if (head !== undefined) {
      const read = decodeAs(ownHeadRow, head, limits.recordBytesMax)
      if (read.ok) this.#head = read.value
    }
    for (const bytes of items) {
      const read = decodeAs(outgoingRow, bytes, limits.stateBytesMax)
      if (!read.ok) continue
      this.#items.set(read.value.item, read.value)
      this.#order = Math.max(this.#order, read.value.order)
    }
  }

  get head(): OwnHead | undefined {
    return this.#head
  }

  /** Why this device signs nothing more, if so. */
  get stopped(): string | undefined {
    return this.#stopped
  }

  stop(reason: string): void {
    this.#stopped = reason
  }

  /** Everything not yet accepted by any relay: what a desk shows as queued. */
  get queued(): readonly OutgoingItem[] {
    return [...this.#items.values()].filter((item) => !isAccepted(item)).toSorted(byUrgency)
  }

  get items(): readonly OutgoingItem[] {
    return [...this.#items.values()]
  }

  /** Holds an intention. It is stored when this returns into the effects; it is numbered when a circuit can carry it. */
  hold(precedence: Precedence, parts: readonly OutgoingPart[], now: Now): Write {
    return this.#keep(this.#item(precedence, parts, now.wall))
  }

  #item(precedence: Precedence, parts: readonly OutgoingPart[], releasedAt: number): OutgoingItem {
    this.#order += 1
    const item = `${String(releasedAt)}-${String(this.#order)}`
    const order = this.#order
    return { item, precedence, releasedAt, order, isHeldTold: false, parts, numbered: [] }
  }

  /** What the next record of this device would begin with, were it signed now. */
  nextLink(moment: Moment): Link {
    return this.#signer.link(this.#head, moment)
  }

  /**
   * Numbers a record whose core names its place already, before everything that is queued; `also` goes into the same write.
   * False, and nothing has happened, where the place is taken.
   */
  place(part: OutgoingPart, moment: Moment, also: Write, out: Outgoing): boolean {
    if (this.#stopped !== undefined) return false
    const made = this.#signer.sign(part, this.#head, moment)
    if (!made.ok) return false
    const { numbered, head } = made.value
    this.#head = head
    const item = { ...this.#item("PRIORITY", [part], moment.wall), numbered: [numbered] }
    out.store(this.#keep(item), { key: keys.ownHead, value: encodeAs(ownHeadRow, head) }, also)
    return true
  }

  /** Takes back what has not been numbered; false when it is too late. */
  withdraw(message: MessageId, out: Outgoing): boolean {
    for (const item of this.#items.values()) {
      const isIt = item.parts.some((part) => part.kind === "envelope" && part.message === message)
      if (!isIt || item.numbered.length > 0) continue
      this.#items.delete(item.item)
      out.store({ key: keys.outgoing(item.item), value: undefined })
      return true
    }
    return false
  }

  /** Numbers and signs what may go now, most urgent first, leaving room for what is more urgent still. */
  number(moment: Moment, alongside: Alongside, out: Outgoing): void {
    if (this.#stopped !== undefined) return
    for (const item of this.queued.filter((queued) => queued.numbered.length === 0)) {
      if (item.precedence !== "FLASH" && !this.#hasRoomAhead) return
      this.#numberItem(item, moment, alongside, out)
    }
  }

  /**
   * What is numbered stands before a FLASH that comes after it. A relay that has room for nothing lesser takes it with the FLASH
   * where both come in one frame, so no more is numbered than leaves room there.
   */
  get #hasRoomAhead(): boolean {
    const ahead = this.items.filter((item) => item.numbered.length > 0 && !isAccepted(item))
    const bytes = ahead
      .flatMap((item) => item.numbered)
      .reduce((sum, { record, enclosure }) => sum + record.length + enclosure.length, 0)
    return ahead.length < limits.numberedAheadMax && bytes < limits.numberedAheadBytes
  }

  /** All parts of an item are numbered together and stored in one write with the head: never half of an answer. */
  #numberItem(item: OutgoingItem, moment: Moment, alongside: Alongside, out: Outgoing): void {
    let head = this.#head
    const numbered: Numbered[] = []
    for (const part of item.parts) {
      const made = this.#signer.sign(part, head, moment)
      if (!made.ok) {
        this.#items.delete(item.item)
        out.store({ key: keys.outgoing(item.item), value: undefined })
        const message = part.kind === "envelope" ? part.message : undefined
        out.notice({ kind: "unsendable", message, code: made.code, detail: made.detail })
        return
      }
      numbered.push(made.value.numbered)
      head = made.value.head
    }
    if (head === undefined) return
    this.#head = head
    const done = { ...item, numbered }
    out.store(
      this.#keep(done),
      { key: keys.ownHead, value: encodeAs(ownHeadRow, head) },
      ...alongside(done),
    )
    for (const made of numbered) {
      if (made.message === undefined) continue
      out.notice({ kind: "numbered", message: made.message, serial: head.serial })
    }
  }

  /** Our records from `seq` on that are still kept, in the order of the chain. */
  from(seq: number): readonly Numbered[] {
    return this.items
      .flatMap((item) => item.numbered)
      .filter((numbered) => numbered.seq >= seq)
      .toSorted((a, b) => a.seq - b.seq)
  }

  /** The first of our kept records that this relay has not accepted; undefined where it has accepted them all. */
  firstUnanswered(relay: RelayId): number | undefined {
    return this.from(0).find(({ acceptances }) =>
      acceptances.every((known) => known.relay !== relay),
    )?.seq
  }

  messageOfRecord(record: Hash): MessageId | undefined {
    for (const item of this.#items.values()) {
      const made = item.numbered.find((numbered) => numbered.hash === record)
      if (made !== undefined) return made.message
    }
    return undefined
  }

  /** A relay has accepted these records. The item is forgotten once every relay of the charter has, and `mayForget` agrees. */
  accepted(
    relay: RelayId,
    records: readonly Hash[],
    acceptance: SignedAcceptance,
    out: Outgoing,
  ): void {
    for (const item of this.items) {
      const numbered = item.numbered.map((made) => {
        const isNamed = records.includes(made.hash)
        const isKnown = made.acceptances.some((known) => known.relay === relay)
        return isNamed && !isKnown
          ? { ...made, acceptances: [...made.acceptances, { relay, acceptance }] }
          : made
      })
      const isChanged = numbered.some((made, i) => made !== item.numbered[i])
      if (isChanged) out.store(this.#keep({ ...item, numbered }))
    }
  }

  /** An acceptance that its relay did not keep is none: the sender's clock runs again, and the record is offered anew. */
  disbelieve(relay: RelayId, record: Hash, out: Outgoing): void {
    for (const item of this.items) {
      if (!item.numbered.some(({ hash }) => hash === record)) continue
      const numbered = item.numbered.map((made) =>
        made.hash === record
          ? { ...made, acceptances: made.acceptances.filter((known) => known.relay !== relay) }
          : made,
      )
      out.store(this.#keep({ ...item, numbered }))
    }
  }

  /** Forgets what is done: accepted by all relays, and (`isDone`) delivered where it is a message. */
  forget(relays: readonly RelayId[], isDone: (item: OutgoingItem) => boolean, out: Outgoing): void {
    for (const item of this.items) {
      const isEverywhere =
        item.numbered.length > 0 &&
        item.numbered.every((made) =>
          relays.every((relay) => made.acceptances.some((known) => known.relay === relay)),
        )
      if (!isEverywhere || !isDone(item)) continue
      this.#items.delete(item.item)
      out.store({ key: keys.outgoing(item.item), value: undefined })
    }
  }

  /** NOT SENT, HELD: released and not accepted by any relay within the charter's time. Told once. */
  tellHeld(state: LineState, now: Now, out: Outgoing): void {
    for (const item of this.queued) {
      const { accepted } = timetableOf(currentCharter(state), item.precedence)
      const message = messageOf(item)
      if (item.isHeldTold || message === undefined) continue
      const seenAt = this.#seenAt.get(item.item) ?? now
      this.#seenAt.set(item.item, seenAt)
      if (heldFor(item, seenAt, now) <= accepted) continue
      this.#seenAt.delete(item.item)
      out.store(this.#keep({ ...item, isHeldTold: true }))
      out.notice({ kind: "not-sent", message })
    }
  }

  #keep(item: OutgoingItem): Write {
    this.#items.set(item.item, item)
    return { key: keys.outgoing(item.item), value: encodeAs(outgoingRow, item) }
  }
}

export function messageOf(item: OutgoingItem): MessageId | undefined {
  const envelope = item.parts.find((part) => part.kind === "envelope")
  return envelope?.message
}

/**
 * What passed before this process began only the wall clock knows; since then the monotonic clock does, which nobody sets. A
 * wall clock that makes it much more tells of a machine that slept, or has been put right.
 */
function heldFor({ releasedAt }: OutgoingItem, seenAt: Now, now: Now): number {
  const bySelf = Math.max(0, seenAt.wall - releasedAt) + now.mono - seenAt.mono
  const byWall = now.wall - releasedAt
  return byWall > bySelf + limits.clockWarnMs ? byWall : bySelf
}

/** One acceptance by any relay: that stops the sender's clock. */
function isAccepted(item: OutgoingItem): boolean {
  return (
    item.numbered.length > 0 && item.numbered.every((numbered) => numbered.acceptances.length > 0)
  )
}

function byUrgency(a: OutgoingItem, b: OutgoingItem): number {
  const urgency = precedences.indexOf(b.precedence) - precedences.indexOf(a.precedence)
  return urgency || a.order - b.order || compareText(a.item, b.item)
}
