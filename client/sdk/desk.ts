// A desk on a line: several relays, one union, one outbox. It never waits. Whatever happens comes in as an event with the
// time; what is to be done goes out as effects, in order. The same events give the same effects, anywhere.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { currentCharter } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { RelayId } from "../../shared/records/names.ts"
import { Afterwords } from "./afterwords.ts"
import { Alarms } from "./alarms.ts"
import { closeErrors } from "./close-codes.ts"
import { CountersignRequests } from "./countersign-requests.ts"
import { Proposals } from "./countersign.ts"
import { takeCountersignMail } from "./countersign-mail.ts"
import { Disproofs, knownOf } from "./disproofs.ts"
import { Enclosures } from "./enclosures.ts"
import { EndHanding } from "./end-handing.ts"
import { Frames } from "./frames.ts"
import type { Identity } from "./identity.ts"
import { Inbox } from "./inbox.ts"
import { Intake } from "./intake.ts"
import { Mailbox } from "./mailbox.ts"
import { Outbox } from "./outbox.ts"
import { OwnChain } from "./own-chain.ts"
import { Outgoing, type DeskEvent, type Effect, type Now } from "./ports.ts"
import { Prekeys } from "./prekeys.ts"
import { Presence } from "./presence.ts"
import { Pump } from "./pump.ts"
import { Recall } from "./recall.ts"
import { Receipts } from "./receipts.ts"
import { RelayLink } from "./relay-link.ts"
import { takeRecalled } from "./rewrapping.ts"
import { Rewrapped } from "./rewrapped.ts"
import { Rewraps } from "./rewraps.ts"
import { Signer } from "./signer.ts"
import { Union } from "./union.ts"

/** The parts of a desk that work on each other. Nothing outside `client/sdk` touches them but through `Desk` and its views. */
export interface Parts {
  readonly crypto: ClientCrypto
  readonly identity: Identity
  readonly links: ReadonlyMap<RelayId, RelayLink>
  readonly union: Union
  readonly outbox: Outbox
  readonly inbox: Inbox
  readonly enclosures: Enclosures
  readonly recall: Recall
  readonly rewraps: Rewraps
  readonly rewrapped: Rewrapped
  readonly prekeys: Prekeys
  readonly presence: Presence
  readonly proposals: Proposals
  readonly countersignRequests: CountersignRequests
  readonly mailbox: Mailbox
  readonly ownChain: OwnChain
  readonly receipts: Receipts
  readonly afterwords: Afterwords
  readonly endHanding: EndHanding
  readonly disproofs: Disproofs
  readonly alarms: Alarms
  readonly out: Outgoing
}

export function makeParts(crypto: ClientCrypto, identity: Identity, state: LineState): Parts {
  const relays = currentCharter(state).relays
  const prekeys = new Prekeys(crypto, identity)
  const rewrapped = new Rewrapped()
  const { seedOf } = prekeys
  const union = new Union(state, crypto.signatures)
  const inbox = new Inbox(crypto, identity, { seedOf, rewrapped })
  const outbox = new Outbox(new Signer(crypto, identity))
  const proposals = new Proposals(crypto.signatures)
  const countersignRequests = new CountersignRequests(crypto.signatures, identity)
  const links = new Map(
    relays.map((relay) => [relay.relay, new RelayLink(crypto, identity, relay)]),
  )
  const afterwords = new Afterwords(links)
  return {
    crypto,
    identity,
    links,
    union,
    outbox,
    enclosures: new Enclosures(),
    inbox,
    recall: new Recall(),
    rewraps: new Rewraps(),
    rewrapped,
    prekeys,
    presence: new Presence(crypto, identity),
    proposals,
    countersignRequests,
    mailbox: new Mailbox(crypto, identity, seedOf, {
      countersign: (said, sender) =>
        takeCountersignMail({ union, identity, proposals, countersignRequests }, said, sender),
      back: (message, out) => outbox.withdraw(message, out),
    }),
    ownChain: new OwnChain(),
    receipts: new Receipts(),
    afterwords,
    endHanding: new EndHanding(),
    disproofs: new Disproofs(inbox, afterwords),
    alarms: new Alarms(),
    out: new Outgoing(),
  }
}

export class Desk {
  readonly parts: Parts
  readonly #intake: Intake
  readonly #frames: Frames
  readonly #pump: Pump

  constructor(parts: Parts) {
    this.parts = parts
    this.#intake = new Intake(parts)
    this.#pump = new Pump(parts)
    this.#frames = new Frames(parts, this.#intake)
  }

  /** Takes one event; the effects are all that follows from it, in order. */
  handle(event: DeskEvent, now: Now): readonly Effect[] {
    switch (event.kind) {
      case "ticked":
        this.#tick(now)
        break
      case "loaded":
        this.#loaded(event, now)
        break
      case "connected":
        this.#link(event.relay)?.circuit.connected(now, this.parts.out)
        break
      case "received":
        this.#received(event.relay, event.bytes, now)
        break
      case "disconnected":
        this.#disconnected(event.relay, event.closeCode, now)
        break
    }
    return this.flush(now)
  }

  /** What an officer's act or an event has set going: numbering, submissions, and everything queued before. */
  flush(now: Now): readonly Effect[] {
    this.#pump.run(now)
    this.#recall()
    this.#intake.heads.ask()
    return this.parts.out.take()
  }

  #recall(): void {
    const [relay] = this.parts.links.keys()
    const ask = relay === undefined ? undefined : this.parts.recall.ask(relay)
    if (ask !== undefined) this.parts.out.push(ask)
  }

  /** The last thing a desk does: every circuit is told. */
  goodbye(now: Now): readonly Effect[] {
    for (const link of this.parts.links.values()) link.circuit.goodbye(now, this.parts.out)
    return this.parts.out.take()
  }

  #link(relay: RelayId): RelayLink | undefined {
    return this.parts.links.get(relay)
  }

  #tick(now: Now): void {
    const { out, outbox, union, alarms, ownChain, links } = this.parts
    for (const link of this.parts.links.values()) {
      if (link.circuit.tick(now, out)) this.#fell(link)
      this.#pump.heartbeat(link, now)
      const isUp = link.circuit.phase === "up"
      // A copy that is still catching up would ring for what was answered long ago.
      if (isUp && !link.isCurrent) continue
      alarms.check(knownOf(this.parts), link.reading(now), out)
    }
    this.#frames.lookAtReceipts(now)
    this.parts.endHanding.check(this.parts, now)
    ownChain.settle(links.values(), now, this.parts)
    outbox.tellHeld(union.state, now, out)
    this.#pump.forget(now)
  }

  #received(relay: RelayId, bytes: Uint8Array, now: Now): void {
    const link = this.#link(relay)
    if (link === undefined) return
    const { opened, frames } = link.circuit.received(bytes, now, this.parts.out)
    if (opened) link.clock.forget()
    if (opened) this.#pump.attach(link, now)
    for (const frame of frames) {
      // A relay that was just turned away is not listened to any more.
      if (link.circuit.phase === "up") this.#frames.take(link, frame, now)
    }
    if (link.circuit.phase === "down") this.#fell(link)
  }

  #disconnected(relay: RelayId, closeCode: number, now: Now): void {
    const link = this.#link(relay)
    if (link === undefined) return
    const wasUp = link.circuit.phase !== "down"
    link.circuit.disconnected(now, closeErrors.get(closeCode))
    if (wasUp) this.#fell(link)
  }

  #fell(link: RelayLink): void {
    const wasAttached = link.feed.ownSeq !== undefined
    link.detached()
    const { id, down } = link.circuit
    if (wasAttached) {
      this.parts.out.notice({ kind: "circuit-down", relay: id, code: down?.code })
    }
  }

  #loaded(event: Extract<DeskEvent, { kind: "loaded" }>, now: Now): void {
    const link = this.#link(event.relay)
    if (link === undefined) return
    if (event.purpose === "deliver") {
      link.memo = event.values
      link.isLoading = false
      this.#intake.drain(link, now)
      return
    }
    if (event.purpose === "recall") {
      const found = takeRecalled(this.parts, event, now)
      if (found !== undefined) this.#intake.takeBody(link, found.envelope, found.enclosure, now)
      return
    }
    if (event.purpose === "heads") {
      this.#intake.heads.loaded(link, event.values)
      return
    }
    if (event.purpose === "compare") {
      this.#frames.takeCompared(event.values)
      return
    }
    const { ask, offered } = link.carry.loaded(event.values)
    link.feed.offerFirst(offered)
    if (ask !== undefined) this.parts.out.push(ask)
  }
}
