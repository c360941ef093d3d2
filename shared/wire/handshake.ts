// Who talks to whom, before anything else: an X-Wing exchange signed by both ends, inside the WebSocket. TLS may end in
// front of the relay; this does not. The client's device id travels only under the new keys.
//
//   C→R hello      nonce, ephemeral key            (no device: hidden from whoever watches)
//   R→C challenge  nonce, ciphertext, time, signature over H(hello) and its own fields
//   C→R frame 0    device, signature over the transcript, under the client's key
//
// Source: PROTOCOL.md section "Circuit"; shape of SIGMA (Krawczyk 2003); models in the design show injective agreement.

import { bytes, constant, record, uint, type Infer } from "../encoding/schema.ts"
import { encodeAs } from "../encoding/schema.ts"
import { deriveKey, digest, sha256 } from "../crypto/digest.ts"
import { joinBytes, uint64 } from "../encoding/bytes.ts"
import { deviceId, instant, lineId, relayId } from "../records/names.ts"

export const wireVersion = 1

export const hello = record({
  version: uint(255),
  relay: relayId,
  line: lineId,
  nonce: bytes(32),
  ephemeral: bytes(1_216),
})
export type Hello = Infer<typeof hello>

export const challenge = record({
  version: constant(wireVersion),
  nonce: bytes(32),
  ciphertext: bytes(1_120),
  t: instant,
  signature: bytes(64),
})
export type Challenge = Infer<typeof challenge>

export const authentication = record({ device: deviceId, signature: bytes(64) })

/** What the relay signs in context `relay-hello`. */
export function challengeBytes(
  helloBytes: Uint8Array,
  answer: Pick<Challenge, "nonce" | "ciphertext" | "t">,
): Uint8Array {
  return joinBytes(sha256(helloBytes), answer.nonce, answer.ciphertext, uint64(answer.t))
}

/** The transcript hash: both keys derive from it, and the device signs it in context `relay-auth`. */
export function transcriptOf(helloBytes: Uint8Array, answer: Challenge): Uint8Array {
  return digest("parley/v1/session", sha256(helloBytes), sha256(encodeAs(challenge, answer)))
}

export interface CircuitKeys {
  readonly clientToRelay: Uint8Array
  readonly relayToClient: Uint8Array
}

export function circuitKeys(secret: Uint8Array, transcript: Uint8Array): CircuitKeys {
  return {
    clientToRelay: deriveKey(secret, "parley/v1/c2r", transcript, 32),
    relayToClient: deriveKey(secret, "parley/v1/r2c", transcript, 32),
  }
}
