// Who is alive at the other desks, by their own signatures and this desk's own clock. A relay passes proofs of life on with
// their age; it cannot make one, and a replayed one grows old here all the same.

import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../shared/crypto/signatures.ts"
import { decodeAs, encodeAs, uint } from "../../shared/encoding/schema.ts"
import { deviceIn } from "../../shared/line/agreement.ts"
import type { LineState } from "../../shared/line/state.ts"
import { watchOf } from "../../shared/line/watch.ts"
import { limits } from "../../shared/limits.ts"
import { alive, type Alive, type SignedAlive } from "../../shared/records/alive.ts"
import type { DeviceId, RelayId } from "../../shared/records/names.ts"
import { Hearing } from "./hearing.ts"
import type { Identity } from "./identity.ts"
import type { Now, Outgoing } from "./ports.ts"
import { keys } from "./store-layout.ts"

/** A number as it is stored. */
const reservedBytesMax = 16

/** A proof of somebody's life as a relay tells it. */
interface Told {
  readonly relay: RelayId
  readonly alive: SignedAlive
  readonly ageMs: number
}

export class Presence {
  readonly #crypto: ClientCrypto
  readonly #identity: Identity
  readonly #heard = new Map<DeviceId, Hearing>()
  #nonce = 0
  /** Up to here numbers are stored as used. */
  #reserved = 0
  #signedAt = Number.NEGATIVE_INFINITY
  #latest: SignedAlive | undefined
  readonly #given = new Set<RelayId>()
  #isArmed = true

  constructor(crypto: ClientCrypto, identity: Identity) {
    this.#crypto = crypto
    this.#identity = identity
  }

  /**
   * Whether this desk can call its officer: a screen that was loaded anew makes no sound. While it cannot, its proofs of life
   * say that nobody is on watch here, whatever watch record stands.
   */
  setArmed(isArmed: boolean): void {
    if (isArmed === this.#isArmed) return
    this.#isArmed = isArmed
    // The next heartbeat says it, not the one after two seconds.
    this.#latest = undefined
  }

  restoreReserved(bytes: Uint8Array | undefined): void {
    const read = bytes === undefined ? undefined : decodeAs(uint(), bytes, reservedBytesMax)
    if (read?.ok === true) this.#nonce = this.#reserved = read.value
  }

  /**
   * Numbers of proofs are stored ahead of their use, so that a desk that starts anew goes on above all it has used, whatever
   * its clock says: a proof with a lower number is nobody's life. A store that was lost begins at the time.
   */
  reserve(now: Now, out: Outgoing): void {
    if (this.#nonce < this.#reserved) return
    this.#nonce = Math.max(this.#nonce, this.#reserved === 0 ? now.wall : 0)
    this.#reserved = this.#nonce + limits.aliveNumbersReserved
    out.store({ key: keys.aliveReserved, value: encodeAs(uint(), this.#reserved) })
  }

  /** This device's own proof of life for a relay: a fresh one every two seconds, nothing in between. */
  sign(state: LineState, relay: RelayId, now: Now): readonly SignedAlive[] {
    if (now.mono - this.#signedAt >= limits.aliveEveryMs || this.#latest === undefined) {
      this.#signedAt = now.mono
      this.#latest = this.#make(state, now)
      this.#given.clear()
    }
    if (this.#given.has(relay)) return []
    this.#given.add(relay)
    return [this.#latest]
  }

  #make(state: LineState, now: Now): SignedAlive {
    this.#nonce += 1
    const { line, device, signingSeed } = this.#identity
    const core = encodeAs(alive, {
      format: 1,
      line,
      device,
      onWatch: this.#isArmed && watchOf(state, device, now.wall) !== undefined,
      nonce: this.#nonce,
      t: now.wall,
    })
    const signature = signIn("Parley-v1 alive", this.#crypto.signatures, signingSeed, core)
    return { core, signature }
  }

  /** Takes a proof that the device itself signed, with the relay's word on its age; anything else changes nothing. */
  hear(state: LineState, told: Told, now: Now): void {
    const said = this.#believe(state, told)
    if (said === undefined) return
    const hearing = this.#heard.get(said.device) ?? new Hearing()
    this.#heard.set(said.device, hearing)
    hearing.hear(told.relay, said, now.mono - told.ageMs, now)
  }

  /** The proof of another device of this line, in a roster in force, with that device's own signature. */
  #believe(state: LineState, { relay, alive: proof }: Told): Alive | undefined {
    const read = decodeAs(alive, proof.core, limits.recordBytesMax)
    if (!read.ok || read.value.line !== state.line) return undefined
    const { device, nonce } = read.value
    // Every relay tells the newest proof once a second: most of them are known, and checking a signature is dear.
    if (this.#heard.get(device)?.knows(relay, nonce) === true) return undefined
    const entry = deviceIn(state, device)?.entry
    if (entry === undefined || device === this.#identity.device) return undefined
    const signed = { bytes: proof.core, signature: proof.signature }
    const isSigned = verifyIn("Parley-v1 alive", this.#crypto.signatures, entry.signingKey, signed)
    return isSigned ? read.value : undefined
  }

  /** Age of a device's newest proof of life; undefined if none was heard since this desk started. */
  ageMs(device: DeviceId, now: Now): number | undefined {
    const aliveAt = this.#heard.get(device)?.aliveAt
    return aliveAt === undefined ? undefined : Math.max(0, now.mono - aliveAt)
  }

  isFresh(device: DeviceId, now: Now): boolean {
    const age = this.ageMs(device, now)
    return age !== undefined && age <= limits.staffedMs
  }

  /** Whether the device itself said that its officer is on watch, when it was last heard. */
  saidOnWatch(device: DeviceId): boolean {
    return this.#heard.get(device)?.newest?.onWatch ?? false
  }
}
