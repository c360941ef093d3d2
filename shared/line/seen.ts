// A head that a device says it has seen of a relay's journal. It counts as the relay's word, and so against the relay, only with
// the relay's own signature: else one device could stop a relay, or accuse it, by a number of its own making.

import type { Signatures } from "../crypto/ports.ts"
import { bytesOfHex } from "../encoding/bytes.ts"
import { isHeadSigned, originOf } from "../log/checkpoint.ts"
import type { SeenHead } from "../records/link.ts"
import type { LineState } from "./state.ts"

/** Whether the relay that it names has signed this head, by a log key that a charter of the line gives it. */
export function isOwnHead(
  { line, charters }: Pick<LineState, "line" | "charters">,
  head: SeenHead,
  port: Pick<Signatures, "verify">,
): boolean {
  const { relay, epoch, size, root, signature } = head
  const checkpoint = { origin: originOf(line, relay, epoch), size, root: bytesOfHex(root) }
  const logKeys = charters
    .flatMap(({ document }) => document.relays)
    .filter((named) => named.relay === relay)
    .map(({ logKey }) => logKey)
  return logKeys.some((logKey) => isHeadSigned(checkpoint, logKey, signature, port))
}
