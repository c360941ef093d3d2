// The shift prekeys: our own seeds, kept as long as anything sealed to them may still come, and the newest of every peer.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { decodeAs, encodeAs } from "../../shared/encoding/schema.ts"
import { deviceEver } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { limits } from "../../shared/limits.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import { signedPrekey, type Prekey, type SignedPrekey } from "../../shared/records/prekey.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing } from "./ports.ts"
import { makePrekey, readPrekey } from "./seal/prekey.ts"
import type { SeedOf } from "./seal/wrap.ts"
import { keys, prekeyRow } from "./store-layout.ts"

const shiftTier = 2

interface OwnPrekey {
  readonly counter: number
  readonly seed: Uint8Array
  readonly keepUntil: number
}

export class Prekeys {
  readonly #crypto: ClientCrypto
  readonly #identity: Identity
  readonly #own = new Map<number, OwnPrekey>()
  readonly #peers = new Map<DeviceId, Prekey>()
  #published: SignedPrekey | undefined
  #renewAt = 0

  constructor(crypto: ClientCrypto, identity: Identity) {
    this.#crypto = crypto
    this.#identity = identity
  }

  restoreOwn(bytes: Uint8Array): void {
    const read = decodeAs(prekeyRow, bytes, limits.recordBytesMax)
    if (read.ok) this.#own.set(read.value.counter, read.value)
  }

  restorePeer(state: LineState, bytes: Uint8Array): void {
    const read = decodeAs(signedPrekey, bytes, limits.recordBytesMax)
    if (read.ok) this.accept(state, read.value)
  }

  /** Any key this device has ever promised to open with and not yet deleted. */
  readonly seedOf: SeedOf = (tier, counter) =>
    tier === shiftTier ? this.#own.get(counter)?.seed : this.#identity.fallbackSeed

  get peers(): readonly Prekey[] {
    return [...this.#peers.values()]
  }

  /** The one to publish; a new one every hour. Its seed is stored before anybody can seal to it. */
  current(now: Now, lifeMs: number, out: Outgoing): SignedPrekey {
    if (this.#published !== undefined && now.wall < this.#renewAt) return this.#published
    const counter = Math.max(0, ...this.#own.keys()) + 1
    const { line, device, signingSeed } = this.#identity
    const made = makePrekey(this.#crypto, signingSeed, {
      line,
      device,
      counter,
      created: now.wall,
      lifeMs,
    })
    const own = { counter, seed: made.seed, keepUntil: made.prekey.keepUntil }
    this.#own.set(counter, own)
    out.store({ key: keys.prekey(counter), value: encodeAs(prekeyRow, own) })
    this.#published = made.signed
    this.#renewAt = now.wall + limits.prekeyEveryMs
    this.#forget(now, out)
    return made.signed
  }

  /** True when a new key is due, or none was made since this desk started. */
  isDue(now: Now): boolean {
    return this.#published === undefined || now.wall >= this.#renewAt
  }

  #forget(now: Now, out: Outgoing): void {
    for (const own of this.#own.values()) {
      if (own.keepUntil >= now.wall) continue
      this.#own.delete(own.counter)
      out.store({ key: keys.prekey(own.counter), value: undefined })
    }
  }

  /** A peer's prekey, if it is that device's own and newer than what is here. The bytes to store, or nothing. */
  accept(state: LineState, signed: SignedPrekey): Uint8Array | undefined {
    const read = readPrekey(
      this.#crypto.signatures,
      signed,
      state.line,
      (device) => deviceEver(state, device)?.entry.signingKey,
    )
    if (!read.ok || read.value.device === this.#identity.device) return undefined
    const known = this.#peers.get(read.value.device)
    if (known !== undefined && known.counter >= read.value.counter) return undefined
    this.#peers.set(read.value.device, read.value)
    return encodeAs(signedPrekey, signed)
  }
}
