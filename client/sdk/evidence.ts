// A relay that did not keep what it signed: its acceptance is stored, counts for nothing any more, and people are told.

import { encodeAs } from "../../shared/encoding/schema.ts"
import { signedAcceptance } from "../../shared/records/acceptance.ts"
import type { Parts } from "./desk.ts"
import type { Broken } from "./receipts.ts"
import { keys } from "./store-layout.ts"

export function tellBroken(
  { out, outbox }: Pick<Parts, "out" | "outbox">,
  { receipt, detail }: Broken,
): void {
  const { relay, entry, signed } = receipt
  // Stored before it stops counting: a crash in between leaves an acceptance that will be looked at again.
  out.store({
    key: keys.evidence(relay, entry.record),
    value: encodeAs(signedAcceptance, signed),
  })
  outbox.disbelieve(relay, entry.record, out)
  out.notice({ kind: "violation", relay, code: "log/forged", detail })
}
