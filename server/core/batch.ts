// One append in the making: entries at the end of a journal, each folded at once, so that the next record is judged by a
// state that already holds it. Nothing of it is believed before the journal has answered; a batch that loses a race is dropped.

import { hexOf } from "../../shared/encoding/bytes.ts"
import { branded, encodeAs } from "../../shared/encoding/schema.ts"
import { fold } from "../../shared/line/fold.ts"
import { row, type LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { grow, leafHash } from "../../shared/log/tree.ts"
import { acceptedEntry, type AcceptedEntry } from "../../shared/records/acceptance.ts"
import { entry, type Entry } from "../../shared/records/entry.ts"
import type { Hash, MessageId } from "../../shared/records/names.ts"
import { isFounding, type Parsed } from "../../shared/records/parsed.ts"
import { relayed, type Relayed } from "../../shared/records/relayed.ts"
import { countedOf, type Counted } from "./account.ts"
import { besideKeys, type BesideRow, type Loaded } from "./beside.ts"
import { isAtRest, settle, sizeOf, soonestDue, withLoaded, type Folded } from "./folded.ts"
import { messagesOf, type Said } from "./journal-entry.ts"
import type { RelayIdentity } from "./relay-identity.ts"
import { saltFor } from "./salts.ts"
import { snapshotOf } from "./snapshots.ts"

/** What a relay asks its journal to write, and what it will have folded once that is confirmed. */
export interface Prepared {
  readonly expected: number
  readonly entries: readonly Uint8Array[]
  readonly beside: readonly BesideRow[]
  readonly nextDue: number | undefined
  readonly folded: Folded
  /** What the entries come to, for whoever counts. */
  readonly counted: readonly Counted[]
}

/** A party's record that was found good, with the bytes it came in. */
export interface Admitted {
  readonly record: Parsed
  readonly bytes: Uint8Array
  /** The acceptance it was brought with, already checked, and when that says it was accepted elsewhere. */
  readonly carried: Uint8Array
  readonly carriedAt: number | undefined
}

const none = new Uint8Array(0)

export class Batch {
  readonly #identity: RelayIdentity
  readonly #before: Folded
  readonly #random: Uint8Array
  readonly #loaded: Loaded
  readonly #t: number
  #state: LineState
  readonly #entries: Uint8Array[] = []
  readonly #records: Uint8Array[] = []
  readonly #leaves: Uint8Array[] = []
  readonly #counted: Counted[] = []
  readonly #rows = new Map<string, BesideRow>()
  readonly #changed = new Set<MessageId>()

  constructor(
    identity: RelayIdentity,
    before: Folded,
    given: { readonly t: number; readonly random: Uint8Array; readonly loaded: Loaded },
  ) {
    this.#identity = identity
    this.#before = before
    this.#random = given.random
    this.#loaded = given.loaded
    // A journal's times never run backwards, whatever another process's clock has written before.
    this.#t = Math.max(given.t, before.state.journals.get(identity.relay)?.t ?? 0)
    this.#state = withLoaded(before.state, given.loaded)
  }

  /** Line time of every entry of this batch. */
  get t(): number {
    return this.#t
  }

  get state(): LineState {
    return this.#state
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0 && this.#rows.size === 0
  }

  /** A row as it will be after this batch, if the batch writes it. */
  pending(key: string): Uint8Array | undefined {
    return this.#rows.get(key)?.value
  }

  /** The record of an entry that this batch adds. */
  recordAt(index: number): Uint8Array | undefined {
    return this.#records[index - sizeOf(this.#before)]
  }

  put(...rows: readonly BesideRow[]): void {
    for (const each of rows) this.#rows.set(each.key, each)
  }

  /** How long the entry of a record would be: what cannot be delivered in one frame is not taken. */
  entryLength(bytes: Uint8Array, carried: Uint8Array): number {
    return encodeAs(entry, this.#entryOf("party", bytes, carried)).length
  }

  add(admitted: Admitted): AcceptedEntry {
    const { record, bytes, carried, carriedAt } = admitted
    const at = this.#append(
      { by: "party", record, prior: undefined },
      this.#entryOf("party", bytes, carried),
      carriedAt,
    )
    const accepted = { ...at, record: record.hash }
    const key = isFounding(record)
      ? besideKeys.founding(record.hash)
      : besideKeys.chained(record.core.link.from, record.core.link.seq)
    this.put({ key, value: encodeAs(acceptedEntry, accepted) })
    return accepted
  }

  addRelayed(said: Relayed): void {
    const written = this.#entryOf("relay", encodeAs(relayed, said), none)
    this.#append({ by: "relay", relayed: said }, written, undefined)
  }

  finish(): Prepared {
    const grown = grow(this.#before.frontier, this.#leaves)
    for (const node of grown.completed) {
      this.put({ key: besideKeys.node(node), value: node.hash })
    }
    for (const message of this.#changed) this.#putAway(message)
    const messages = [...this.#changed, ...this.#loadedMessages()]
    const next = { ...this.#before, state: this.#state, frontier: grown.frontier }
    const folded = settle(next, this.#identity.relay, messages)
    this.#putSnapshot(folded)
    return {
      expected: sizeOf(this.#before),
      entries: this.#entries,
      beside: [...this.#rows.values()],
      nextDue: soonestDue(folded.dues),
      folded,
      counted: this.#counted,
    }
  }

  #entryOf(speaker: Entry["speaker"], record: Uint8Array, carried: Uint8Array): Entry {
    const { relay, clockErrorMs } = this.#identity
    const salt = saltFor(this.#random, this.#next)
    return { format: 1, relay, speaker, t: this.#t, terr: clockErrorMs, salt, record, carried }
  }

  get #next(): number {
    return sizeOf(this.#before) + this.#entries.length
  }

  #append(
    said: Said,
    written: Entry,
    carriedAt: number | undefined,
  ): Omit<AcceptedEntry, "record"> {
    const index = this.#next
    const bytes = encodeAs(entry, written)
    const leaf = leafHash(bytes)
    const { relay, t, salt } = written
    this.#state = fold(this.#state, { at: { relay, index, t, carriedAt }, said })
    this.#counted.push(...countedOf(this.#state, said, { relay, t, carriedAt }))
    for (const message of messagesOf({ index, entry: written, said })) this.#changed.add(message)
    this.#entries.push(bytes)
    this.#records.push(written.record)
    this.#leaves.push(leaf)
    return { index, leaf: branded<Hash>(hexOf(leaf)), t, salt }
  }

  /** A message at rest is stored in the batch that brings it to rest, so that it may leave memory when that is confirmed. */
  #putAway(message: MessageId): void {
    const candidate = this.#state.rows.get(message)
    if (candidate === undefined || !isAtRest(this.#state, candidate)) return
    this.put({ key: besideKeys.row(message), value: encodeAs(row, candidate) })
  }

  /** Rows that were only looked at leave memory again. */
  #loadedMessages(): readonly MessageId[] {
    return [...this.#loaded.keys()].flatMap((key) => besideKeys.messageOfRow(key) ?? [])
  }

  /** Written with the entry that completes each thousand, so that a start reads little more than a thousand entries. */
  #putSnapshot(folded: Folded): void {
    const before = Math.floor(sizeOf(this.#before) / limits.snapshotEntries)
    if (Math.floor(sizeOf(folded) / limits.snapshotEntries) === before) return
    const value = snapshotOf(folded)
    if (value !== undefined) this.put({ key: besideKeys.snapshot, value })
  }
}
