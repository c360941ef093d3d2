// The union of all journals, folded by the rulebook on this desk. Every record is checked here again as if no relay had: a
// relay that admits what the rules refuse is shown, and what it admitted counts for nothing.

import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { carriedAcceptance } from "../../shared/line/carried.ts"
import { missingIn, placeOf } from "../../shared/line/chain.ts"
import { authenticate } from "../../shared/line/admission.ts"
import { isSettled } from "../../shared/line/deadlines.ts"
import { provenFork } from "../../shared/line/forks.ts"
import { fold, wantedRows, withoutRows, withRows, type Folding } from "../../shared/line/fold.ts"
import { checkFounding, type Verify } from "../../shared/line/founding.ts"
import { row, type LineState, type Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import { entry, type Entry } from "../../shared/records/entry.ts"
import type { Hash, MessageId, RelayId } from "../../shared/records/names.ts"
import { isFounding, parseRecord, type Chained, type Parsed } from "../../shared/records/parsed.ts"
import { relayed, type Relayed } from "../../shared/records/relayed.ts"
import { signed } from "../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../shared/result.ts"
import type { Write } from "./ports.ts"
import { chainRow, keys } from "./store-layout.ts"

/** An entry of one journal, read but not yet believed. */
export interface Arrived {
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
  readonly entry: Entry
  readonly said:
    | { readonly by: "party"; readonly record: Parsed }
    | { readonly by: "relay"; readonly relayed: Relayed }
}

/** What loading brought: rows of the store by key. */
export type Memo = ReadonlyMap<string, Uint8Array | undefined>
export const noMemo: Memo = new Map()

/** What folding an entry changed. `isNew`: no other journal had brought this record before. */
export interface Folded {
  readonly isNew: boolean
  readonly writes: readonly Write[]
}

export function readEntry(
  relay: RelayId,
  at: { readonly epoch: number; readonly index: number },
  bytes: Uint8Array,
): Result<Arrived> {
  const read = decodeAs(entry, bytes, limits.frameBytesMax)
  if (!read.ok) return read
  if (read.value.relay !== relay) return refused("log/forged", "an entry in another relay's name")
  if (read.value.speaker === "relay") {
    const said = decodeAs(relayed, read.value.record, limits.recordBytesMax)
    if (!said.ok) return said
    return ok({ relay, ...at, entry: read.value, said: { by: "relay", relayed: said.value } })
  }
  const record = parseRecord(read.value.record)
  if (!record.ok) return record
  return ok({ relay, ...at, entry: read.value, said: { by: "party", record: record.value } })
}

export class Union {
  #state: LineState
  readonly #verify: Verify
  /** Founding documents as signed, to hand to a relay that lacks them. */
  readonly #foundings = new Map<Hash, Uint8Array>()
  /** The newest chain rows: every record comes once from each relay, and the second time it must be known without the disk. */
  readonly #recent = new Map<string, Uint8Array>()

  /** Rows that have left memory and that whoever folds the dialogue may not have seen. */
  #past: Row[] = []

  constructor(state: LineState, verify: Verify) {
    this.#state = state
    this.#verify = verify
  }

  get state(): LineState {
    return this.#state
  }

  restore(state: LineState): void {
    this.#state = state
  }

  get foundings(): readonly Uint8Array[] {
    return [...this.#foundings.values()]
  }

  keepFounding(record: Parsed): void {
    this.#foundings.set(record.hash, encodeAs(signed, record.signed))
  }

  /** Rows to load before this entry can be folded: a settled message's, or what stands at a number long taken. */
  wants(arrived: Arrived): readonly string[] {
    const rows = wantedRows(this.#folding(arrived, new Map()))
      .filter((message) => !this.#state.rows.has(message))
      .map(keys.row)
    const { said } = arrived
    if (said.by === "relay") return rows
    return isFounding(said.record) ? [] : this.#wantsOf(said.record, rows)
  }

  #wantsOf(record: Chained, rows: readonly string[]): readonly string[] {
    const { from, seq } = record.core.link
    const last = this.#state.heads.get(from)?.seq ?? 0
    // A new envelope has no row yet, unless stages of it came first; those rows are open and in memory. What it is about has.
    if (seq > last && record.kind === "envelope") {
      return rows.filter((key) => key !== keys.row(record.core.message))
    }
    const place = keys.chain(from, seq)
    return seq < last && !this.#recent.has(place) ? [place, ...rows] : rows
  }

  #rememberPlace(key: string, value: Uint8Array): void {
    this.#recent.set(key, value)
    const [oldest] = this.#recent.keys()
    if (this.#recent.size > limits.chainRowsInMemory && oldest !== undefined)
      this.#recent.delete(oldest)
  }

  /** Believes, or refuses with the rule that was broken. The entry stays in the copy either way: it is what the relay said. */
  fold(arrived: Arrived, memo: Memo): Result<Folded> {
    this.#state = withRows(this.#state, this.#loadedRows(memo))
    const folding = this.#folding(arrived, memo)
    if (folding.said.by === "relay") return this.#foldRelayed(folding, folding.said.relayed)
    const { record } = folding.said
    return isFounding(record)
      ? this.#foldFounding(folding, record)
      : this.#foldChained(arrived, folding, record)
  }

  /** What a relay says of itself is its word; what it says of a device it must prove. */
  #foldRelayed(folding: Folding, said: Relayed): Result<Folded> {
    const proven = said.kind === "evidence" ? provenFork(this.#state, said, this.#verify) : ok(said)
    if (!proven.ok) return proven
    this.#state = fold(this.#state, folding)
    return ok({ isNew: true, writes: [] })
  }

  #foldFounding(
    folding: Folding,
    record: Extract<Parsed, { kind: "root" | "charter" | "roster" }>,
  ): Result<Folded> {
    const place = checkFounding(this.#state, record, this.#verify)
    if (!place.ok) return place
    this.keepFounding(record)
    this.#state = fold(this.#state, folding)
    const value = encodeAs(signed, record.signed)
    return ok({
      isNew: place.value !== "known",
      writes: [{ key: keys.founding(record.hash), value }],
    })
  }

  #foldChained(arrived: Arrived, folding: Folding, record: Chained): Result<Folded> {
    const author = authenticate(this.#state, record, this.#verify)
    if (!author.ok) return author
    const prior = folding.said.by === "party" ? folding.said.prior : undefined
    const { from, seq } = record.core.link
    const isContested = seq >= (this.#state.forked.get(from) ?? Number.MAX_SAFE_INTEGER)
    const place = placeOf(this.#state.heads.get(from), record, prior)
    const missing = missingIn(this.#state, arrived.relay, record)
    this.#state = fold(this.#state, folding)
    if (missing !== undefined) return refused("chain/gap", `number ${String(missing)} is missing`)
    // It follows nothing that could be told from what stands in its place elsewhere.
    if (isContested) return ok({ isNew: false, writes: [] })
    if (place.kind === "gap") return refused("chain/gap", `number ${String(place.want)} is missing`)
    if (place.kind !== "next") return ok({ isNew: false, writes: [] })
    const { relay, epoch, index } = arrived
    const value = encodeAs(chainRow, { hash: record.hash, relay, epoch, index })
    const key = keys.chain(from, seq)
    this.#rememberPlace(key, value)
    return ok({ isNew: true, writes: [{ key, value }] })
  }

  #folding(arrived: Arrived, memo: Memo): Folding {
    const { relay, index, entry: standing, said } = arrived
    const place = { relay, index, t: standing.t }
    if (said.by === "relay") return { at: { ...place, carriedAt: undefined }, said }
    const { record } = said
    const at = { ...place, carriedAt: this.#carriedAt(standing, record) }
    return { at, said: { by: "party", record, prior: this.#priorOf(record, memo) } }
  }

  #priorOf(record: Parsed, memo: Memo): Hash | undefined {
    if (isFounding(record)) return undefined
    const { from, seq } = record.core.link
    const key = keys.chain(from, seq)
    const bytes = this.#recent.get(key) ?? memo.get(key)
    if (bytes === undefined) return undefined
    const read = decodeAs(chainRow, bytes, limits.recordBytesMax)
    return read.ok ? read.value.hash : undefined
  }

  /** A row that is in memory by now is newer than what was loaded for an entry before it. */
  #loadedRows(memo: Memo): ReadonlyMap<MessageId, Row> {
    const rows = new Map<MessageId, Row>()
    for (const [key, bytes] of memo) {
      if (bytes === undefined || !key.startsWith("row/")) continue
      const read = decodeAs(row, bytes, limits.stateBytesMax)
      if (!read.ok || this.#state.rows.has(read.value.message)) continue
      rows.set(read.value.message, read.value)
    }
    return rows
  }

  /** A wrong acceptance proves nothing: the record is then judged by its signed time alone. */
  #carriedAt(standing: Entry, record: Parsed): number | undefined {
    if (standing.carried.length === 0) return undefined
    const elsewhere = carriedAcceptance(this.#state, standing.carried, record.hash, this.#verify)
    return elsewhere.ok ? elsewhere.value.t : undefined
  }

  /** Rows of settled messages above the bound leave memory; the caller stores them in the same batch. */
  putAway(): readonly Write[] {
    const surplus = this.#state.rows.size - limits.deskRowsInMemory
    if (surplus <= 0) return []
    const settled: Row[] = []
    for (const candidate of this.#state.rows.values()) {
      if (settled.length >= surplus) break
      if (isSettled(this.#state, candidate)) settled.push(candidate)
    }
    this.#state = withoutRows(
      this.#state,
      settled.map((candidate) => candidate.message),
    )
    this.#past.push(...settled)
    return settled.map((candidate) => ({
      key: keys.row(candidate.message),
      value: encodeAs(row, candidate),
    }))
  }

  /** A row that an earlier run had put away: it says nothing to the fold, and all to the dialogue. */
  recall(bytes: Uint8Array): void {
    const read = decodeAs(row, bytes, limits.stateBytesMax)
    if (read.ok) this.#past.push(read.value)
  }

  /** Rows that have left memory since this was last asked. */
  takePast(): readonly Row[] {
    const past = this.#past
    this.#past = []
    return past
  }

  /** For an officer who asks for an old message: its row is in memory again, until it is put away once more. */
  bringBack(bytes: Uint8Array): void {
    const read = decodeAs(row, bytes, limits.stateBytesMax)
    if (read.ok) this.#state = withRows(this.#state, new Map([[read.value.message, read.value]]))
  }

  rowOf(message: MessageId): Row | undefined {
    return this.#state.rows.get(message)
  }
}
