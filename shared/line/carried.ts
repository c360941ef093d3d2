// A record brought from another relay comes with that relay's acceptance: proof that it was in time there. Only an acceptance
// that names this record, signed by a relay of the charter, says anything.

import { decodeAs } from "../encoding/schema.ts"
import { verifyIn } from "../crypto/signatures.ts"
import { limits } from "../limits.ts"
import { acceptance, signedAcceptance } from "../records/acceptance.ts"
import type { Hash, RelayId } from "../records/names.ts"
import { refused, type Result } from "../result.ts"
import type { Verify } from "./founding.ts"
import type { LineState } from "./state.ts"

/** When, and by which relay, the record was accepted elsewhere. */
export function carriedAcceptance(
  state: LineState,
  carried: Uint8Array,
  record: Hash,
  port: Verify,
): Result<{ readonly relay: RelayId; readonly t: number }> {
  const outer = decodeAs(signedAcceptance, carried, limits.recordBytesMax)
  if (!outer.ok) return outer
  const inner = decodeAs(acceptance, outer.value.core, limits.recordBytesMax)
  if (!inner.ok) return inner
  const relay = state.charters
    .flatMap((charter) => charter.document.relays)
    .find((known) => known.relay === inner.value.relay)
  if (relay === undefined) return refused("sign/bad", "an acceptance of a relay not in the charter")
  const { core: bytes, signature } = outer.value
  if (!verifyIn("Parley-v1 acceptance", port, relay.signingKey, { bytes, signature })) {
    return refused("sign/bad", "an acceptance with a wrong signature")
  }
  const named = inner.value.entries.find((entry) => entry.record === record)
  if (named === undefined || inner.value.line !== state.line) {
    return refused("form/malformed", "an acceptance of something else")
  }
  return { ok: true, value: { relay: relay.relay, t: named.t } }
}
