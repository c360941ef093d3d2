// Bodies as they came, kept for the life of their message: to hand to a relay that lacks them, and to open again should a
// sibling wrap the key anew.

import { branded, decodeAs, encodeAs, uint } from "../../shared/encoding/schema.ts"
import type { Hash } from "../../shared/records/names.ts"
import type { Write } from "./ports.ts"
import { keys } from "./store-layout.ts"

export class Enclosures {
  readonly #until = new Map<Hash, number>()

  /** Two rows: the body as it travels, and how long it is kept. */
  keep(header: Hash, enclosure: Uint8Array, keepUntil: number): readonly Write[] {
    if (this.#until.has(header)) return []
    this.#until.set(header, keepUntil)
    return [
      { key: keys.enclosure(header), value: enclosure },
      { key: keys.enclosureUntil(header), value: encodeUntil(keepUntil) },
    ]
  }

  restore(row: Write): void {
    const header = branded<Hash>(row.key.slice(keys.enclosureUntils.length))
    const keepUntil = row.value === undefined ? undefined : decodeUntil(row.value)
    if (keepUntil !== undefined) this.#until.set(header, keepUntil)
  }

  /** What has outlived its message. */
  purge(wall: number): readonly Write[] {
    const writes: Write[] = []
    for (const [header, keepUntil] of this.#until) {
      if (keepUntil >= wall) continue
      this.#until.delete(header)
      writes.push({ key: keys.enclosure(header), value: undefined })
      writes.push({ key: keys.enclosureUntil(header), value: undefined })
    }
    return writes
  }
}

function encodeUntil(keepUntil: number): Uint8Array {
  return encodeAs(uint(), keepUntil)
}

function decodeUntil(value: Uint8Array): number | undefined {
  const read = decodeAs(uint(), value, 16)
  return read.ok ? read.value : undefined
}
