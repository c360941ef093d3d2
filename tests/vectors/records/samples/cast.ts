// Who appears in the vectors: two invented parties, two devices each, two relays. Keys are real Ed25519 keys of seeds that
// repeat one byte, ids follow from them as the protocol says, and nothing here was ever used for anything else.

import { ed25519 } from "@noble/curves/ed25519.js"

import type { Signatures } from "../../../../shared/crypto/ports.ts"
import type { Context } from "../../../../shared/crypto/signatures.ts"
import { signIn } from "../../../../shared/crypto/signatures.ts"
import { uint64 } from "../../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../../shared/encoding/schema.ts"
import { deviceIdOf, partyIdOf } from "../../../../shared/line/agreement.ts"
import {
  hash,
  messageId,
  relayId,
  type DeviceId,
  type MessageId,
} from "../../../../shared/records/names.ts"
import { root, type Root } from "../../../../shared/records/root.ts"
import { fill, named } from "./sample.ts"

/** Midday UTC on an invented first of March: all times of the vectors count from it. */
export const noon = 1_772_366_400_000

const port: Signatures = {
  publicKey: (seed) => ed25519.getPublicKey(seed),
  sign: (seed, message) => ed25519.sign(message, seed),
  verify: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey),
}

export interface Keys {
  readonly seed: Uint8Array
  readonly publicKey: Uint8Array
}

function keysOf(seedByte: number): Keys {
  const seed = fill(seedByte, 32)
  return { seed, publicKey: port.publicKey(seed) }
}

export function signatureIn(context: Context, keys: Keys, bytes: Uint8Array): Uint8Array {
  return signIn(context, port, keys.seed, bytes)
}

export const rootKeysA: readonly Keys[] = [keysOf(0xa0), keysOf(0xa1), keysOf(0xa2)]
export const rootKeysB: readonly Keys[] = [keysOf(0xb0)]

export const rootOfA: Root = {
  format: 1,
  version: 0,
  label: "Northern Federation",
  keys: rootKeysA.map((keys) => keys.publicKey),
  threshold: 2,
  nextCommit: named(hash, fill(0xaf, 32)),
  created: noon - 86_400_000,
}

export const rootOfB: Root = {
  format: 1,
  version: 0,
  label: "République du Sud",
  keys: rootKeysB.map((keys) => keys.publicKey),
  threshold: 1,
  nextCommit: named(hash, fill(0xbf, 32)),
  created: noon - 86_400_000,
}

export const partyA = partyIdOf(encodeAs(root, rootOfA))

export interface Device extends Keys {
  readonly device: DeviceId
  readonly callSign: string
}

function deviceOf(seedByte: number, callSign: string): Device {
  const keys = keysOf(seedByte)
  return { ...keys, device: deviceIdOf(keys.publicKey), callSign }
}

export const a1 = deviceOf(0x11, "A1")
export const a2 = deviceOf(0x12, "A2")
export const b1 = deviceOf(0x21, "B1")
export const b2 = deviceOf(0x22, "B2")

export const relayKeys = keysOf(0x31)
export const relayA = named(relayId, fill(0x3a, 8))
export const relayB = named(relayId, fill(0x3b, 8))

/** UUIDv7 of two instants after noon, with their random parts filled in. */
export const firstMessage = uuid7(noon + 1_000, 0x41)
export const secondMessage = uuid7(noon + 2_000, 0x42)

function uuid7(t: number, random: number): MessageId {
  const bytes = fill(random, 16)
  bytes.set(uint64(t).subarray(2))
  bytes[6] = 0x70
  bytes[8] = 0x80
  return named(messageId, bytes)
}
