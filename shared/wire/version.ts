// Which version of the protocol somebody speaks, read before anything else: what follows may be laid out in a way that
// this program cannot know.

import { decodeItem } from "../encoding/cbor.ts"
import { Malformed } from "../encoding/item.ts"
import { limits } from "../limits.ts"

/** The first field of a hello or challenge, in any version; undefined where there is none. */
export function versionOf(bytes: Uint8Array): number | undefined {
  try {
    const item = decodeItem(bytes, limits.frameBytesMax)
    if (!Array.isArray(item)) return undefined
    const first: unknown = item[0]
    return typeof first === "number" ? first : undefined
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
