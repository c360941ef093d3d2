// What relays have signed that they hold, against what they then deliver. An acceptance stops a sender's clock, so the entry
// must come to this desk's own copy, at that index and with those bytes, or the acceptance is evidence and not more.

import { decodeAs } from "../../shared/encoding/schema.ts"
import { hexOf } from "../../shared/encoding/bytes.ts"
import { limits } from "../../shared/limits.ts"
import { leafHash } from "../../shared/log/tree.ts"
import {
  acceptance,
  type AcceptedEntry,
  type SignedAcceptance,
} from "../../shared/records/acceptance.ts"
import type { Hash, RelayId } from "../../shared/records/names.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import { keys } from "./store-layout.ts"

export interface Receipt {
  readonly relay: RelayId
  readonly epoch: number
  readonly entry: AcceptedEntry
  readonly signed: SignedAcceptance
  /** Since when the entry could have come, by our monotonic clock; undefined until the relay is attached. */
  readonly since: number | undefined
}

/** A receipt that is contradicted, or that nothing came of. */
export interface Broken {
  readonly receipt: Receipt
  readonly detail: string
}

/** After the merge delay, and after what tells a slow line from a dead one. */
const patienceMs = limits.mergeDelayMs + limits.lineDeadMs

export class Receipts {
  readonly #open = new Map<string, Receipt>()
  /** When an entry came last: a long journal on its way is not missing. */
  readonly #came = new Map<RelayId, number>()

  /** `records`: those of ours that it answers; for what we carried for others their own desks look. */
  expect(relay: RelayId, signed: SignedAcceptance, records: readonly Hash[], now?: Now): void {
    const read = decodeAs(acceptance, signed.core, limits.recordBytesMax)
    if (!read.ok) return
    const { epoch, entries } = read.value
    for (const entry of entries.filter((each) => records.includes(each.record))) {
      const receipt = { relay, epoch, entry, signed, since: now?.mono }
      this.#open.set(nameOf(receipt), receipt)
    }
  }

  /** A circuit is up again: only from here on can anything come. */
  attached(relay: RelayId, now: Now): void {
    for (const [name, receipt] of this.#open) {
      if (receipt.relay === relay) this.#open.set(name, { ...receipt, since: now.mono })
    }
  }

  /** An entry has joined our copy. */
  entered(
    at: { readonly relay: RelayId; readonly epoch: number; readonly index: number },
    bytes: Uint8Array,
    now: Now,
  ): readonly Broken[] {
    this.#came.set(at.relay, now.mono)
    return this.#checked(at, bytes)
  }

  #checked(
    at: { readonly relay: RelayId; readonly epoch: number; readonly index: number },
    bytes: Uint8Array,
  ): readonly Broken[] {
    const leaf = hexOf(leafHash(bytes))
    return [...this.#open].flatMap(([name, receipt]) => {
      const { relay, epoch, entry } = receipt
      if (relay !== at.relay || epoch !== at.epoch || entry.index !== at.index) return []
      this.#open.delete(name)
      const detail = `it accepted a record as entry ${String(entry.index)}, where its journal has another`
      return entry.leaf === leaf ? [] : [{ receipt, detail }]
    })
  }

  /** Entries of receipts for what is in our copy already: to be read from the store and compared. */
  wanted(link: RelayLink): readonly string[] {
    return [...this.#open.values()]
      .filter(({ relay }) => relay === link.circuit.id)
      .filter(
        ({ epoch, entry }) =>
          epoch < link.copy.epoch || (epoch === link.copy.epoch && entry.index < link.copy.next),
      )
      .map(({ relay, epoch, entry }) => keys.entry(relay, epoch, entry.index))
  }

  /** Those entries as the store has them. */
  loaded(values: ReadonlyMap<string, Uint8Array | undefined>): readonly Broken[] {
    return [...this.#open.values()].flatMap(({ relay, epoch, entry }) => {
      const bytes = values.get(keys.entry(relay, epoch, entry.index))
      return bytes === undefined ? [] : this.#checked({ relay, epoch, index: entry.index }, bytes)
    })
  }

  /** What should have come by now on a living circuit. */
  overdue(link: RelayLink, now: Now): readonly Broken[] {
    if (link.feed.ownSeq === undefined) return []
    return [...this.#open].flatMap(([name, receipt]) => {
      const { relay, epoch, entry, since } = receipt
      if (relay !== link.circuit.id || since === undefined) return []
      const isComing = entry.index <= link.size
      const from = isComing ? Math.max(since, this.#came.get(relay) ?? 0) : since
      if (now.mono - from <= patienceMs && epoch <= link.copy.epoch) return []
      this.#open.delete(name)
      const detail = `it accepted a record as entry ${String(entry.index)} of epoch ${String(epoch)} and did not enter it`
      return [{ receipt, detail }]
    })
  }
}

function nameOf({ relay, epoch, entry }: Receipt): string {
  return `${relay} ${String(epoch)} ${String(entry.index)} ${entry.leaf}`
}
