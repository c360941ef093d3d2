// One custodian's key of one root, as a file to be kept off line. It is a vault like a device's, because what keeps a device's
// keys is good enough for these; the other two seeds of the bundle are not used.

import type { ClientCrypto } from "../../../shared/crypto/ports.ts"
import {
  bytes,
  constant,
  decodeAs,
  encodeAs,
  record,
  uint,
  type Infer,
} from "../../../shared/encoding/schema.ts"
import { limits } from "../../../shared/limits.ts"
import { partyId, type PartyId } from "../../../shared/records/names.ts"
import { ok, type Result } from "../../../shared/result.ts"
import { createVault, needsPassphrase, unlockVault, type Protection } from "../vault.ts"
import { armoured, unarmoured } from "./armour.ts"

type VaultCrypto = Pick<ClientCrypto, "bodies" | "random">

const vaultBytesMax = 4_096
const unused = new Uint8Array(32)

const keyFile = record({
  format: constant(1),
  party: partyId,
  version: uint(),
  number: uint(limits.rootKeysMax),
  vault: bytes(1, vaultBytesMax),
})

/** Whose key it is: the party, the version of its root, and the custodian's number in that root, from 1. */
export interface CustodianKey {
  readonly party: PartyId
  readonly version: number
  readonly number: number
  readonly seed: Uint8Array
}

export interface LockedKey extends Infer<typeof keyFile> {
  readonly isProtected: boolean
}

export async function custodianKeyText(
  crypto: VaultCrypto,
  key: CustodianKey,
  protection: Protection,
): Promise<string> {
  const { party, version, number, seed } = key
  const bundle = { format: 1, signingSeed: seed, witnessSeed: unused, fallbackSeed: unused }
  const { file } = await createVault(crypto, bundle, protection)
  const content = { format: 1, party, version, number, vault: file }
  return armoured("custodian key", encodeAs(keyFile, content))
}

export function readCustodianKey(text: string): Result<LockedKey> {
  const encoded = unarmoured("custodian key", text)
  if (!encoded.ok) return encoded
  const read = decodeAs(keyFile, encoded.value, limits.recordBytesMax)
  if (!read.ok) return read
  const isProtected = needsPassphrase(read.value.vault)
  return isProtected.ok ? ok({ ...read.value, isProtected: isProtected.value }) : isProtected
}

export async function unlockCustodianKey(
  crypto: VaultCrypto,
  locked: LockedKey,
  passphrase: string | undefined,
): Promise<Result<CustodianKey>> {
  const opened = await unlockVault(crypto, locked.vault, passphrase)
  if (!opened.ok) return opened
  const { party, version, number } = locked
  return ok({ party, version, number, seed: opened.value.bundle.signingSeed })
}
