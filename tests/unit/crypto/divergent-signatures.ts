// Signatures that Ed25519 verifiers judge differently, made as a party would who means to disown them later. The cases are
// those of "Taming the many EdDSAs" (Chalkias, Garillot, Nikolaenko 2020), computed here for one message each.

import { ed25519 } from "@noble/curves/ed25519.js"
import { sha512 } from "@noble/hashes/sha2.js"

import { bytesOfHex, hexOf, joinBytes, uint64, utf8 } from "../../../shared/encoding/bytes.ts"

const { Point } = ed25519
type CurvePoint = typeof Point.BASE
const order = Point.Fn.ORDER
const field = Point.Fp.ORDER

export interface Divergent {
  readonly name: string
  readonly publicKey: Uint8Array
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

/** The message as it reaches the verifier, which the case must fit: context, zero byte, bytes. */
const prefix = joinBytes(utf8("Parley-v1 stage"), new Uint8Array(1))

const secret = 0x1234567890abcdef1234567890abcdef1234567890abcdefn
const nonce = 0xfedcba0987654321fedcba0987654321fedcba0987654321n
const honestKey = Point.BASE.multiply(secret)
const honestNonce = Point.BASE.multiply(nonce)
/** A point of order eight: what is left of any point of the whole curve when the prime part is taken away. */
const torsion = pointOfOrderEight()

export const honest: Divergent = crafted("honest", honestKey.toBytes(), honestNonce.toBytes())

export const divergent: readonly Divergent[] = [
  withScalarAbove(honest),
  crafted("R with torsion", honestKey.toBytes(), honestNonce.add(torsion).toBytes()),
  crafted("R of small order", honestKey.toBytes(), torsion.toBytes(), { nonce: 0n }),
  crafted("key with torsion, hash divisible by eight", mixedKey(), honestNonce.toBytes(), {
    residue: (h) => h % 8n === 0n,
  }),
  crafted("key with torsion, hash not divisible", mixedKey(), honestNonce.toBytes(), {
    residue: (h) => h % 8n !== 0n,
  }),
  crafted("key is the identity", Point.ZERO.toBytes(), honestNonce.toBytes(), { secret: 0n }),
  crafted("key is not canonical", littleEndian(field + 1n), honestNonce.toBytes(), { secret: 0n }),
]

/** Every point of small order, and those of them that have a second spelling: y above the field, or a sign where x is zero. */
export const weakKeys: readonly { readonly name: string; readonly publicKey: Uint8Array }[] = [
  ...Array.from({ length: 8 }, (_, i) => ({
    name: `${String(i)} times a point of order eight`,
    publicKey: Array.from({ length: i }, () => torsion)
      .reduce((sum, point) => sum.add(point), Point.ZERO)
      .toBytes(),
  })),
  { name: "zero above the field", publicKey: littleEndian(field) },
  { name: "the identity above the field", publicKey: littleEndian(field + 1n) },
  { name: "the identity with a sign", publicKey: littleEndian(1n + 2n ** 255n) },
  { name: "order two with a sign", publicKey: littleEndian(field - 1n + 2n ** 255n) },
]

/** Solves `S = r + h·a` for whatever was chosen; the bytes count up until the hash is as wanted. */
function crafted(
  name: string,
  publicKey: Uint8Array,
  r: Uint8Array,
  choice: {
    readonly secret?: bigint
    readonly nonce?: bigint
    readonly residue?: (h: bigint) => boolean
  } = {},
): Divergent {
  for (let count = 0; ; count += 1) {
    const bytes = joinBytes(utf8(name), uint64(count))
    const h = hashOf(r, publicKey, bytes)
    if (choice.residue !== undefined && !choice.residue(h)) continue
    const s = ((choice.nonce ?? nonce) + h * (choice.secret ?? secret)) % order
    return { name, publicKey, bytes, signature: joinBytes(r, littleEndian(s)) }
  }
}

function withScalarAbove(signed: Divergent): Divergent {
  const r = signed.signature.subarray(0, 32)
  const s = numberOf(signed.signature.subarray(32)) + order
  return { ...signed, name: "S above the order", signature: joinBytes(r, littleEndian(s)) }
}

function mixedKey(): Uint8Array {
  return honestKey.add(torsion).toBytes()
}

function hashOf(r: Uint8Array, publicKey: Uint8Array, bytes: Uint8Array): bigint {
  return numberOf(sha512(joinBytes(r, publicKey, prefix, bytes))) % order
}

function pointOfOrderEight(): CurvePoint {
  for (let y = 2n; ; y += 1n) {
    const point = pointAt(y)
    if (point === undefined) continue
    // Not `multiply(order)`, which the library reduces to zero.
    const rest = point.multiplyUnsafe(order - 1n).add(point)
    if (!rest.double().double().equals(Point.ZERO)) return rest
  }
}

function pointAt(y: bigint): CurvePoint | undefined {
  try {
    return Point.fromBytes(littleEndian(y))
  } catch {
    return undefined
  }
}

function littleEndian(value: bigint): Uint8Array {
  return bytesOfHex(value.toString(16).padStart(64, "0")).toReversed()
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${hexOf(bytes.toReversed())}`)
}
