// Heads of the practice line's journals, as a test lets devices say that they have seen them.

import { bytesOfHex, utf8 } from "../../../shared/encoding/bytes.ts"
import { checkpointText, originOf } from "../../../shared/log/checkpoint.ts"
import type { SeenHead } from "../../../shared/records/link.ts"
import type { Hash } from "../../../shared/records/names.ts"
import type { RelayName } from "../../support/practice-line.ts"
import { crypto, line } from "./desk-bench.ts"

/** A head as a device has seen it, signed by the relay's log key; or by another, and then it proves nothing. */
export function seenOf(
  name: RelayName,
  head: { readonly epoch?: number; readonly size: number; readonly root: Hash },
  by = line.relays[name].logSeed,
): SeenHead {
  const { epoch = 1, size, root } = head
  const { relay } = line.relays[name]
  const origin = originOf(line.line, relay, epoch)
  const text = checkpointText({ origin, size, root: bytesOfHex(root) })
  return { relay, epoch, size, root, signature: crypto.signatures.sign(by, utf8(text)) }
}
