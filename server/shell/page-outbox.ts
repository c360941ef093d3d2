// The pages of one line that are still to be delivered. The journal is the outbox: every step of the ladder stands in it before
// anybody is called. A row beside it says how far people have been called, so a process that is killed between the two, or
// between calling and noting it, leaves a page to be sent (again), and never none.

import { assert } from "../../shared/assert.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { envelopeOf } from "../../shared/line/delivery.ts"
import type { LadderPoint } from "../../shared/line/deadlines.ts"
import type { Row } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { LineId, MessageId, StepId } from "../../shared/records/names.ts"
import { besideKeys, pagerRow, type PagerRow } from "../core/beside.ts"
import { storedRow } from "../core/bodies.ts"
import { readEntry } from "../core/journal-entry.ts"
import { highestOf } from "../core/overdue.ts"
import type { Journal } from "../journal/port.ts"
import type { Page } from "./webhook.ts"

export interface WaitingPage extends Page {
  readonly index: number
  /** Line time at which the step was recorded. */
  readonly t: number
  failures: number
  /** On the monotonic clock; not tried before. */
  notBefore: number
  isUnderWay: boolean
}

interface Recorded {
  readonly index: number
  readonly t: number
  readonly point: LadderPoint
}

export interface OutboxPorts {
  readonly journal: Journal
  /** The message as it stands in memory, while its line is open. */
  rowOf(line: LineId, message: MessageId): Row | undefined
}

export class PageOutbox {
  readonly #line: LineId
  readonly #ports: OutboxPorts
  readonly #waiting = new Map<StepId, WaitingPage>()
  readonly #done = new Map<StepId, number>()
  #scanned = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(line: LineId, ports: OutboxPorts) {
    this.#line = line
    this.#ports = ports
  }

  get waiting(): Iterable<WaitingPage> {
    return this.#waiting.values()
  }

  get count(): number {
    return this.#waiting.size
  }

  /** Before this process records anything. A pager that is new to a journal calls nobody about its past. */
  async open(): Promise<void> {
    const row = await this.#row()
    if (row === undefined) {
      this.#scanned = await this.#ports.journal.size(this.#line)
      await this.#note()
      return
    }
    this.#scanned = row.next
    for (const { step, index } of row.done) this.#done.set(step, index)
  }

  find(step: StepId): WaitingPage | undefined {
    return this.#waiting.get(step)
  }

  /** Takes in what the journal has gained, and what other processes of this relay have delivered meanwhile. */
  async scan(notBefore: number): Promise<void> {
    const row = await this.#row()
    if (row !== undefined) this.#learn(row)
    const { recorded, upTo } = await this.#recorded()
    for (const { index, t, point } of this.#pagesAmong(recorded)) {
      if (this.#waiting.has(point.step) || this.#done.has(point.step)) continue
      const about = await this.#rowOf(point.message)
      const precedence = about === undefined ? undefined : envelopeOf(about)?.precedence
      const page = { line: this.#line, index, t, point, precedence }
      const state = { failures: 0, notBefore, isUnderWay: false }
      this.#waiting.set(point.step, { ...page, ...state })
    }
    // Only now: what is noted in between must not pass over a page that nobody holds yet.
    this.#scanned = Math.max(this.#scanned, upTo)
  }

  /** Delivered, or given up: it is not tried again, also not by the next process. */
  async settle(page: WaitingPage): Promise<void> {
    this.#waiting.delete(page.point.step)
    this.#done.set(page.point.step, page.index)
    await this.#note()
  }

  /** All that was to be noted is. */
  async rest(): Promise<void> {
    await this.#writing
  }

  async #recorded(): Promise<{ readonly recorded: readonly Recorded[]; readonly upTo: number }> {
    const { journal } = this.#ports
    const recorded: Recorded[] = []
    let upTo = this.#scanned
    while (this.#waiting.size + this.#done.size + recorded.length < limits.pagesWaitingMax) {
      const entries = await journal.read(this.#line, upTo, limits.readEntriesMax)
      if (entries.length === 0) break
      for (const bytes of entries) {
        const { index, entry, said } = readEntry(upTo, bytes)
        upTo += 1
        if (said.by !== "relay" || said.relayed.kind !== "overdue") continue
        recorded.push({ index, t: entry.t, point: said.relayed })
      }
    }
    return { recorded, upTo }
  }

  /** Steps of one message that were recorded at one time are one call, as they are when they fall due. */
  #pagesAmong(recorded: readonly Recorded[]): readonly Recorded[] {
    const together = new Map<string, Recorded[]>()
    for (const one of recorded) {
      const key = `${one.point.message} ${String(one.t)}`
      together.set(key, [...(together.get(key) ?? []), one])
    }
    return [...together.values()].flatMap((group) => {
      const highest = highestOf(group.map(({ point }) => point))
      return group.filter(({ point }) => point === highest)
    })
  }

  async #rowOf(message: MessageId): Promise<Row | undefined> {
    const known = this.#ports.rowOf(this.#line, message)
    if (known !== undefined) return known
    const stored = await this.#ports.journal.beside(this.#line, besideKeys.row(message))
    return stored === undefined ? undefined : storedRow(stored)
  }

  async #row(): Promise<PagerRow | undefined> {
    const stored = await this.#ports.journal.beside(this.#line, besideKeys.pager)
    if (stored === undefined) return undefined
    const read = decodeAs(pagerRow, stored, limits.besideBytesMax)
    assert(read.ok, "the pager's own row reads")
    return read.value
  }

  /** Nobody passes over a page that is not settled, so what lies below another's cursor is. */
  #learn(row: PagerRow): void {
    const done = new Set(row.done.map(({ step }) => step))
    for (const { point, index } of this.#waiting.values()) {
      if (index < row.next || done.has(point.step)) this.#waiting.delete(point.step)
    }
    for (const { step, index } of row.done) this.#done.set(step, index)
    this.#scanned = Math.max(this.#scanned, row.next)
  }

  /** One write at a time, each with the newest that is known here and elsewhere; a cursor never goes back. */
  async #note(): Promise<void> {
    const written = this.#writeAfter(this.#writing)
    this.#writing = written.catch(() => undefined)
    await written
  }

  async #writeAfter(before: Promise<void>): Promise<void> {
    await before
    const row = await this.#row()
    if (row !== undefined) this.#learn(row)
    const waiting = [...this.#waiting.values()].map(({ index }) => index)
    const next = Math.max(row?.next ?? 0, Math.min(this.#scanned, ...waiting))
    for (const [step, index] of this.#done) if (index < next) this.#done.delete(step)
    const done = [...this.#done].map(([step, index]) => ({ step, index }))
    const value = encodeAs(pagerRow, { next, done: done.slice(0, limits.pagesWaitingMax) })
    await this.#ports.journal.write(this.#line, [{ key: besideKeys.pager, value }])
  }
}
