// How often somebody has knocked lately, for as many of them as are remembered.

import { limits } from "../../shared/limits.ts"
import {
  fullBucket,
  isFull,
  takeToken,
  type Allowance,
  type TokenBucket,
} from "../core/token-bucket.ts"

export class Knocks {
  readonly #allowance: Allowance
  readonly #buckets = new Map<string, TokenBucket>()

  constructor(perMinute: number) {
    this.#allowance = { perSecond: perMinute / 60, burst: perMinute }
  }

  /** Whether this one may knock now; it then counts. */
  take(who: string, mono: number): boolean {
    const known = this.#buckets.get(who)
    if (known === undefined && this.#buckets.size >= limits.addressesRemembered) {
      this.#forget(mono)
      if (this.#buckets.size >= limits.addressesRemembered) return false
    }
    const taken = takeToken(known ?? fullBucket(this.#allowance, mono), this.#allowance, mono)
    if (taken === undefined) return false
    this.#buckets.set(who, taken)
    return true
  }

  #forget(mono: number): void {
    for (const [who, bucket] of this.#buckets) {
      if (isFull(bucket, this.#allowance, mono)) this.#buckets.delete(who)
    }
  }
}
