// Everything this desk has with one relay: the circuit, the copy of its journal, what it still lacks, its clock.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import type { CharterRelay } from "../../shared/records/charter.ts"
import type { MessageId } from "../../shared/records/names.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import { Carry } from "./carry.ts"
import { ClaimedHeads } from "./claimed-heads.ts"
import { Circuit } from "./circuit.ts"
import { Feed } from "./feed.ts"
import { limits } from "../../shared/limits.ts"
import type { Identity } from "./identity.ts"
import { JournalCopy } from "./journal-copy.ts"
import type { Reading } from "./own-clock.ts"
import type { Now } from "./ports.ts"
import { RelayClock } from "./relay-clock.ts"
import { noMemo, type Memo } from "./union.ts"

export class RelayLink {
  readonly circuit: Circuit
  readonly copy: JournalCopy
  /** Heads of this relay's journal that are still to be compared with the copy. */
  readonly claims: ClaimedHeads
  readonly feed: Feed
  readonly carry: Carry
  readonly clock: RelayClock
  /** Entries that have come and wait for rows of the store. */
  readonly arrivals: Delivery[] = []
  /** Rows loaded for them; a key that is not in it has not been asked for. */
  memo: Memo = noMemo
  isLoading = false
  /** Desk mail that has been given to this circuit. */
  readonly mailed = new Set<MessageId>()
  /** The journal's size as the relay last said it. */
  size = 0
  #heartbeat = 0
  #shrunkSince: number | undefined
  #told: { readonly next: number; readonly at: number } | undefined

  constructor(crypto: ClientCrypto, identity: Identity, relay: CharterRelay) {
    this.circuit = new Circuit(crypto, identity, relay)
    this.copy = new JournalCopy(identity.line, relay)
    this.claims = new ClaimedHeads(relay.relay)
    this.feed = new Feed(relay.relay)
    this.carry = new Carry(relay.relay)
    this.clock = new RelayClock(relay.relay)
  }

  /**
   * The relay speaks of less than it has given us, and goes on doing so: of two processes of one relay the one that was asked
   * last may be a little behind the other.
   */
  isShrunk(size: number, { mono }: Now): boolean {
    this.#shrunkSince = size < this.copy.next ? (this.#shrunkSince ?? mono) : undefined
    return this.#shrunkSince !== undefined && mono - this.#shrunkSince > limits.lineDeadMs
  }

  /** What this relay's clock says now, and whether all of its journal is here. */
  reading(now: Now): Reading {
    const isKept = this.circuit.phase === "up" && this.isCurrent
    const isMeasured = this.clock.latencyMs !== undefined
    const heardAt = now.mono - (this.circuit.silenceMs(now) ?? 0)
    const lineTime = this.clock.lineTime(now)
    return { relay: this.circuit.id, lineTime, isKept, isMeasured, heardAt, now }
  }

  nextHeartbeat(): number {
    this.#heartbeat += 1
    return this.#heartbeat
  }

  cursorTold({ mono }: Now): void {
    this.#told = { next: this.copy.next, at: mono }
  }

  /**
   * Half the window has come since the relay was told how far we are. Told only once a second, a long journal would come at
   * one window a second; told at every entry, it would look like a flood.
   */
  isCursorWanted({ mono }: Now): boolean {
    const told = this.#told
    if (told === undefined || mono - told.at < limits.cursorEveryMs) return false
    return this.copy.next - told.next >= limits.windowEntries / 2
  }

  /** Attached, and this desk holds all of the journal that the relay has spoken of. */
  get isCurrent(): boolean {
    return this.feed.ownSeq !== undefined && this.copy.next >= this.size
  }

  detached(): void {
    this.#shrunkSince = undefined
    this.feed.detached()
    this.carry.stop()
    this.arrivals.length = 0
    this.mailed.clear()
  }
}
