// Bodies as they came, kept for the life of their message: to hand to a relay that lacks them, and to open again should a
// sibling wrap the key anew.

import { branded, decodeAs, encodeAs, uint } from "../../shared/encoding/schema.ts"
import type { MessageId } from "../../shared/records/names.ts"
import type { Write } from "./ports.ts"
import { keys } from "./store-layout.ts"

export class Enclosures {
  readonly #until = new Map<MessageId, number>()

  /** Two rows: the body as it travels, and how long it is kept. */
  keep(message: MessageId, enclosure: Uint8Array, keepUntil: number): readonly Write[] {
    if (this.#until.has(message)) return []
    this.#until.set(message, keepUntil)
    return [
      { key: keys.enclosure(message), value: enclosure },
      { key: keys.enclosureUntil(message), value: encodeUntil(keepUntil) },
    ]
  }

  restore(row: Write): void {
    const message = branded<MessageId>(row.key.slice(keys.enclosureUntils.length))
    const keepUntil = row.value === undefined ? undefined : decodeUntil(row.value)
    if (keepUntil !== undefined) this.#until.set(message, keepUntil)
  }

  /** What has outlived its message. */
  purge(wall: number): readonly Write[] {
    const writes: Write[] = []
    for (const [message, keepUntil] of this.#until) {
      if (keepUntil >= wall) continue
      this.#until.delete(message)
      writes.push({ key: keys.enclosure(message), value: undefined })
      writes.push({ key: keys.enclosureUntil(message), value: undefined })
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
