// Giving an envelope's content key to one more device: by its sender, or by a sibling that opened it. A rewrap adds a
// reader and nothing else. Systems that believed forwarded keys were broken through them; here body, commitment and the
// first signature must still verify, so that content and author stay what they were.

import { deriveKey, digest } from "../../../shared/crypto/digest.ts"
import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { bytesOfHex, joinBytes } from "../../../shared/encoding/bytes.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import type { Enclosure } from "../../../shared/records/envelope.ts"
import type { Link } from "../../../shared/records/link.ts"
import type { DeviceId, MessageId } from "../../../shared/records/names.ts"
import { rewrap, type Rewrap } from "../../../shared/records/rewrap.ts"
import { contextOf, hashOf, type Signed } from "../../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { openBody } from "./body.ts"
import type { Opened, OwnKeys } from "./enclosure.ts"
import { hedgedSecret } from "./hedge.ts"
import { readEnvelope } from "./open.ts"
import { envelopeScheme } from "./scheme.ts"
import { keyNameBytes, unwrapKey, wrapKey, type KeyName, type WrapBinding } from "./wrap.ts"

/** Bound to the envelope and to who wraps, apart from first wraps: neither passes for the other. */
function bindingOf(coreDigest: Uint8Array, from: DeviceId): WrapBinding {
  return { purpose: "parley/v1/rewrap", context: joinBytes(coreDigest, bytesOfHex(from)) }
}

/** Whether `to` may have it is for the rules to say; ask them first. */
export function makeRewrap(
  crypto: ClientCrypto,
  seed: Uint8Array,
  envelope: { readonly header: Uint8Array; readonly contentKey: Uint8Array },
  order: { readonly link: Link; readonly to: KeyName & { readonly key: Uint8Array } },
): Result<{ readonly record: Signed; readonly wrap: Uint8Array }> {
  const read = readEnvelope(envelope.header)
  if (!read.ok) return read
  const { link, to } = order
  const coreDigest = digest(envelopeScheme.core, read.value.header.core)
  const about = joinBytes(coreDigest, bytesOfHex(link.from), keyNameBytes(to))
  const pool = hedgedSecret(crypto.random, seed, about)
  const randomness = deriveKey(pool, "parley/v1/kem", about, 64)
  const binding = bindingOf(coreDigest, link.from)
  const { contentKey } = envelope
  const wrap = wrapKey(crypto, binding, to, { contentKey, randomness })
  if (wrap === undefined) return refused("envelope/form", `nobody can seal to ${to.device}`)
  const core = encodeAs(rewrap, {
    format: 1,
    link,
    message: read.value.core.message,
    header: hashOf(envelope.header),
    to: to.device,
    tier: to.tier,
    counter: to.counter,
    wrapHash: hashOf(wrap),
  })
  const signature = signIn(contextOf.rewrap, crypto.signatures, seed, core)
  const key = bytesOfHex(link.from)
  return ok({
    record: { kind: "rewrap", core, signatures: [{ algorithm: 1, key, signature }] },
    wrap,
  })
}

/** A rewrap whose own signature verified, and the envelope it is for, as first signed. */
export interface Rewrapped {
  readonly rewrap: Uint8Array
  readonly wrap: Uint8Array
  readonly envelope: Signed
  readonly body: Enclosure["body"]
  /** The signing key of the envelope's sender, from the roster. */
  readonly senderKey: Uint8Array
}

/** Opens by a rewrap. Refuses as `openEnvelope` does, and with `sign/bad` where the envelope is not its sender's. */
export function openRewrapped(
  crypto: Pick<ClientCrypto, "kem" | "bodies" | "signatures">,
  given: Rewrapped,
  own: OwnKeys,
): Result<Opened> {
  const order = decodeAs(rewrap, given.rewrap, limits.recordBytesMax)
  if (!order.ok) return order
  const read = readEnvelope(given.envelope.core)
  if (!read.ok) return read
  const { header, core } = read.value
  if (!isSignedBySender(crypto, given)) return refused("sign/bad", "not signed by its sender")
  const misfit = misfitOf(order.value, given, core.message)
  if (misfit !== undefined) return misfit
  if (hashOf(given.body) !== header.bodyHash) {
    return refused("envelope/body", "another body than the header names")
  }
  if (order.value.to !== own.device) return refused("open/failed", "wrapped for another device")
  const seed = own.seedOf(order.value.tier, order.value.counter)
  if (seed === undefined) return refused("open/failed", "the key it is wrapped for is gone")
  const coreDigest = digest(envelopeScheme.core, header.core)
  const binding = bindingOf(coreDigest, order.value.link.from)
  const name = { device: own.device, tier: order.value.tier, counter: order.value.counter }
  const contentKey = unwrapKey(crypto, binding, { ...name, seed }, given.wrap)
  if (contentKey === undefined) return refused("open/failed", "the wrap does not open")
  const sealed = { body: given.body, commitment: core.commitment }
  const content = openBody(crypto.bodies, envelopeScheme, { contentKey, coreDigest }, sealed)
  return content.ok ? ok({ ...content.value, contentKey }) : content
}

function isSignedBySender(crypto: Pick<ClientCrypto, "signatures">, given: Rewrapped): boolean {
  const [first, ...others] = given.envelope.signatures
  if (first === undefined || others.length > 0 || given.envelope.kind !== "envelope") return false
  const signed = { bytes: given.envelope.core, signature: first.signature }
  return verifyIn(envelopeScheme.signature, crypto.signatures, given.senderKey, signed)
}

function misfitOf(order: Rewrap, given: Rewrapped, message: MessageId): Result<never> | undefined {
  if (order.header !== hashOf(given.envelope.core) || order.message !== message) {
    return refused("envelope/form", "a rewrap of another envelope")
  }
  if (order.wrapHash !== hashOf(given.wrap)) {
    return refused("envelope/body", "another wrap than the rewrap names")
  }
  return undefined
}
