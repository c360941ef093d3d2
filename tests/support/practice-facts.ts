// What devices say of a message in a practice story, and what relays say of devices, said shortly.

import { encodeAs } from "../../shared/encoding/schema.ts"
import type { DeviceId } from "../../shared/records/names.ts"
import type { Chained } from "../../shared/records/parsed.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import { signed } from "../../shared/records/signed.ts"
import type { Fact } from "../../shared/records/stage.ts"

/** Facts that say nothing more than their kind; `read` is by the duty officer. */
export type PlainFact =
  | "received"
  | "read"
  | "read-back"
  | "confirmed"
  | "differs"
  | "answered"
  | "declined"
  | "cannot-open"

export function factOf(said: Fact | PlainFact): Fact {
  if (typeof said !== "string") return said
  return said === "read" ? { kind: "read", role: "duty" } : { kind: said }
}

/** What a relay enters that was shown both records. */
export function evidenceOf(
  first: Chained,
  second: Chained,
  device: DeviceId = second.core.link.from,
): Extract<Relayed, { kind: "evidence" }> {
  const [one, other] = [first, second].map((record) => encodeAs(signed, record.signed))
  const nothing = new Uint8Array()
  return {
    kind: "evidence",
    format: 1,
    what: "chain/fork",
    device,
    first: one ?? nothing,
    second: other ?? nothing,
  }
}
