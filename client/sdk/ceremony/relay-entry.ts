// A relay introduces itself to a line: an id and two public keys for the charter; the seeds stay with its operator.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import { hexOf } from "../../../shared/encoding/bytes.ts"
import { branded, decodeAs, encodeAs } from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { charterRelay, type CharterRelay, type Side } from "../../../shared/records/charter.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { ok, type Result } from "../../../shared/result.ts"
import { armoured, unarmoured } from "./armour.ts"

export interface MadeRelay {
  readonly entry: CharterRelay
  readonly signingSeed: Uint8Array
  readonly logSeed: Uint8Array
}

const idBytes = 8
const seedBytes = 32

export function makeRelay(
  crypto: Pick<ClientCrypto, "random" | "signatures">,
  address: { readonly origin: string; readonly url: string },
): MadeRelay {
  const signingSeed = crypto.random.bytes(seedBytes)
  const logSeed = crypto.random.bytes(seedBytes)
  const entry: CharterRelay = {
    relay: branded<RelayId>(hexOf(crypto.random.bytes(idBytes))),
    // Whose relay it is stands in the charter: the proposal says it, not the relay.
    operator: "A",
    signingKey: crypto.signatures.publicKey(signingSeed),
    logKey: crypto.signatures.publicKey(logSeed),
    origin: address.origin,
    url: address.url,
  }
  return { entry, signingSeed, logSeed }
}

export function relayText(entry: CharterRelay): string {
  return armoured("relay", encodeAs(charterRelay, entry))
}

/** The relay's own words, with the party that runs it as the proposal has it. */
export function readRelay(text: string, operator: Side): Result<CharterRelay> {
  const encoded = unarmoured("relay", text)
  if (!encoded.ok) return encoded
  const read = decodeAs(charterRelay, encoded.value, limits.recordBytesMax)
  return read.ok ? ok({ ...read.value, operator }) : read
}
