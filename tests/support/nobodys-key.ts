// A key for devices to which no test seals.

import { xwingSizes } from "../../shared/crypto/xwing.ts"

/** Sound but nobody's: an all-zero lattice part and the curve's base point. */
export function nobodysFallbackKey(): Uint8Array {
  const key = new Uint8Array(xwingSizes.publicKey)
  key[xwingSizes.latticeKey] = 9
  return key
}
