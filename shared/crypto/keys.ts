// Whether a public key may enter a signed document. Checked once, there; afterwards the key is trusted to be a good one.

import { ed25519 } from "@noble/curves/ed25519.js"

import { hexOf } from "../encoding/bytes.ts"
import { xwingSizes } from "./xwing.ts"

/** Canonical encoding, on the curve, not of small order, torsion-free. */
export function isSoundSigningKey(publicKey: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(publicKey)
    return !point.isSmallOrder() && point.isTorsionFree()
  } catch {
    return false
  }
}

/** The modulus of ML-KEM (FIPS 203 section 2.4). Each coefficient of a public key must lie below it. */
const modulus = 3_329
/** The field of Curve25519 (RFC 7748 section 4.1). */
const field = 2n ** 255n - 19n
/** The u-coordinates of points of order 1, 2, 4 and 8, on the curve and on its twist: X25519 takes all of them to zero. */
const smallOrder: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  field - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
])

/**
 * An X-Wing public key that everybody can seal to. One bad key in a roster or prekey would otherwise stop every message
 * that names its device.
 */
export function isSoundEncapsulationKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== xwingSizes.publicKey) return false
  const coefficientBytes = xwingSizes.latticeKey - 32
  for (let i = 0; i < coefficientBytes; i += 3) {
    const low = publicKey[i] ?? 0
    const middle = publicKey[i + 1] ?? 0
    const high = publicKey[i + 2] ?? 0
    if ((low | ((middle & 15) << 8)) >= modulus) return false
    if (((middle >> 4) | (high << 4)) >= modulus) return false
  }
  return !isOfSmallOrder(publicKey.subarray(xwingSizes.latticeKey))
}

/** The top bit is not part of the coordinate, and a coordinate need not be reduced (RFC 7748 section 5). */
function isOfSmallOrder(point: Uint8Array): boolean {
  const coordinate = BigInt(`0x${hexOf(point.toReversed())}`) % 2n ** 255n
  return smallOrder.has(coordinate % field)
}
