// Header and enclosure, for envelopes and desk mail alike: one body, one wrap per recipient, and a header with the hashes
// of both, which is what the sender signs. A relay may leave out other people's wraps without breaking the signature.

import { deriveKey, digest } from "../../../shared/crypto/digest.ts"
import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { compareText, joinBytes } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import {
  envelopeHeader,
  type Enclosure,
  type EnvelopeHeader,
  type Recipient,
} from "../../../shared/records/envelope.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { hashOf } from "../../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { openBody, sealBody, type Content } from "./body.ts"
import { hedgedSecret } from "./hedge.ts"
import type { Scheme } from "./scheme.ts"
import { keyNameBytes, unwrapKey, wrapKey, type SeedOf } from "./wrap.ts"

/** Somebody a message is sealed to: an entry of the core's list, and the public key it names. */
export type Addressee = Recipient & { readonly key: Uint8Array }

/** The order in which recipients stand in a core: by device. */
export function inOrder(addressees: readonly Addressee[]): readonly Addressee[] {
  return addressees.toSorted((a, b) => compareText(a.device, b.device))
}

/** The entries of the core's list, without the keys. */
export function recipientsOf(addressees: readonly Addressee[]): readonly Recipient[] {
  return addressees.map(({ device, tier, counter, pseq, voids }) => ({
    device,
    tier,
    counter,
    pseq,
    voids,
  }))
}

export interface Enclosed {
  readonly header: Uint8Array
  readonly enclosure: Enclosure
  readonly contentKey: Uint8Array
}

/** Seals content under a core that already names commitment and recipients. Refuses what is too large. */
export function enclose(
  crypto: ClientCrypto,
  scheme: Scheme,
  seed: Uint8Array,
  input: {
    readonly core: Uint8Array
    readonly content: Content
    readonly addressees: readonly Addressee[]
  },
): Result<Enclosed> {
  const coreDigest = digest(scheme.core, input.core)
  const pool = hedgedSecret(crypto.random, seed, input.core)
  const contentKey = deriveKey(pool, "parley/v1/cek", coreDigest, 32)
  const wraps: Uint8Array[] = []
  for (const to of input.addressees) {
    const about = joinBytes(coreDigest, keyNameBytes(to))
    const randomness = deriveKey(pool, "parley/v1/kem", about, 64)
    const binding = { purpose: scheme.wrap, context: coreDigest }
    const wrap = wrapKey(crypto, binding, to, { contentKey, randomness })
    if (wrap === undefined) {
      return refused("envelope/form", `nobody can seal to the key of ${to.device}`)
    }
    wraps.push(wrap)
  }
  const body = sealBody(crypto.bodies, scheme, { contentKey, coreDigest }, input.content)
  const header = encodeAs(envelopeHeader, {
    core: input.core,
    bodyHash: hashOf(body),
    wrapHashes: wraps.map(hashOf),
  })
  if (header.length + enclosureLength(body, wraps) > limits.envelopeBytesMax) {
    return refused("form/too-large", "header, body and wraps together")
  }
  return ok({ header, enclosure: { body, wraps }, contentKey })
}

/** Bytes of an encoded enclosure, or a few more: heads of arrays and strings take three bytes at most. */
function enclosureLength(body: Uint8Array, wraps: readonly Uint8Array[]): number {
  return wraps.reduce((sum, wrap) => sum + wrap.length + 3, body.length + 9)
}

export interface Opened extends Content {
  /** Kept so that this device may wrap the message again for a sibling. */
  readonly contentKey: Uint8Array
}

/** This device, and where its seeds are. */
export interface OwnKeys {
  readonly device: DeviceId
  readonly seedOf: SeedOf
}

/** What a signed header says, read. */
export interface Sealed {
  readonly header: EnvelopeHeader
  readonly recipients: readonly Recipient[]
  readonly commitment: Uint8Array
}

/** Steps 7 to 11 of PROTOCOL.md's verification order, the cheap ones first. The header's signature was checked before. */
export function disclose(
  crypto: Pick<ClientCrypto, "kem" | "bodies">,
  scheme: Scheme,
  sealed: Sealed & { readonly enclosure: Enclosure },
  own: OwnKeys,
): Result<Opened> {
  const { header, recipients, enclosure } = sealed
  if (hashOf(enclosure.body) !== header.bodyHash) {
    return refused("envelope/body", "another body than the header names")
  }
  const place = recipients.findIndex((each) => each.device === own.device)
  const recipient = recipients[place]
  if (recipient === undefined) return refused("open/failed", "not sealed to this device")
  const wrap = enclosure.wraps[place]
  if (wrap === undefined || hashOf(wrap) !== header.wrapHashes[place]) {
    return refused("envelope/body", "another wrap than the header names")
  }
  const seed = own.seedOf(recipient.tier, recipient.counter)
  if (seed === undefined) return refused("open/failed", "the key it is sealed to is gone")
  const coreDigest = digest(scheme.core, header.core)
  const binding = { purpose: scheme.wrap, context: coreDigest }
  const contentKey = unwrapKey(crypto, binding, { ...recipient, seed }, wrap)
  if (contentKey === undefined) return refused("open/failed", "the wrap does not open")
  const content = openBody(
    crypto.bodies,
    scheme,
    { contentKey, coreDigest },
    { body: enclosure.body, commitment: sealed.commitment },
  )
  return content.ok ? ok({ ...content.value, contentKey }) : content
}
