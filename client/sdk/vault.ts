// A device's keys at rest. A random key, the vault key, seals the bundle and every small secret stored beside it; slots hold
// the vault key, each openable in its own way. A slot with a passphrase costs a thief 64 MiB and a third of a second per
// guess; a slot without one protects nothing, and says so, for practice lines only.

import { argon2id } from "hash-wasm"

import { assert } from "../../shared/assert.ts"
import { deriveKey } from "../../shared/crypto/digest.ts"
import type { ClientCrypto } from "../../shared/crypto/ports.ts"
import { joinBytes, utf8 } from "../../shared/encoding/bytes.ts"
import {
  bytes,
  constant,
  decodeAs,
  encodeAs,
  list,
  record,
  uint,
  variant,
  type Infer,
} from "../../shared/encoding/schema.ts"
import { ok, refused, type Result } from "../../shared/result.ts"

type VaultCrypto = Pick<ClientCrypto, "bodies" | "random">

const keyBytes = 32
const nonceBytes = 24
const tagBytes = 16
const saltBytes = 16
const slotsMax = 8
const vaultBytesMax = 4_096
/** What a vault file may ask of this machine: a file that was tampered with must not hang or exhaust it. */
const memoryKibMax = 1_048_576
const passesMax = 16

/** What is lost with the device. Prekey seeds are many and short-lived: they are stored one by one, sealed as records. */
const keyBundle = record({
  format: constant(1),
  signingSeed: bytes(keyBytes),
  witnessSeed: bytes(keyBytes),
  fallbackSeed: bytes(keyBytes),
})
export type KeyBundle = Infer<typeof keyBundle>

const slot = variant({
  passphrase: [
    1,
    {
      memoryKib: uint(memoryKibMax),
      passes: uint(passesMax),
      salt: bytes(saltBytes),
      nonce: bytes(nonceBytes),
      sealed: bytes(keyBytes + tagBytes),
    },
  ],
  open: [2, { vaultKey: bytes(keyBytes) }],
})
type Slot = Infer<typeof slot>

const vaultFile = record({
  format: constant(1),
  slots: list(slot, slotsMax),
  nonce: bytes(nonceBytes),
  bundle: bytes(1, 1_024),
})

/** The price of one guess (RFC 9106). Parallelism is one: a browser has one thread for it. */
export interface PassphraseCost {
  readonly memoryKib: number
  readonly passes: number
}

/** RFC 9106 section 4, second choice. */
export const usualCost: PassphraseCost = { memoryKib: 65_536, passes: 3 }

/** A passphrase and what guessing it costs, or the admission that there is none. */
export type Protection =
  | { readonly kind: "passphrase"; readonly passphrase: string; readonly cost: PassphraseCost }
  | { readonly kind: "none" }

export interface OpenVault {
  readonly bundle: KeyBundle
  /** False where a slot opens without a passphrase: whoever copies the file has the keys. Screens must show it. */
  readonly protected: boolean
  /** Seals a small record for the store. `place` names where it belongs: from elsewhere it does not open. */
  sealRecord(place: string, plain: Uint8Array): Uint8Array
  /** `vault/damaged` for anything that this vault did not seal for this place. */
  openRecord(place: string, sealed: Uint8Array): Result<Uint8Array>
}

/** The file to store, durably and readable by this user only, before the keys in it are used. */
export async function createVault(
  crypto: VaultCrypto,
  bundle: KeyBundle,
  protection: Protection,
): Promise<{ readonly file: Uint8Array; readonly vault: OpenVault }> {
  const vaultKey = crypto.random.bytes(keyBytes)
  const nonce = crypto.random.bytes(nonceBytes)
  const sealed = crypto.bodies.seal(bundleKey(vaultKey), nonce, encodeAs(keyBundle, bundle))
  const slots = [await makeSlot(crypto, vaultKey, protection)]
  const file = encodeAs(vaultFile, { format: 1, slots, nonce, bundle: sealed })
  return { file, vault: opened(crypto, vaultKey, bundle, protection.kind === "passphrase") }
}

/** Opens with a passphrase, or without where the vault has none. `vault/locked` for a wrong one, and for none where one is needed. */
export async function unlockVault(
  crypto: VaultCrypto,
  file: Uint8Array,
  passphrase: string | undefined,
): Promise<Result<OpenVault>> {
  const read = decodeAs(vaultFile, file, vaultBytesMax)
  if (!read.ok) return refused("vault/damaged", read.detail)
  const vaultKey = await openAnySlot(crypto, read.value.slots, passphrase)
  if (vaultKey === undefined) return refused("vault/locked", "no slot opens")
  const plain = crypto.bodies.open(bundleKey(vaultKey), read.value.nonce, read.value.bundle)
  if (plain === undefined) return refused("vault/damaged", "the bundle does not open")
  const bundle = decodeAs(keyBundle, plain, vaultBytesMax)
  if (!bundle.ok) return refused("vault/damaged", bundle.detail)
  return ok(opened(crypto, vaultKey, bundle.value, isProtected(read.value.slots)))
}

/** Whether the file asks for a passphrase at all: what an unlock screen needs to know before it asks. */
export function needsPassphrase(file: Uint8Array): Result<boolean> {
  const read = decodeAs(vaultFile, file, vaultBytesMax)
  return read.ok ? ok(isProtected(read.value.slots)) : refused("vault/damaged", read.detail)
}

/**
 * The same vault under another protection: records stay as they are. Replace the old file in one step; until the new one
 * is on disk the old one still opens.
 */
export async function reprotectVault(
  crypto: VaultCrypto,
  file: Uint8Array,
  passphrase: string | undefined,
  protection: Protection,
): Promise<Result<Uint8Array>> {
  const read = decodeAs(vaultFile, file, vaultBytesMax)
  if (!read.ok) return refused("vault/damaged", read.detail)
  const vaultKey = await openAnySlot(crypto, read.value.slots, passphrase)
  if (vaultKey === undefined) return refused("vault/locked", "no slot opens")
  const slots = [await makeSlot(crypto, vaultKey, protection)]
  return ok(encodeAs(vaultFile, { ...read.value, slots }))
}

function opened(
  crypto: VaultCrypto,
  vaultKey: Uint8Array,
  bundle: KeyBundle,
  isGuarded: boolean,
): OpenVault {
  return {
    bundle,
    protected: isGuarded,
    sealRecord(place, plain) {
      const nonce = crypto.random.bytes(nonceBytes)
      return joinBytes(nonce, crypto.bodies.seal(recordKey(vaultKey, place), nonce, plain))
    },
    openRecord(place, sealed) {
      if (sealed.length < nonceBytes) return refused("vault/damaged", `${place}: cut short`)
      const nonce = sealed.subarray(0, nonceBytes)
      const body = sealed.subarray(nonceBytes)
      const plain = crypto.bodies.open(recordKey(vaultKey, place), nonce, body)
      return plain === undefined ? refused("vault/damaged", `${place}: does not open`) : ok(plain)
    },
  }
}

async function makeSlot(
  crypto: VaultCrypto,
  vaultKey: Uint8Array,
  protection: Protection,
): Promise<Slot> {
  if (protection.kind === "none") return { kind: "open", vaultKey }
  const { memoryKib, passes } = protection.cost
  assert(protection.passphrase.length > 0, "an empty passphrase was refused before")
  const salt = crypto.random.bytes(saltBytes)
  const nonce = crypto.random.bytes(nonceBytes)
  const key = await slotKey(protection.passphrase, { memoryKib, passes, salt })
  const sealed = crypto.bodies.seal(key, nonce, vaultKey)
  return { kind: "passphrase", memoryKib, passes, salt, nonce, sealed }
}

async function openAnySlot(
  crypto: VaultCrypto,
  slots: readonly Slot[],
  passphrase: string | undefined,
): Promise<Uint8Array | undefined> {
  for (const each of slots) {
    if (each.kind === "open") return each.vaultKey
    if (passphrase === undefined || passphrase.length === 0 || isTooCheap(each)) continue
    // One after the other: each costs 64 MiB of memory.
    const key = await slotKey(passphrase, each)
    const vaultKey = crypto.bodies.open(key, each.nonce, each.sealed)
    if (vaultKey !== undefined) return vaultKey
  }
  return undefined
}

/** Below what argon2 itself can do (RFC 9106 section 3.1): no slot that this program wrote. */
function isTooCheap(cost: PassphraseCost): boolean {
  return cost.memoryKib < 8 || cost.passes < 1
}

/** Normalised, so that the same passphrase typed on another keyboard is the same. */
async function slotKey(
  passphrase: string,
  price: PassphraseCost & { readonly salt: Uint8Array },
): Promise<Uint8Array> {
  const stretched = await argon2id({
    password: passphrase.normalize("NFKC"),
    salt: price.salt,
    memorySize: price.memoryKib,
    iterations: price.passes,
    parallelism: 1,
    hashLength: keyBytes,
    outputType: "binary",
  })
  return deriveKey(stretched, "parley/v1/vault", utf8("slot"), keyBytes)
}

function isProtected(slots: readonly Slot[]): boolean {
  return slots.every((each) => each.kind === "passphrase")
}

function bundleKey(vaultKey: Uint8Array): Uint8Array {
  return deriveKey(vaultKey, "parley/v1/vault", utf8("bundle"), keyBytes)
}

function recordKey(vaultKey: Uint8Array, place: string): Uint8Array {
  return deriveKey(vaultKey, "parley/v1/vault", utf8(`record\0${place}`), keyBytes)
}
