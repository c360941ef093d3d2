// The inner channel: what carries frames once the handshake is over. One key a direction, ChaCha20-Poly1305 (RFC 8439), a
// counter nonce that is never sent and rises by exactly one, and padding under the seal. A frame that is altered, dropped,
// repeated, reordered or sent back where it came from does not open, and nothing after it is believed.
//
//   sealed = ChaCha20-Poly1305(key, nonce = 0^4 ‖ u64be(counter), pad(mark ‖ bytes))
//
// A key is renewed one way, hourly or after 2^16 frames, so that keys taken from memory open no earlier traffic. The sender
// decides and says so in `mark`, inside the seal, so both sides change at the same frame whatever their clocks say.

import { deriveKey } from "../crypto/digest.ts"
import { isPaddedLength, pad, paddedLength, unpad } from "../crypto/padding.ts"
import type { FrameCipher } from "../crypto/ports.ts"
import { joinBytes, uint64 } from "../encoding/bytes.ts"
import { limits } from "../limits.ts"
import { ok, refused, type Result } from "../result.ts"

const tagBytes = 16
const floor = limits.framePadFloorBytes
const empty = new Uint8Array(0)
const nonceHead = new Uint8Array(4)

const keyStays = 0
const keyChanges = 1

/** The longest message of a channel on the wire: what a WebSocket must let through. */
export const sealedBytesMax = limits.frameBytesMax + tagBytes

/** One way of a circuit: its key, the next counter, and how long this key has served. */
export interface Direction {
  readonly key: Uint8Array
  readonly counter: number
  readonly frames: number
  readonly keyedAt: number
}

export function startDirection(key: Uint8Array, now: number): Direction {
  return { key, counter: 0, frames: 0, keyedAt: now }
}

/** Seals the next frame of this direction. Refuses only what is too large. */
export function sealNext(
  cipher: FrameCipher,
  direction: Direction,
  bytes: Uint8Array,
  now: number,
): Result<{ readonly direction: Direction; readonly sealed: Uint8Array }> {
  if (paddedLength(bytes.length + 2, floor) > limits.frameBytesMax) {
    return refused("form/too-large", `a frame of ${String(bytes.length)} bytes`)
  }
  const isLastOfKey =
    direction.frames + 1 >= limits.framesPerKeyMax || now - direction.keyedAt >= limits.rekeyMs
  const mark = Uint8Array.of(isLastOfKey ? keyChanges : keyStays)
  const padded = pad(joinBytes(mark, bytes), floor)
  const sealed = cipher.seal(direction.key, nonceOf(direction), padded)
  return ok({ direction: after(direction, isLastOfKey, now), sealed })
}

/** Opens the one frame that may come next. Any refusal ends the circuit. */
export function openNext(
  cipher: FrameCipher,
  direction: Direction,
  sealed: Uint8Array,
  now: number,
): Result<{ readonly direction: Direction; readonly bytes: Uint8Array }> {
  if (sealed.length > sealedBytesMax) return refused("form/too-large", "a frame above the bound")
  if (!isPaddedLength(sealed.length - tagBytes, floor)) {
    return refused("wire/channel", "no frame has this length: cut short or added to")
  }
  // Replay, reflection, reordering and damage are one failure: telling them apart would need trial keys and tell a forger which.
  const padded = cipher.open(direction.key, nonceOf(direction), sealed)
  if (padded === undefined) return refused("wire/channel", "does not open as the next frame")
  const plain = unpad(padded, floor)
  const mark = plain?.[0]
  if (plain === undefined || (mark !== keyStays && mark !== keyChanges)) {
    return refused("wire/channel", "opened, but is not padded as a frame")
  }
  if (mark === keyStays && direction.frames + 1 >= limits.framesPerKeyMax) {
    return refused("wire/channel", "the sender has used one key for too long")
  }
  return ok({ direction: after(direction, mark === keyChanges, now), bytes: plain.subarray(1) })
}

/** The counter goes on across keys: a nonce is never used twice, whichever way one reads the rule. */
function after(direction: Direction, isLastOfKey: boolean, now: number): Direction {
  const counter = direction.counter + 1
  if (!isLastOfKey) return { ...direction, counter, frames: direction.frames + 1 }
  return {
    key: deriveKey(direction.key, "parley/v1/rekey", empty, 32),
    counter,
    frames: 0,
    keyedAt: now,
  }
}

function nonceOf(direction: Direction): Uint8Array {
  return joinBytes(nonceHead, uint64(direction.counter))
}
