// Whether somebody else signs with this device's key. A relay that says so is asked for the record: only a record that the
// key verifiably signed, and that this store does not know, ends a device. A word alone ends nothing but that relay's credit.

import type { Parts } from "./desk.ts"
import { limits } from "../../shared/limits.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { RelayLink } from "./relay-link.ts"
import type { Now } from "./ports.ts"

/** What a relay says of our chain without having shown it, and how much of its journal must be here to see that. */
interface Claim {
  readonly detail: string
  readonly size: number
  readonly until: number
}

type Whole = Pick<Parts, "outbox" | "union" | "identity" | "out">

export class OwnChain {
  readonly #claims = new Map<RelayId, Claim>()
  /** Relays that have said it before and shown nothing: they hold up nobody a second time. */
  readonly #disbelieved = new Set<RelayId>()

  /** A store that went back in time must not sign a number twice, so numbering waits a moment for the record itself. */
  claimed(
    { relay, detail, size }: Pick<Claim, "detail" | "size"> & { readonly relay: RelayId },
    now: Now,
  ): void {
    if (this.#claims.has(relay) || this.#disbelieved.has(relay)) return
    this.#claims.set(relay, { detail, size, until: now.mono + limits.lineDeadMs })
  }

  /** True while a relay still has time to show what it speaks of. */
  get isAwaited(): boolean {
    return this.#claims.size > 0
  }

  /** A record of a journal that the rulebook has found to be signed by its author's key. */
  seen(record: Chained, { outbox, union, identity, out }: Whole): void {
    const { from, seq } = record.core.link
    if (from !== identity.device || outbox.stopped !== undefined) return
    const known = outbox.from(seq)[0]
    const isOther = known?.seq === seq && known.hash !== record.hash
    const isAhead = seq > (outbox.head?.seq ?? 0)
    if (!isOther && !isAhead && !union.state.forked.has(identity.device)) return
    const detail = `record ${String(seq)} of this device is signed with its key, and its store does not know it`
    this.#claims.clear()
    outbox.stop(detail)
    out.notice({ kind: "stopped-signing", detail })
  }

  /** What was said and not shown: told, and passed over from then on. */
  settle(links: Iterable<RelayLink>, now: Now, { out }: Pick<Parts, "out">): void {
    for (const { circuit, copy } of links) {
      const claim = this.#claims.get(circuit.id)
      // Below a size that is here already the record would have been seen; what is still on its way gets its time.
      if (claim === undefined || (now.mono < claim.until && copy.next < claim.size)) continue
      this.#claims.delete(circuit.id)
      this.#disbelieved.add(circuit.id)
      const detail = `${claim.detail}, and it shows no such record`
      out.notice({ kind: "violation", relay: circuit.id, code: "log/forged", detail })
    }
  }
}
