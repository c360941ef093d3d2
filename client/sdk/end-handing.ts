// The end of a device's word must stand in every journal. A desk that knows of a suspension hands it to each relay that has not
// entered it, at once and not only on connecting, and names the one that will not.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId, Hash, RelayId } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import { signed } from "../../shared/records/signed.ts"
import type { Parts } from "./desk.ts"
import type { Now } from "./ports.ts"
import type { RelayLink } from "./relay-link.ts"

type Suspension = Extract<Chained, { kind: "suspend" }>

const none = new Uint8Array(0)

/** What tells a slow relay from one that will not: as long as an acceptance may wait for its entry. */
const patienceMs = limits.mergeDelayMs + limits.lineDeadMs

export class EndHanding {
  /** Suspensions met since this desk started; older ones are handed over with everything else on connecting. */
  readonly #suspensions = new Map<DeviceId, Suspension>()
  readonly #offered = new Set<`${RelayId} ${Hash}`>()
  /** Since when a relay that has nothing else to take has been without an end that is known here. */
  readonly #since = new Map<`${RelayId} ${DeviceId}`, number | undefined>()
  readonly #told = new Set<`${RelayId} ${DeviceId}`>()

  met(record: Suspension): void {
    this.#suspensions.set(record.core.device, record)
  }

  /** Looks at every relay: offers what it lacks, and says who has lacked it for too long on a living circuit. */
  check(parts: Pick<Parts, "links" | "union" | "out">, now: Now): void {
    const { suspensions } = parts.union.state
    for (const link of parts.links.values()) {
      for (const [device, known] of suspensions) {
        const { relay } = link.copy.relay
        if (known.some((end) => end.relay === relay)) continue
        const lackedMs = this.#lackedFor(link, device, now)
        if (lackedMs >= limits.heartbeatMs) this.#offer(link, device)
        if (lackedMs > patienceMs) this.#tell(link, device, parts)
      }
    }
  }

  /** Counted from when the relay has nothing else to take from us: what it is given on connecting may be long. */
  #lackedFor(link: RelayLink, device: DeviceId, { mono }: Now): number {
    const name = `${link.circuit.id} ${device}` as const
    const isIdle = link.carry.isIdle && link.feed.isIdle
    const before = this.#since.get(name)
    const since = link.isCurrent ? (before ?? (isIdle ? mono : undefined)) : undefined
    this.#since.set(name, since)
    return since === undefined ? 0 : mono - since
  }

  #offer(link: RelayLink, device: DeviceId): void {
    const record = this.#suspensions.get(device)
    if (record === undefined) return
    const name = `${link.circuit.id} ${record.hash}` as const
    if (this.#offered.has(name)) return
    this.#offered.add(name)
    const submission = { record: encodeAs(signed, record.signed), enclosure: none, carried: none }
    link.feed.offerFirst([{ submission, hash: record.hash, ownSeq: undefined }])
  }

  #tell(link: RelayLink, device: DeviceId, { out }: Pick<Parts, "out">): void {
    const name = `${link.circuit.id} ${device}` as const
    if (this.#told.has(name)) return
    this.#told.add(name)
    const detail = `it does not enter the suspension of ${device}, which another relay has`
    out.notice({ kind: "violation", relay: link.circuit.id, code: "who/suspended", detail })
  }
}
