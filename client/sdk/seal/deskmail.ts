// Mail inside one desk, sealed as an envelope is but under keys of its own. It never enters a journal, so its signature is
// checked here, when it is opened.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { signIn, verifyIn } from "../../../shared/crypto/signatures.ts"
import { decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import {
  deskMailCore,
  deskMailHeader,
  type DeskMailCore,
  type SignedDeskMail,
} from "../../../shared/records/deskmail.ts"
import { enclosure as enclosureSchema } from "../../../shared/records/envelope.ts"
import type { DeviceId } from "../../../shared/records/names.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { commitmentOf } from "./body.ts"
import {
  disclose,
  enclose,
  inOrder,
  recipientsOf,
  type Addressee,
  type OwnKeys,
} from "./enclosure.ts"
import { deskMailScheme } from "./scheme.ts"
import { newOpening } from "./seal.ts"

export type DeskMailTerms = Omit<DeskMailCore, "format" | "commitment" | "recipients">

/** Refuses what is too large, and devices that cannot be sealed to. */
export function sealDeskMail(
  crypto: ClientCrypto,
  seed: Uint8Array,
  mail: {
    readonly terms: DeskMailTerms
    readonly payload: Uint8Array
    readonly addressees: readonly Addressee[]
  },
): Result<SignedDeskMail> {
  const content = { payload: mail.payload, opening: newOpening(crypto, seed, mail.payload) }
  const addressees = inOrder(mail.addressees)
  if (addressees.length > limits.recipientsMax) {
    return refused("envelope/form", `${String(addressees.length)} recipients`)
  }
  const core = encodeAs(deskMailCore, {
    format: 1,
    ...mail.terms,
    commitment: commitmentOf(content),
    recipients: recipientsOf(addressees),
  })
  const sealed = enclose(crypto, deskMailScheme, seed, { core, content, addressees })
  if (!sealed.ok) return sealed
  const { header, enclosure: parts } = sealed.value
  const enclosure = encodeAs(enclosureSchema, parts)
  const signature = signIn(deskMailScheme.signature, crypto.signatures, seed, header)
  return ok({ header, signature, enclosure })
}

export interface OpenedDeskMail {
  readonly core: DeskMailCore
  readonly payload: Uint8Array
}

/** `signingKeyOf` answers for devices of this desk's own party only: nobody else's mail is read. */
export function openDeskMail(
  crypto: Pick<ClientCrypto, "kem" | "bodies" | "signatures">,
  mail: SignedDeskMail,
  own: OwnKeys,
  signingKeyOf: (device: DeviceId) => Uint8Array | undefined,
): Result<OpenedDeskMail> {
  const header = decodeAs(deskMailHeader, mail.header, limits.envelopeBytesMax)
  if (!header.ok) return header
  const core = decodeAs(deskMailCore, header.value.core, limits.envelopeBytesMax)
  if (!core.ok) return core
  // No record of a journal vouches for this sender: roster and signature are all there is, so they come before opening.
  const signingKey = signingKeyOf(core.value.from)
  if (signingKey === undefined) return refused("who/device", "not a device of this desk")
  const signed = { bytes: mail.header, signature: mail.signature }
  if (!verifyIn(deskMailScheme.signature, crypto.signatures, signingKey, signed)) {
    return refused("sign/bad", "not signed by the device it names")
  }
  const enclosure = decodeAs(enclosureSchema, mail.enclosure, limits.envelopeBytesMax)
  if (!enclosure.ok) return enclosure
  const sealed = {
    header: header.value,
    recipients: core.value.recipients,
    commitment: core.value.commitment,
    enclosure: enclosure.value,
  }
  const opened = disclose(crypto, deskMailScheme, sealed, own)
  return opened.ok ? ok({ core: core.value, payload: opened.value.payload }) : opened
}
