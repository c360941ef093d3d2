// Makes an envelope: commits to the content, seals it to every recipient, signs the header. Pure but for the randomness it
// is given; numbering and storing come before and after, in the outbox.

import { assert } from "../../../shared/assert.ts"
import { digest } from "../../../shared/crypto/digest.ts"
import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { bytesOfHex } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import {
  envelopeCore,
  type Enclosure,
  type EnvelopeCore,
} from "../../../shared/records/envelope.ts"
import type { Signed } from "../../../shared/records/signed.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { commitmentOf, openBody, type Content } from "./body.ts"
import { enclose, inOrder, recipientsOf, type Addressee, type Enclosed } from "./enclosure.ts"
import { hedgedKey } from "./hedge.ts"
import { envelopeScheme } from "./scheme.ts"

/** What an envelope says in the clear, before it is known what it commits to and to whom it goes. */
type EnvelopeTerms = Omit<EnvelopeCore, "commitment" | "recipients">

export interface Letter {
  readonly terms: EnvelopeTerms
  readonly payload: Uint8Array
  /** Given where the content is committed to already, by a draft; else made here. */
  readonly opening: Uint8Array | undefined
  readonly addressees: readonly Addressee[]
}

export interface SealedEnvelope {
  readonly core: EnvelopeCore
  /** The signed bytes; their hash names the envelope in the sender's chain. */
  readonly header: Uint8Array
  readonly record: Signed
  readonly enclosure: Enclosure
  /** Kept with the opening until every recipient has the message, so that it can be wrapped again. */
  readonly contentKey: Uint8Array
  readonly opening: Uint8Array
}

/** Refuses what is too large, and recipients that cannot be sealed to; never for want of a fresh prekey. */
export function sealEnvelope(
  crypto: ClientCrypto,
  seed: Uint8Array,
  letter: Letter,
): Result<SealedEnvelope> {
  const count = letter.addressees.length
  if (count === 0 || count > limits.recipientsMax) {
    return refused("envelope/form", `${String(count)} recipients`)
  }
  if (letter.payload.length > limits.payloadBytesMax) {
    return refused("form/too-large", `a payload of ${String(letter.payload.length)} bytes`)
  }
  const opening = letter.opening ?? newOpening(crypto, seed, letter.payload)
  const content: Content = { payload: letter.payload, opening }
  const addressees = inOrder(letter.addressees)
  const core: EnvelopeCore = {
    ...letter.terms,
    commitment: commitmentOf(content),
    recipients: recipientsOf(addressees),
  }
  const coreBytes = encodeAs(envelopeCore, core)
  const sealed = enclose(crypto, envelopeScheme, seed, { core: coreBytes, content, addressees })
  if (!sealed.ok) return sealed
  const { header, enclosure, contentKey } = sealed.value
  const signature = signIn(envelopeScheme.signature, crypto.signatures, seed, header)
  const publicKey = crypto.signatures.publicKey(seed)
  assertOpens(crypto, publicKey, signature, { ...sealed.value, coreBytes, core })
  const key = bytesOfHex(core.link.from)
  const record: Signed = {
    kind: "envelope",
    core: header,
    signatures: [{ algorithm: 1, key, signature }],
  }
  return ok({ core, header, record, enclosure, contentKey, opening })
}

/** The random part of a commitment. */
export function newOpening(
  crypto: Pick<ClientCrypto, "random">,
  seed: Uint8Array,
  payload: Uint8Array,
): Uint8Array {
  return hedgedKey(crypto.random, seed, "parley/v1/opening", payload)
}

/**
 * Opens what was just sealed. A fault of memory or processor must stop this console, not reach the other side as a message
 * that does not open, or as a faulty signature from which the key can be computed.
 */
function assertOpens(
  crypto: ClientCrypto,
  publicKey: Uint8Array,
  signature: Uint8Array,
  made: Enclosed & { readonly coreBytes: Uint8Array; readonly core: EnvelopeCore },
): void {
  const { header, enclosure, contentKey } = made
  const key = { contentKey, coreDigest: digest(envelopeScheme.core, made.coreBytes) }
  const sealed = { body: enclosure.body, commitment: made.core.commitment }
  assert(openBody(crypto.bodies, envelopeScheme, key, sealed).ok, "what was sealed opens")
  const signed = { bytes: header, signature }
  const isSigned = verifyIn(envelopeScheme.signature, crypto.signatures, publicKey, signed)
  assert(isSigned, "what was signed verifies")
}
