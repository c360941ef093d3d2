// The journals of this desk as facts, each once: read from the copies on its disk when somebody first asks, and from then on only
// what is new. What a device says is shown by this desk's own state, which has judged every record when it came.

import { deviceEver } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import { limits } from "../../../shared/limits.ts"
import type { MessageId, RelayId } from "../../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { keys } from "../../sdk/store-layout.ts"
import { readEntry, type Arrived } from "../../sdk/union.ts"
import { Ledger, type LedgerFact } from "../../sdk/view/ledger.ts"
import { callSignOf, serialText } from "../../sdk/view/naming.ts"
import type { FactNames } from "../log/fact-json.ts"
import type { DeskWork } from "./desk-work.ts"

/** One answer reads for no longer than this: whoever asks is told how far it came, and asks again. */
const readingMs = 250

/** How many entries are in the book, of how many that are here. */
export interface Progress {
  readonly read: number
  readonly of: number
}

export class LogBook {
  readonly #work: DeskWork
  readonly #ledger = new Ledger()
  /** The next index wanted, by relay and epoch. */
  readonly #next = new Map<string, number>()
  readonly #envelopes = new Map<MessageId, ParsedEnvelope | "several">()
  #ordered: readonly LedgerFact[] | undefined
  #reading: Promise<Progress> | undefined

  constructor(work: DeskWork) {
    this.#work = work
  }

  /** Oldest first, each relay's times put right by how far its clock is off. */
  get facts(): readonly LedgerFact[] {
    this.#ordered ??= this.#ledger.inOrder(this.#offsets())
    return this.#ordered
  }

  get names(): FactNames {
    const { state } = this.#work.parts.union
    return { state, serialOf: (message) => this.#serialOf(state, message) }
  }

  /** Messages that have left memory are found too: their envelopes stand in the journal. */
  #serialOf(state: LineState, message: MessageId): string | undefined {
    const envelope = this.#envelopes.get(message)
    if (envelope === undefined || envelope === "several") return undefined
    const { link, serial } = envelope.core
    return serialText(callSignOf(state, link.from), serial)
  }

  /** Takes in what is new, as far as it comes in one slice of time. One reads at a time. */
  async read(): Promise<Progress> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return await this.#reading
  }

  async #read(): Promise<Progress> {
    const until = performance.now() + readingMs
    const copies = [...this.#work.parts.links.values()].map(({ circuit, copy }) => ({
      relay: circuit.id,
      epoch: copy.epoch,
      size: copy.next,
    }))
    let isDry = false
    while (!isDry && performance.now() < until) {
      isDry = true
      for (const copy of copies) if (await this.#readSome(copy)) isDry = false
    }
    return {
      read: copies.reduce((sum, { relay, epoch }) => sum + this.#nextOf(relay, epoch), 0),
      of: copies.reduce((sum, { size }) => sum + size, 0),
    }
  }

  #nextOf(relay: RelayId, epoch: number): number {
    return this.#next.get(`${relay} ${String(epoch)}`) ?? 0
  }

  /** False where nothing more of this copy is on the disk. */
  async #readSome({
    relay,
    epoch,
    size,
  }: {
    readonly relay: RelayId
    readonly epoch: number
    readonly size: number
  }): Promise<boolean> {
    const from = this.#nextOf(relay, epoch)
    const count = Math.min(limits.readEntriesMax, size - from)
    if (count <= 0) return false
    const wanted = Array.from({ length: count }, (_, i) => from + i)
    const rows = await Promise.all(
      wanted.map(async (index) => await this.#work.runtime.read(keys.entry(relay, epoch, index))),
    )
    const missing = rows.indexOf(undefined)
    const whole = missing < 0 ? rows : rows.slice(0, missing)
    for (const [i, bytes] of whole.entries()) {
      const arrived = readEntry(relay, { epoch, index: from + i }, bytes ?? new Uint8Array(0))
      // What cannot be read at all says nothing; the audit names it.
      if (arrived.ok) this.#take(arrived.value)
    }
    this.#next.set(`${relay} ${String(epoch)}`, from + whole.length)
    this.#ordered = undefined
    return whole.length > 0
  }

  #take(arrived: Arrived): void {
    this.#ledger.take(arrived)
    if (arrived.said.by !== "party" || arrived.said.record.kind !== "envelope") return
    const envelope = arrived.said.record
    const { message } = envelope.core
    const known = this.#envelopes.get(message)
    const isSame =
      known === undefined || (known !== "several" && this.#isOneMessage(known, envelope))
    this.#envelopes.set(message, isSame ? (known ?? envelope) : "several")
  }

  /** Two officers of one side may each release one draft; all else under one id is another message. */
  #isOneMessage(one: ParsedEnvelope, other: ParsedEnvelope): boolean {
    const { state } = this.#work.parts.union
    const [side, another] = [one, other].map(({ core }) => deviceEver(state, core.link.from)?.side)
    return side === another && equalBytes(one.core.commitment, other.core.commitment)
  }

  #offsets(): ReadonlyMap<RelayId, number> {
    const { runtime, parts } = this.#work
    const now = runtime.act((desk) => desk.now)
    return new Map(
      [...parts.links.values()].map(({ circuit, clock }) => [
        circuit.id,
        clock.lineTime(now) - now.wall,
      ]),
    )
  }
}
