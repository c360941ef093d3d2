// What goes out whenever there is something to say and a circuit to say it on: attaching, heartbeats, prekeys, numbering,
// submissions, mail, requests for missing bodies.

import { currentCharter } from "../../shared/line/agreement.ts"
import { openDemands } from "../../shared/line/delivery.ts"
import { limits } from "../../shared/limits.ts"
import { Addressing, recipientsOf } from "./addressing.ts"
import { lapseCountersigning, postCountersigning } from "./countersign-mail.ts"
import type { Parts } from "./desk.ts"
import { messageOf } from "./outbox.ts"
import type { MessageId } from "../../shared/records/names.ts"
import type { Now, Write } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { readerKey } from "./rewrapping.ts"
import type { Moment } from "./signer.ts"
import { SigningTime } from "./signing-time.ts"
import type { OutgoingItem } from "./store-layout.ts"

export const software = "parley/0.1.0"

function isLost({ circuit, feed }: RelayLink, now: Now): boolean {
  const since = circuit.down?.since
  return feed.ownSeq === undefined && since !== undefined && now.mono - since > limits.lineDeadMs
}

export class Pump {
  readonly #parts: Parts
  readonly #addressing = new Addressing()
  readonly #signingTime = new SigningTime()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** First on a new circuit: where our copy ends, our prekey, and everybody's. */
  attach(link: RelayLink, now: Now): void {
    const { out, prekeys, union } = this.#parts
    const { epoch, next } = link.copy
    link.circuit.send({ kind: "attach", epoch, next, software }, now, out)
    const { lifeMs } = currentCharter(union.state)
    link.circuit.send({ kind: "prekey", prekey: prekeys.current(now, lifeMs, out) }, now, out)
    link.circuit.send({ kind: "get-prekeys" }, now, out)
    this.#postOn(link, now)
    this.#beat(link, now)
  }

  heartbeat(link: RelayLink, now: Now): void {
    if (!link.circuit.isHeartbeatDue(now)) return
    this.#beat(link, now)
    this.#askForBodies(link, now)
    this.#renewPrekey(now)
  }

  #beat(link: RelayLink, now: Now): void {
    link.cursorTold(now)
    const { presence, union, out } = this.#parts
    presence.reserve(now, out)
    const frame = {
      kind: "heartbeat" as const,
      number: link.nextHeartbeat(),
      next: link.copy.next,
      sent: now.wall,
      alive: presence.sign(union.state, link.circuit.id, now),
    }
    link.circuit.send(frame, now, out)
  }

  /** Every relay is asked, again and again, until one has the body: a message without it is not read. */
  #askForBodies(link: RelayLink, now: Now): void {
    for (const message of this.#parts.inbox.awaiting.slice(0, limits.bodiesAskedAtOnce)) {
      link.circuit.send({ kind: "get-body", number: 0, message }, now, this.#parts.out)
    }
  }

  #renewPrekey(now: Now): void {
    const { prekeys, union, out, links } = this.#parts
    if (!prekeys.isDue(now)) return
    const prekey = prekeys.current(now, currentCharter(union.state).lifeMs, out)
    for (const link of links.values()) link.circuit.send({ kind: "prekey", prekey }, now, out)
  }

  /** Numbers what may go and offers every relay what it lacks. */
  run(now: Now): void {
    const { links, outbox, out } = this.#parts
    const attached = [...links.values()].filter((link) => link.feed.ownSeq !== undefined)
    if (attached.length === 0) return
    const wall = this.#signingTime.at(attached, links.size, now)
    if (wall !== undefined) this.#sign(this.#moment(now, wall), now)
    this.post(now)
    for (const link of attached) {
      if (link.isCursorWanted(now)) this.#beat(link, now)
      const frame = link.feed.next((seq) => outbox.from(seq), now)
      if (frame !== undefined) link.circuit.send(frame, now, out)
    }
  }

  #sign(moment: Moment, now: Now): void {
    const { outbox, out, proposals, ownChain } = this.#parts
    const isChainSure = !ownChain.isAwaited
    if (isChainSure) proposals.place(outbox, moment, out)
    if (isChainSure && !proposals.isHolding(outbox, now, out)) {
      outbox.number(moment, (item) => this.#alongside(item), out)
    }
    postCountersigning(this.#parts, this.#addressing, moment, now)
  }

  /** New mail goes out at once on every circuit that is up. */
  post(now: Now): void {
    for (const link of this.#parts.links.values()) {
      if (link.feed.ownSeq !== undefined) this.#postOn(link, now)
    }
  }

  /** Once on a circuit. What no relay says it keeps goes again on the next one: nobody knows what became of it. */
  #postOn(link: RelayLink, now: Now): void {
    const { mailbox, out } = this.#parts
    for (const { mail, signed } of mailbox.unkept) {
      if (link.mailed.has(mail) || !this.#mayCarry(link, mail, now)) continue
      if (link.circuit.send({ kind: "desk-mail", mail: signed }, now, out)) link.mailed.add(mail)
    }
  }

  /**
   * Who prepares what with whom inside a desk is for relays of its own party. Another one gets it only while none of those
   * answers, and only where the officer has agreed to that.
   */
  #mayCarry({ circuit }: RelayLink, mail: MessageId, now: Now): boolean {
    const { links, identity, mailbox } = this.#parts
    const own = [...links.values()].filter((link) => link.circuit.relay.operator === identity.side)
    if (circuit.relay.operator === identity.side || own.length === 0) return true
    return mailbox.mayGoElsewhere(mail) && own.every((link) => isLost(link, now))
  }

  /** Records that all relays have, of messages that were received or whose life is over, need not be kept for sending. */
  forget(now: Now): void {
    const { outbox, links, out, enclosures, rewraps, rewrapped } = this.#parts
    lapseCountersigning(this.#parts, this.#addressing, now)
    out.store(...enclosures.purge(now.wall))
    out.store(...rewraps.purge(now.wall), ...rewrapped.purge(now.wall))
    outbox.forget([...links.keys()], (item) => this.#isDone(item, now), out)
  }

  #isDone(item: OutgoingItem, now: Now): boolean {
    const { union, disproofs } = this.#parts
    const message = messageOf(item)
    if (message === undefined) return true
    const row = union.rowOf(message)
    if (row === undefined) return false
    const life = row.sent[0]?.life ?? limits.lifeDefaultMs
    return (
      !openDemands(union.state, disproofs.believed(union.state, row)).includes("received") ||
      now.wall > item.releasedAt + life
    )
  }

  #moment(now: Now, wall: number): Moment {
    const { union, links, prekeys, identity } = this.#parts
    const seen = [...links.values()].flatMap((link) => link.copy.seen ?? [])
    const clock = [...links.values()].flatMap((link) => link.clock.claim(now) ?? [])
    return {
      state: union.state,
      wall,
      seen,
      clock,
      addressees: () => {
        const devices = recipientsOf(union.state, identity, wall)
        return this.#addressing.addressees(devices, prekeys.peers, now.wall).addressees
      },
      readerKey: (part) => readerKey(this.#parts, part, now.wall),
    }
  }

  /** Our own copy of what we say, in the same write as its number. */
  #alongside(item: OutgoingItem): readonly Write[] {
    return item.numbered.flatMap((numbered, i) => {
      const part = item.parts[i]
      if (part?.kind !== "envelope") return []
      return [
        this.#parts.inbox.keep({
          message: part.message,
          header: numbered.hash,
          from: this.#parts.identity.device,
          payload: part.payload,
          opening: part.opening,
          contentKey: numbered.contentKey,
        }),
      ]
    })
  }
}
