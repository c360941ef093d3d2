// Everything the journals hold, each fact once: a record of a party under its hash, a step of the ladder under its name, with the
// places where it stands. What a relay says of itself stands in its own journal only.

import { compareText } from "../../../shared/encoding/bytes.ts"
import type { DeviceId, RelayId } from "../../../shared/records/names.ts"
import { isFounding } from "../../../shared/records/parsed.ts"
import type { Arrived } from "../union.ts"

/** One place where a fact stands: `t` by that relay's line time, which by its own word was right to within `boundMs`. */
interface FactPlace {
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
  readonly t: number
  readonly boundMs: number
}

export interface LedgerFact {
  readonly name: string
  readonly said: Arrived["said"]
  readonly places: readonly FactPlace[]
}

interface Author {
  readonly device: DeviceId
  readonly seq: number
}

export class Ledger {
  readonly #facts = new Map<string, LedgerFact>()

  /** How many facts there are. */
  get size(): number {
    return this.#facts.size
  }

  take({ said, relay, epoch, index, entry }: Arrived): void {
    const name = nameOf({ said, relay, epoch, index, entry })
    const known = this.#facts.get(name)
    const place = { relay, epoch, index, t: entry.t, boundMs: entry.terr }
    this.#facts.set(name, { name, said, places: [...(known?.places ?? []), place] })
  }

  /**
   * In the order in which people may read them: by time, each relay's corrected by how far its clock is off, and never
   * against a device's own count.
   */
  inOrder(offsets: ReadonlyMap<RelayId, number>): readonly LedgerFact[] {
    const timed = [...this.#facts.values()].map((fact) => ({ fact, at: timeOf(fact, offsets) }))
    const latest = new Map<DeviceId, number>()
    for (const each of timed.toSorted((a, b) => seqOf(a.fact) - seqOf(b.fact))) {
      const author = authorOf(each.fact)
      if (author === undefined) continue
      // A record that a lagging relay dated early still comes after its predecessor.
      each.at = Math.max(each.at, latest.get(author.device) ?? 0)
      latest.set(author.device, each.at)
    }
    return timed
      .toSorted(
        (a, b) =>
          a.at - b.at || seqOf(a.fact) - seqOf(b.fact) || compareText(a.fact.name, b.fact.name),
      )
      .map(({ fact }) => fact)
  }
}

function nameOf({ said, relay, epoch, index }: Arrived): string {
  if (said.by === "party") return said.record.hash
  if (said.relayed.kind === "overdue") return `step ${said.relayed.step}`
  return `${relay} ${String(epoch)} ${String(index)}`
}

function authorOf({ said }: LedgerFact): Author | undefined {
  if (said.by === "relay" || isFounding(said.record)) return undefined
  const { from, seq } = said.record.core.link
  return { device: from, seq }
}

function seqOf(fact: LedgerFact): number {
  return authorOf(fact)?.seq ?? 0
}

function timeOf({ places }: LedgerFact, offsets: ReadonlyMap<RelayId, number>): number {
  return Math.min(...places.map(({ relay, t }) => t - (offsets.get(relay) ?? 0)))
}
