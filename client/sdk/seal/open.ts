// Opens an envelope: the part of the verification that needs this device's keys. Who signed, whether they may, and where it
// stands in their chain were settled before; a header that comes here carries a signature that verified.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { decodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import {
  envelopeCore,
  envelopeHeader,
  type Enclosure,
  type EnvelopeCore,
} from "../../../shared/records/envelope.ts"
import { ok, refused, type Result } from "../../../shared/result.ts"
import { disclose, type Opened, type OwnKeys, type Sealed } from "./enclosure.ts"
import { envelopeScheme } from "./scheme.ts"

/** A header's parts. Refuses one whose list of hashes does not fit its list of recipients. */
export function readEnvelope(header: Uint8Array): Result<Sealed & { readonly core: EnvelopeCore }> {
  const read = decodeAs(envelopeHeader, header, limits.envelopeBytesMax)
  if (!read.ok) return read
  const core = decodeAs(envelopeCore, read.value.core, limits.envelopeBytesMax)
  if (!core.ok) return core
  const { recipients, commitment } = core.value
  if (recipients.length !== read.value.wrapHashes.length) {
    return refused("envelope/form", "not one wrap hash per recipient")
  }
  return ok({ header: read.value, core: core.value, recipients, commitment })
}

/**
 * `envelope/body`: bytes were damaged or swapped on the way; fetch them again. `open/failed`: the sender's fault or a
 * deleted key; ask to have it wrapped again. `open/commitment`: the sender tried to say two things at once; keep it.
 */
export function openEnvelope(
  crypto: Pick<ClientCrypto, "kem" | "bodies">,
  envelope: { readonly header: Uint8Array; readonly enclosure: Enclosure },
  own: OwnKeys,
): Result<Opened> {
  const read = readEnvelope(envelope.header)
  if (!read.ok) return read
  const sealed = { ...read.value, enclosure: envelope.enclosure }
  return disclose(crypto, envelopeScheme, sealed, own)
}
