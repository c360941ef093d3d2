// What a frame has stored is taken from its device's and its party's quota before anything else is done with it.

import type { Precedence } from "../../shared/records/names.ts"
import { refuse, type Arrival } from "./arrival.ts"
import type { LineRelay } from "./line-relay.ts"
import { spent } from "./quotas.ts"

/** The line with the price paid; undefined, and the client told, where it cannot be. `number` is the client's for the frame. */
export function pay(
  relay: LineRelay,
  arrival: Arrival,
  price: { readonly number: number; readonly bytes: number; readonly precedence: Precedence },
): LineRelay | undefined {
  const { number, bytes, precedence } = price
  if (bytes === 0) return relay
  const { device } = arrival.circuit
  const { mono } = arrival.moment
  const quotas = spent(relay.quotas, relay.folded.state, { device, bytes, precedence, mono })
  if (quotas !== undefined) return { ...relay, quotas }
  refuse(arrival, number, { ok: false, code: "relay/full", detail: "more than may be stored now" })
  return undefined
}
