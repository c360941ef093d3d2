// Wraps that other devices have made for this one, of messages that it could not open or that are older than it is. Kept until
// the message is open; each device that wraps displaces nothing but its own earlier try.

import {
  bytes,
  decodeAs,
  encodeAs,
  record,
  uint,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import { wrapBytes } from "../../shared/records/envelope.ts"
import { deviceId, hash, type Hash } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import { hashOf } from "../../shared/records/signed.ts"
import type { Write } from "./ports.ts"
import { keys } from "./store-layout.ts"

export type ParsedRewrap = Extract<Chained, { kind: "rewrap" }>

const rewrappedRow = record({
  header: hash,
  from: deviceId,
  rewrap: bytes(1, limits.recordBytesMax),
  wrap: bytes(wrapBytes),
  keepUntil: uint(),
})
type RewrappedRow = Infer<typeof rewrappedRow>

export class Rewrapped {
  readonly #held = new Map<string, RewrappedRow>()

  restore(encoded: Uint8Array): void {
    const read = decodeAs(rewrappedRow, encoded, limits.recordBytesMax)
    if (read.ok) this.#held.set(keyOf(read.value), read.value)
  }

  /** Nothing where the wrap is not the one that was signed: another relay may bring it. */
  keep(order: ParsedRewrap, wrap: Uint8Array, keepUntil: number): readonly Write[] {
    if (hashOf(wrap) !== order.core.wrapHash || wrap.length !== wrapBytes) return []
    const { header, link } = order.core
    const row = { header, from: link.from, rewrap: order.signed.core, wrap, keepUntil }
    this.#held.set(keyOf(row), row)
    return [{ key: keyOf(row), value: encodeAs(rewrappedRow, row) }]
  }

  of(header: Hash): readonly RewrappedRow[] {
    return [...this.#held.values()].filter((row) => row.header === header)
  }

  get headers(): readonly Hash[] {
    return [...this.#held.values()].map((row) => row.header)
  }

  /** The message is open. */
  forget(header: Hash): readonly Write[] {
    return this.#drop(this.of(header))
  }

  /** What was not opened while there was a body for it. */
  purge(wall: number): readonly Write[] {
    return this.#drop([...this.#held.values()].filter((row) => row.keepUntil < wall))
  }

  #drop(rows: readonly RewrappedRow[]): readonly Write[] {
    return rows.map((row) => {
      this.#held.delete(keyOf(row))
      return { key: keyOf(row), value: undefined }
    })
  }
}

function keyOf({ header, from }: Pick<RewrappedRow, "header" | "from">): string {
  return keys.rewrapped(header, from)
}
