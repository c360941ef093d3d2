// I12: a journal says what happened and nothing else. Each record that desks signed stands in it once, each device's in its
// order; nothing stands in it that nobody signed; what the relay says of itself is true.

import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { Hash } from "../../../shared/records/names.ts"
import { isFounding, parseRecord } from "../../../shared/records/parsed.ts"
import { relayed } from "../../../shared/records/relayed.ts"
import type { RelayNode } from "../world/relay-node.ts"
import type { Court, Invariant } from "./violation.ts"

export class LogFacts implements Invariant {
  readonly #court: Court

  constructor(court: Court) {
    this.#court = court
  }

  conclude(): void {
    for (const relay of this.#court.world.honestRelays) this.#check(relay)
  }

  #check(relay: RelayNode): void {
    const seen = new Set<Hash>()
    const last = new Map<string, number>()
    let t = 0
    for (const [index, bytes] of (relay.journals[0]?.entries ?? []).entries()) {
      const where = `${relay.name}/${String(index)}`
      const read = decodeAs(entry, bytes, limits.entryBytesMax)
      if (!read.ok) {
        this.#court.accuse("I12", `${where} does not read`)
        continue
      }
      if (read.value.t < t) this.#court.accuse("I12", `${where} goes back in time`)
      t = read.value.t
      if (read.value.speaker === "relay") this.#checkRelayed(where, read.value.record)
      else this.#checkRecord(where, read.value.record, { seen, last })
    }
    for (const { hash, by } of this.#court.world.truth.signed.values()) {
      if (!seen.has(hash)) this.#court.accuse("I12", `${relay.name} lacks a record of ${by}`)
    }
  }

  #checkRelayed(where: string, bytes: Uint8Array): void {
    const said = decodeAs(relayed, bytes, limits.recordBytesMax)
    if (!said.ok) this.#court.accuse("I12", `${where} is no relay record`)
    else if (said.value.kind === "evidence") {
      this.#court.accuse("I12", `${where} accuses ${said.value.device} of ${said.value.what}`)
    }
  }

  #checkRecord(
    where: string,
    bytes: Uint8Array,
    book: { readonly seen: Set<Hash>; readonly last: Map<string, number> },
  ): void {
    const record = parseRecord(bytes)
    if (!record.ok) {
      this.#court.accuse("I12", `${where} is no record`)
      return
    }
    const { hash } = record.value
    if (book.seen.has(hash)) this.#court.accuse("I12", `${where} stands in its journal twice`)
    book.seen.add(hash)
    if (isFounding(record.value)) return
    const signed = this.#court.world.truth.signed.get(hash)
    if (signed === undefined) {
      this.#court.accuse("I12", `${where} was signed by nobody`)
      return
    }
    const before = book.last.get(signed.by) ?? 0
    if (signed.seq !== before + 1)
      this.#court.accuse("I12", `${where} is out of its device's order`)
    book.last.set(signed.by, signed.seq)
  }
}
