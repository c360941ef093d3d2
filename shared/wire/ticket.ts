// How a client shows its ticket: among the subprotocols of the WebSocket's opening, the one place of it that a page in a
// browser may fill. Not in the address, which proxies write into their logs.

import { bytesOfHex, hexOf } from "../encoding/bytes.ts"

/** What both ends speak; the relay names it in its answer where a client has offered it. */
export const subprotocol = "parley.v1"
const prefix = "ticket."

/** What to offer when opening a WebSocket. */
export function offered(ticket: Uint8Array): readonly string[] {
  return [subprotocol, `${prefix}${hexOf(ticket)}`]
}

/** The ticket in a header `Sec-WebSocket-Protocol`; undefined where there is none that reads. */
export function ticketIn(header: string | undefined): Uint8Array | undefined {
  const named = header?.split(",").map((each) => each.trim())
  const digits = named?.find((each) => each.startsWith(prefix))?.slice(prefix.length)
  return digits !== undefined && /^(?:[0-9a-f]{2}){1,128}$/u.test(digits)
    ? bytesOfHex(digits)
    : undefined
}
