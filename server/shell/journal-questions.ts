// What a line asks of its journal, and how the answers read as events. A promise that is rejected here means that nothing is
// known of the disk any more; whoever asked ends.

import { unreachable } from "../../shared/assert.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId } from "../../shared/records/names.ts"
import type { Delivery } from "../../shared/wire/frames.ts"
import { besideKeys, type Loaded } from "../core/beside.ts"
import { bodyAnswer, bodyKeys, storedRow } from "../core/bodies.ts"
import { rowsWantedBy } from "../core/catching-up.ts"
import { deliveryOf, enclosureKeys, hasRoomFor } from "../core/enclosures.ts"
import type { Missing } from "../core/lookups.ts"
import type { Note, RelayEffect, RelayEvent } from "../core/relay-event.ts"
import type { Append, Appended, Journal } from "../journal/port.ts"
import type { Clock } from "./clock.ts"
import { insist, isUnreachable } from "./insist.ts"

type EffectOf<K extends RelayEffect["kind"]> = Extract<RelayEffect, { kind: K }>

/** What takes the journal's time; all else is done at once. */
export type ForJournal = EffectOf<
  "read" | "load" | "append" | "keep" | "sweep" | "fetch" | "fetch-mail" | "fetch-bodies"
>
const forJournal: ReadonlySet<RelayEffect["kind"]> = new Set<ForJournal["kind"]>([
  "read",
  "load",
  "append",
  "keep",
  "sweep",
  "fetch",
  "fetch-mail",
  "fetch-bodies",
])

export function isForJournal(effect: RelayEffect): effect is ForJournal {
  return forJournal.has(effect.kind)
}

export interface QuestionPorts {
  readonly journal: Journal
  readonly clock: Clock
  readonly note: (line: LineId, note: Note) => void
}

export class JournalQuestions {
  readonly #line: LineId
  readonly #ports: QuestionPorts
  #keeping: Promise<void> = Promise.resolve()

  constructor(line: LineId, ports: QuestionPorts) {
    this.#line = line
    this.#ports = ports
  }

  /** Rejects when the journal is lost; while it is only away, the question waits. */
  ask(effect: ForJournal): Promise<RelayEvent | undefined> {
    if (effect.kind === "append") return this.#append(effect)
    if (effect.kind === "keep") return this.#keepInTurn(effect)
    return insist(() => this.#question(effect))
  }

  #question(
    effect: Exclude<ForJournal, EffectOf<"append" | "keep">>,
  ): Promise<RelayEvent | undefined> {
    switch (effect.kind) {
      case "read":
        return this.#read(effect.from)
      case "load":
        return this.#load(effect.missing)
      case "sweep":
        return this.#sweep(effect.t)
      case "fetch":
        return this.#fetch(effect)
      case "fetch-mail":
        return this.#fetchMail(effect)
      case "fetch-bodies":
        return this.#fetchBodies(effect)
      default:
        return unreachable(effect)
    }
  }

  /** Once, first: the rows that outlive a process. */
  async open(): Promise<RelayEvent> {
    return await insist(() => this.#openNow())
  }

  async #openNow(): Promise<RelayEvent> {
    const rows = new Map<string, Uint8Array | undefined>()
    for (const key of [besideKeys.snapshot, besideKeys.lostEnd]) {
      rows.set(key, await this.#ports.journal.beside(this.#line, key))
    }
    for (const [key, value] of await this.#rowsForDevices()) rows.set(key, value)
    return { kind: "opened", rows }
  }

  /** Rows that another process has written; where nobody knows which, all that it may have been. */
  async keptElsewhere(keys: readonly string[] | undefined): Promise<RelayEvent | undefined> {
    const forDevices = keys?.filter(isForDevices)
    if (forDevices?.length === 0) return undefined
    return await insist(async () => {
      const rows =
        forDevices === undefined ? await this.#rowsForDevices() : await this.#rows(forDevices)
      return { kind: "kept-elsewhere", rows }
    })
  }

  async #rowsForDevices(): Promise<Loaded> {
    const rows = new Map<string, Uint8Array | undefined>()
    for (const prefix of prefixesForDevices) {
      let after: string | undefined
      for (;;) {
        const page = await this.#page(prefix, after)
        for (const [key, value] of page) rows.set(key, value)
        after = page.at(-1)?.[0]
        if (page.length < pageRows) break
      }
    }
    return rows
  }

  async #page(
    prefix: string,
    after: string | undefined,
  ): Promise<readonly (readonly [string, Uint8Array])[]> {
    const { journal } = this.#ports
    return after === undefined
      ? await journal.besideRange(this.#line, prefix, pageRows)
      : await journal.besideRange(this.#line, prefix, pageRows, after)
  }

  async #read(from: number): Promise<RelayEvent> {
    const entries = await this.#ports.journal.read(this.#line, from, limits.readEntriesMax)
    return { kind: "read", entries, rows: await this.#rows(rowsWantedBy(from, entries)) }
  }

  async #load({ keys, indexes }: Missing): Promise<RelayEvent> {
    const entries = new Map<number, Uint8Array>()
    for (const index of indexes) {
      const [entry] = await this.#ports.journal.read(this.#line, index, 1)
      if (entry !== undefined) entries.set(index, entry)
    }
    return { kind: "loaded", supply: { rows: await this.#rows(keys), entries } }
  }

  async #rows(keys: readonly string[]): Promise<Loaded> {
    const { journal } = this.#ports
    const values = await Promise.all(keys.map((key) => journal.beside(this.#line, key)))
    return new Map(keys.map((key, i) => [key, values[i]]))
  }

  async #append({ prepared }: EffectOf<"append">): Promise<RelayEvent> {
    const { expected, entries, beside, nextDue } = prepared
    const append: Append = { line: this.#line, expected, entries, beside, nextDue }
    const { clock, note } = this.#ports
    const before = clock.mono()
    const answer = await this.#answerTo(append)
    const ms = Math.round(clock.mono() - before)
    if (ms > limits.journalSlowMs) note(this.#line, { what: "slow-journal", ms })
    return { kind: answer.kind, size: answer.size }
  }

  /**
   * Where the answer stays away, what became of the append is read from the journal: the turn is judged again at the time it
   * is then, and whatever was written after all is found there.
   */
  async #answerTo(append: Append): Promise<Appended> {
    const { journal } = this.#ports
    try {
      return await journal.append(append)
    } catch (error) {
      if (!isUnreachable(error)) throw error
      return { kind: "conflict", size: await insist(() => journal.size(this.#line)) }
    }
  }

  /** One after another: an older row that is written again must not come after a newer one. */
  async #keepInTurn(effect: EffectOf<"keep">): Promise<RelayEvent> {
    const kept = this.#keeping.then(() => insist(() => this.#keep(effect)))
    this.#keeping = kept.then(
      () => undefined,
      () => undefined,
    )
    return await kept
  }

  async #keep({ rows, kept }: EffectOf<"keep">): Promise<RelayEvent> {
    await this.#ports.journal.write(this.#line, rows)
    return { kind: "kept", kept }
  }

  async #sweep(t: number): Promise<undefined> {
    let removed: number = limits.sweepRowsMax
    while (removed >= limits.sweepRowsMax) removed = await this.#ports.journal.sweep(this.#line, t)
  }

  async #fetch({ circuit, device, from, count }: EffectOf<"fetch">): Promise<RelayEvent> {
    const entries = await this.#ports.journal.read(this.#line, from, count)
    const deliveries: Delivery[] = []
    for (const [i, entry] of entries.entries()) {
      const index = from + i
      const rows = await this.#rows(enclosureKeys(index, entry, device))
      const delivery = deliveryOf(index, entry, device, rows)
      if (!hasRoomFor(deliveries, delivery)) break
      deliveries.push(delivery)
    }
    return { kind: "fetched", circuit, from, deliveries }
  }

  async #fetchMail({ circuit, key }: EffectOf<"fetch-mail">): Promise<RelayEvent> {
    const row = await this.#ports.journal.beside(this.#line, key)
    return { kind: "mail-fetched", circuit, row }
  }

  async #fetchBodies(effect: EffectOf<"fetch-bodies">): Promise<RelayEvent> {
    const { circuit, number, message, device } = effect
    const stored = await this.#ports.journal.beside(this.#line, besideKeys.row(message))
    const row = effect.row ?? (stored === undefined ? undefined : storedRow(stored))
    if (row === undefined) {
      return { kind: "bodies-fetched", circuit, number, message, enclosure: new Uint8Array(0) }
    }
    const rows = await this.#rows(bodyKeys(row, device))
    const enclosure = bodyAnswer(row, device, rows)
    return { kind: "bodies-fetched", circuit, number, message, enclosure }
  }
}

/** What is kept for the devices of a line, and for the desks that see its heads. */
const prefixesForDevices = [besideKeys.prekeys, besideKeys.cosignatures, besideKeys.mails]

function isForDevices(key: string): boolean {
  return key === besideKeys.lostEnd || prefixesForDevices.some((prefix) => key.startsWith(prefix))
}

/** Desk mail is large: a start takes it in pieces. */
const pageRows = 64
