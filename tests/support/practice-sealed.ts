// The sealed parts of a practice story: bytes of the right form and length, the same every time.

import { compareText, utf8 } from "../../shared/encoding/bytes.ts"
import { sha256 } from "../../shared/crypto/digest.ts"
import { wrapBytes } from "../../shared/records/envelope.ts"
import type { DeviceId, MessageId } from "../../shared/records/names.ts"
import type { CallSign, PracticeLine } from "./practice-line.ts"

interface Sealed {
  readonly body: Uint8Array
  readonly wraps: readonly { readonly device: DeviceId; readonly wrap: Uint8Array }[]
}

/** Body and wraps for these devices, the same for the same message. Nobody can open them. */
export function sealedFor(line: PracticeLine, message: MessageId, to: readonly CallSign[]): Sealed {
  const wraps = to
    .map((callSign) => line.devices[callSign].device)
    .toSorted(compareText)
    .map((device) => ({ device, wrap: filled(`wrap of ${message} for ${device}`, wrapBytes) }))
  return { body: filled(`body of ${message}`, 1_088), wraps }
}

/** As many bytes as asked, the same for the same words. */
function filled(words: string, length: number): Uint8Array {
  const block = sha256(utf8(words))
  return new Uint8Array(length).map((_, i) => block[i % block.length] ?? 0)
}
