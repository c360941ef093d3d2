// When a device was last alive, from what relays tell of its signed proofs. No relay can make a proof, but it can tell one late
// and call it fresh, or call a fresh one old. So each proof is dated by every relay that tells it, by how quick that relay has
// ever been, and, where they contradict each other, by the time that the device itself signed.

import { limits } from "../../shared/limits.ts"
import type { Alive } from "../../shared/records/alive.ts"
import type { RelayId } from "../../shared/records/names.ts"
import type { Now } from "./ports.ts"

/** One proof, and when it was signed as each relay has it, by our monotonic clock. */
interface Proof {
  readonly alive: Alive
  readonly told: ReadonlyMap<RelayId, number>
  /** The same by the device's own clock, as far as it agrees with ours. */
  readonly signedAt: number
}

/** The newest proofs: while the very newest is known from one relay only, the one before may be known better. */
const remembered = 3

/** What is told of one device. */
export class Hearing {
  #proofs: readonly Proof[] = []
  /** For each relay the least that lay between a proof's own time and its being told: what is above it is delay. */
  readonly #quickest = new Map<RelayId, number>()

  get newest(): Alive | undefined {
    return this.#proofs.at(-1)?.alive
  }

  /** Whether this relay's word on this proof, or a newer one, is here already: then its signature need not be checked again. */
  knows(relay: RelayId, nonce: number): boolean {
    const [oldest] = this.#proofs
    const isPast =
      this.#proofs.length === remembered && oldest !== undefined && nonce < oldest.alive.nonce
    return isPast || this.#proofs.some((each) => each.alive.nonce === nonce && each.told.has(relay))
  }

  /** A proof that the device signed; `claimed` is when the relay says it came there, by our monotonic clock. */
  hear(relay: RelayId, alive: Alive, claimed: number, now: Now): void {
    const { newest } = this
    // The device's clock was set back: what was quick by the old time says nothing about the new one.
    const isSetBack = newest !== undefined && alive.nonce > newest.nonce && alive.t < newest.t
    if (isSetBack) this.#quickest.clear()
    const quickest = Math.min(
      this.#quickest.get(relay) ?? Number.MAX_SAFE_INTEGER,
      claimed - alive.t,
    )
    this.#quickest.set(relay, quickest)
    const known = this.#proofs.find((each) => each.alive.nonce === alive.nonce)
    const told = new Map(known?.told)
    // The first word of each relay stands: told again, the same proof is no younger.
    if (!told.has(relay)) told.set(relay, Math.min(claimed, alive.t + quickest))
    const signedAt = known?.signedAt ?? alive.t - (now.wall - now.mono)
    const others = this.#proofs.filter((each) => each !== known)
    this.#proofs = [...others, { alive, told, signedAt }]
      .toSorted((a, b) => a.alive.nonce - b.alive.nonce)
      .slice(-remembered)
  }

  /** When the device was last known to be alive, by our monotonic clock; undefined where it was never heard. */
  get aliveAt(): number | undefined {
    if (this.#proofs.length === 0) return undefined
    return Math.max(...this.#proofs.map(dated))
  }
}

/**
 * Relays that tell it about alike: the earliest, so that a slow way never makes a desk look alive. Where they contradict each
 * other, the one that is nearest to the device's own time. Never later than that time allows.
 */
function dated({ told, signedAt }: Proof): number {
  const times = [...told.values()]
  const earliest = Math.min(...times)
  const isAlike = Math.max(...times) - earliest <= limits.aliveSpreadMs
  const distance = (time: number): number => Math.abs(time - signedAt)
  const likely = isAlike
    ? earliest
    : times.reduce((best, time) => (distance(time) < distance(best) ? time : best), earliest)
  return Math.min(likely, signedAt + limits.aliveSkewMs)
}
