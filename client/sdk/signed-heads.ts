// What relays have signed of their journals, and what others have seen of them, against our own copies. A head that agrees is
// cosigned; one that does not is evidence, and an alarm.

import { bytesOfHex } from "../../shared/encoding/bytes.ts"
import { isOwnHead } from "../../shared/line/seen.ts"
import { cosignatureBytes, originOf } from "../../shared/log/checkpoint.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { Parts } from "./desk.ts"
import type { AgreedHead } from "./journal-copy.ts"
import type { Now, Outgoing } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

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
    const agreed = link.copy.agreed
    if (compared.value === "later" || agreed === undefined || agreed.size <= before) return
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

  /** Heads that others have seen travel in every record: a relay that shows two journals is found out at the next one. */
  gossip(record: Chained, later: Outgoing): void {
    const { links, union, crypto } = this.#parts
    for (const head of record.core.link.seen) {
      const copy = links.get(head.relay)?.copy
      // Nobody is accused by a head that is only its reporter's word.
      if (copy?.contradicts(head) !== true || !isOwnHead(union.state, head, crypto.signatures))
        continue
      const detail = `${record.core.link.from} has seen another journal at size ${String(head.size)}`
      later.notice({ kind: "violation", relay: head.relay, code: "log/forged", detail })
    }
  }

  /** The copy has grown by an entry: what others have seen of this size is compared now. */
  grown(link: RelayLink): void {
    for (const root of link.copy.takeContradicted()) {
      const detail = `somebody has seen another journal at size ${String(link.copy.next)}: ${root.slice(0, 16)}`
      this.#parts.out.notice({
        kind: "violation",
        relay: link.circuit.id,
        code: "log/forged",
        detail,
      })
    }
  }
}

function witnessKeysOf(state: Parts["union"]["state"]): ReadonlyMap<DeviceId, Uint8Array> {
  const devices = [state.parties.A, state.parties.B].flatMap(
    (party) => party.rosters.at(-1)?.document.devices ?? [],
  )
  return new Map(devices.map((device) => [device.device, device.witnessKey]))
}
