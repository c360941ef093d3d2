// What survives a process on the bench: a journal and the rows beside it, in memory, answering at once.

import { limits } from "../../../shared/limits.ts"
import type { Delivery } from "../../../shared/wire/frames.ts"
import type { Prepared } from "../../../server/core/batch.ts"
import type { BesideRow, Loaded } from "../../../server/core/beside.ts"
import { bodyAnswer, bodyKeys, storedRow } from "../../../server/core/bodies.ts"
import { rowsWantedBy } from "../../../server/core/catching-up.ts"
import { deliveryOf, enclosureKeys, hasRoomFor } from "../../../server/core/enclosures.ts"
import type { RelayEffect, RelayEvent } from "../../../server/core/relay-event.ts"

const nothing = new Uint8Array(0)

/** What survives a process: the journal and the rows beside it. */
export class Disk {
  readonly entries: Uint8Array[] = []
  readonly rows = new Map<string, Uint8Array>()
  nextDue: number | undefined

  keep(rows: readonly BesideRow[]): void {
    for (const { key, value } of rows) {
      if (value === undefined) this.rows.delete(key)
      else this.rows.set(key, Uint8Array.from(value))
    }
  }

  append(prepared: Prepared): RelayEvent {
    if (prepared.expected !== this.entries.length) {
      return { kind: "conflict", size: this.entries.length }
    }
    this.entries.push(...prepared.entries)
    this.keep(prepared.beside)
    this.nextDue = prepared.nextDue
    return { kind: "appended", size: this.entries.length }
  }

  loaded(keys: readonly string[]): Loaded {
    return new Map(keys.map((key) => [key, this.rows.get(key)]))
  }

  /** What a journal says to whoever reads it or keeps rows beside it; appends are asked for by name. */
  answer(effect: RelayEffect): RelayEvent | undefined {
    if (effect.kind === "read") {
      const entries = this.entries.slice(effect.from, effect.from + limits.readEntriesMax)
      const rows = this.loaded(rowsWantedBy(effect.from, entries))
      return { kind: "read", entries, rows }
    }
    if (effect.kind === "load") {
      const entries = new Map(effect.missing.indexes.map((i) => [i, this.#entry(i)]))
      return { kind: "loaded", supply: { rows: this.loaded(effect.missing.keys), entries } }
    }
    if (effect.kind === "keep") {
      this.keep(effect.rows)
      return { kind: "kept", kept: effect.kept }
    }
    return this.#fetched(effect)
  }

  #fetched(effect: RelayEffect): RelayEvent | undefined {
    if (effect.kind === "fetch") {
      return { ...effect, kind: "fetched", deliveries: this.#deliveries(effect) }
    }
    if (effect.kind === "fetch-mail") {
      return { ...effect, kind: "mail-fetched", row: this.rows.get(effect.key) }
    }
    return effect.kind === "fetch-bodies" ? this.#bodies(effect) : undefined
  }

  #entry(index: number): Uint8Array {
    return this.entries[index] ?? nothing
  }

  #deliveries(effect: Extract<RelayEffect, { kind: "fetch" }>): readonly Delivery[] {
    const deliveries: Delivery[] = []
    const { from, count, device } = effect
    for (let index = from; index < from + count; index += 1) {
      const entry = this.#entry(index)
      const rows = this.loaded(enclosureKeys(index, entry, device))
      const delivery = deliveryOf(index, entry, device, rows)
      if (!hasRoomFor(deliveries, delivery)) break
      deliveries.push(delivery)
    }
    return deliveries
  }

  #bodies(effect: Extract<RelayEffect, { kind: "fetch-bodies" }>): RelayEvent {
    const { message, device } = effect
    const stored = this.rows.get(`row/${message}`)
    const row = effect.row ?? (stored === undefined ? undefined : storedRow(stored))
    const enclosure =
      row === undefined ? nothing : bodyAnswer(row, device, this.loaded(bodyKeys(row, device)))
    return { ...effect, kind: "bodies-fetched", enclosure }
  }
}
