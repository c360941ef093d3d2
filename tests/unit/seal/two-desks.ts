// Two desks of one line, with keys, and envelopes between them: what the tests of sealing start from.

import { present } from "../../../shared/assert.ts"
import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { utf8 } from "../../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { envelopeHeader, type Enclosure } from "../../../shared/records/envelope.ts"
import type { Link } from "../../../shared/records/link.ts"
import type { DeviceId, Hash, LineId, MessageId } from "../../../shared/records/names.ts"
import type { Result } from "../../../shared/result.ts"
import type { Addressee, OwnKeys } from "../../../client/sdk/seal/enclosure.ts"
import { sealEnvelope, type Letter, type SealedEnvelope } from "../../../client/sdk/seal/seal.ts"

export const line = branded<LineId>("1a".repeat(32))
export const message = branded<MessageId>("0198f6a07c007000a000000000000001")
const noHash = branded<Hash>("00".repeat(32))
const roster = { version: 1, hash: noHash }
export const noon = 1_800_000_000_000

export interface Desk extends OwnKeys {
  readonly signingSeed: Uint8Array
  readonly signingKey: Uint8Array
  readonly kemSeed: Uint8Array
  readonly kemKey: Uint8Array
}

function deviceNamed(letter: string): DeviceId {
  return branded<DeviceId>(letter.repeat(32))
}

/** A device with one prekey (tier 2, counter 7). `letter` is a hexadecimal digit. */
export function deskOf(crypto: ClientCrypto, letter: string): Desk {
  const signingSeed = crypto.random.bytes(32)
  const kemSeed = crypto.random.bytes(32)
  return {
    device: deviceNamed(letter),
    signingSeed,
    signingKey: crypto.signatures.publicKey(signingSeed),
    kemSeed,
    kemKey: crypto.kem.publicKey(kemSeed),
    seedOf: (tier, counter) => (tier === 2 && counter === 7 ? kemSeed : undefined),
  }
}

export function addressed(desk: Desk): Addressee {
  return { device: desk.device, tier: 2, counter: 7, pseq: 1, voids: 0, key: desk.kemKey }
}

export function linkOf(from: DeviceId, seq = 1): Link {
  return {
    line,
    from,
    seq,
    prev: noHash,
    t: noon,
    terr: 20,
    charter: 1,
    ownRoster: roster,
    peerRoster: roster,
    seen: [],
  }
}

export const standDown = utf8("WE STAND DOWN. Confirm by 14:00.")

export function letterFrom(sender: Desk, to: readonly Desk[], payload = standDown): Letter {
  return {
    terms: {
      format: 1,
      link: linkOf(sender.device),
      message,
      serial: 1,
      precedence: "FLASH",
      owes: ["read", "understood"],
      life: limits.lifeDefaultMs,
      references: [],
      drafted: [],
    },
    payload,
    opening: undefined,
    addressees: to.map(addressed),
  }
}

/** A sender and two recipients on the other side, and what the sender sealed to them. */
export interface Sent {
  readonly sender: Desk
  readonly near: Desk
  readonly far: Desk
  readonly sealed: SealedEnvelope
}

export function sendOne(crypto: ClientCrypto, payload = standDown): Sent {
  const sender = deskOf(crypto, "a")
  const near = deskOf(crypto, "b")
  const far = deskOf(crypto, "c")
  const sealed = valueOf(
    sealEnvelope(crypto, sender.signingSeed, letterFrom(sender, [far, near], payload)),
  )
  return { sender, near, far, sealed }
}

/** The value, where a refusal would be a mistake of the test. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.code} (${result.detail})`)
  return result.value
}

/** The outcome in a word: the code of a refusal, or `taken`. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? "taken" : result.code
}

/** One bit changed: another one at each place. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice()
  copy[at] = present(copy[at], "inside") ^ (1 << (at % 8))
  return copy
}

export function withWrap(enclosure: Enclosure, place: number, wrap: Uint8Array): Enclosure {
  return { ...enclosure, wraps: enclosure.wraps.map((each, i) => (i === place ? wrap : each)) }
}

export function zeros(length: number): Uint8Array {
  return new Uint8Array(length)
}

/** The same core under other hashes: what a sender may sign who seals by hand. */
export function reheaded(
  header: Uint8Array,
  hashes: { readonly bodyHash: Hash; readonly wrapHashes: readonly Hash[] },
): Uint8Array {
  const { core } = valueOf(decodeAs(envelopeHeader, header, limits.envelopeBytesMax))
  return encodeAs(envelopeHeader, { core, ...hashes })
}
