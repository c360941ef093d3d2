// What relays have signed of their journals, and what others have seen of them, against our own copies. A head that agrees is
// cosigned; one that does not is evidence, and an alarm.

import { bytesOfHex } from "../../shared/encoding/bytes.ts"
import { enrolledDevices } from "../../shared/line/agreement.ts"
import { isOwnHead } from "../../shared/line/seen.ts"
import { cosignatureBytes, originOf } from "../../shared/log/checkpoint.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { ClaimedHead, Settled } from "./claimed-heads.ts"
import type { Parts } from "./desk.ts"
import type { AgreedHead } from "./journal-copy.ts"
import type { Now, Outgoing, Write } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"
import type { Memo } from "./union.ts"

export class SignedHeads {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Compares a signed head with our copy and cosigns it where they agree. */
  compare(link: RelayLink, note: string, now: Now): void {
    const { union, crypto, out } = this.#parts
    const before = link.copy.agreed?.size ?? 0
    const compared = link.copy.compare(note, witnessKeysOf(union.state), crypto.signatures)
    if (!compared.ok) {
      const { code, detail } = compared
      out.notice({ kind: "violation", relay: link.circuit.id, code, detail })
      return
    }
    if (compared.value.kind === "later") {
      out.store(...link.claims.take(link.circuit.id, compared.value.head))
      return
    }
    const agreed = link.copy.agreed
    if (agreed === undefined || agreed.size <= before) return
    const { size, root } = agreed
    if (this.#cosign(link, agreed, now))
      out.notice({ kind: "cosigned", relay: link.circuit.id, size, root })
  }

  /** Signed heads that came before their entries. */
  compareWaiting(link: RelayLink, now: Now): void {
    for (const note of link.copy.takeWaiting()) this.compare(link, note, now)
  }

  /** A relay that speaks of less than it has signed is shown its own signature: an honest one then signs no second history. */
  remind(link: RelayLink, size: number, now: Now): void {
    const { agreed } = link.copy
    if (agreed !== undefined && size < agreed.size) this.#cosign(link, agreed, now)
  }

  #cosign(link: RelayLink, agreed: AgreedHead, now: Now): boolean {
    const { crypto, identity, out } = this.#parts
    const { relay } = link.copy.relay
    const { size, root, signature: head } = agreed
    const origin = originOf(identity.line, relay, link.copy.epoch)
    const t = Math.floor(now.wall / 1_000)
    const bytes = cosignatureBytes({ origin, size, root: bytesOfHex(root) }, t)
    const signature = crypto.signatures.sign(identity.witnessSeed, bytes)
    return link.circuit.send({ kind: "cosign", size, root, t, signature, head }, now, out)
  }

  /**
   * Heads that others have seen travel in every record: a relay that shows two journals is found out at the next one. What
   * cannot be compared at once is to be stored with the record.
   */
  gossip(record: Chained, later: Outgoing): readonly Write[] {
    const by = record.core.link.from
    return record.core.link.seen.flatMap((head) => {
      const link = this.#parts.links.get(head.relay)
      const place = link?.copy.place(head)
      if (place === "other") this.#accuse({ by, head }, later)
      return place === "ahead" || place === "behind" ? (link?.claims.take(by, head) ?? []) : []
    })
  }

  /** The copy has grown: what others have seen of this size is compared now. */
  grown(link: RelayLink): void {
    this.#settle(link.claims.settle(link.copy))
  }

  /** What the store must be asked, to compare heads far behind the end of a copy. */
  ask(): void {
    for (const { claims, copy } of this.#parts.links.values()) {
      const question = claims.ask(copy)
      if (question !== undefined) this.#parts.out.push(question)
    }
  }

  loaded(link: RelayLink, values: Memo): void {
    this.#settle(link.claims.loaded(link.copy, values))
  }

  /** Told before it is forgotten: a crash in between compares it once more. */
  #settle({ compared, writes }: Settled): void {
    const { out } = this.#parts
    for (const { claim, place } of compared) {
      if (place === "other") this.#accuse(claim, out)
      if (place === "lost") this.#tellLost(claim, out)
    }
    out.store(...writes)
  }

  #tellLost({ head }: ClaimedHead, out: Outgoing): void {
    const detail = `the copy cannot be compared at size ${String(head.size)}: its tree is not in the store`
    out.notice({ kind: "refused", relay: head.relay, code: "vault/damaged", detail })
  }

  /** Nobody is accused by a head that is only its reporter's word. */
  #accuse({ by, head }: ClaimedHead, told: Outgoing): void {
    const { union, crypto } = this.#parts
    if (!isOwnHead(union.state, head, crypto.signatures)) return
    const detail = `${by} has seen another journal at size ${String(head.size)}: ${head.root.slice(0, 16)}`
    told.notice({ kind: "violation", relay: head.relay, code: "log/forged", detail })
  }
}

function witnessKeysOf(state: Parts["union"]["state"]): ReadonlyMap<DeviceId, Uint8Array> {
  const devices = (["A", "B"] as const).flatMap((side) => enrolledDevices(state, side))
  return new Map(devices.map((device) => [device.device, device.witnessKey]))
}
