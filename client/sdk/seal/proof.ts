// The proof in an acknowledgement that its signer opened the message: only the sealed body holds the opening.

import { digest } from "../../../shared/crypto/digest.ts"
import { bytesOfHex, equalBytes } from "../../../shared/encoding/bytes.ts"
import type { DeviceId } from "../../../shared/records/names.ts"

/** Each device proves for itself: repeating another's proof shows nothing. */
export function openProofOf(opening: Uint8Array, device: DeviceId): Uint8Array {
  return digest("parley/v1/openproof", opening, bytesOfHex(device))
}

/** Checked by whoever holds the opening: the sender, and any device that opened the message itself. */
export function isOpenProof(
  proof: Uint8Array | undefined,
  opening: Uint8Array,
  device: DeviceId,
): boolean {
  return proof !== undefined && equalBytes(proof, openProofOf(opening, device))
}
