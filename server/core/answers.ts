// What a submit frame is told once its records are confirmed: one signed acceptance for its good beginning, and a refusal for
// the first record that was not taken.

import { signIn } from "../../shared/crypto/signatures.ts"
import { encodeAs } from "../../shared/encoding/schema.ts"
import { limits } from "../../shared/limits.ts"
import {
  acceptance,
  type AcceptedEntry,
  type SignedAcceptance,
} from "../../shared/records/acceptance.ts"
import { epochOf } from "./folded.ts"
import type { LineRelay } from "./line-relay.ts"
import type { Outbox } from "./relay-event.ts"
import type { Answer } from "./turn.ts"

export function tell(relay: LineRelay, answer: Answer, out: Outbox): void {
  const { circuit, number, accepted, refusal } = answer
  const device = relay.circuits.get(circuit)?.device
  if (device === undefined) return
  if (accepted.length > 0) {
    out.send(circuit, { kind: "accepted", number, acceptance: acceptanceOf(relay, accepted) })
  }
  if (refusal === undefined) return
  const { position, want } = refusal
  const { code, detail } = refusal.refusal
  out.send(circuit, { kind: "refused", number, position, code, want, detail: detail.slice(0, 200) })
  out.push({ kind: "note", note: { what: "refused", device, code, detail } })
}

function acceptanceOf(relay: LineRelay, entries: readonly AcceptedEntry[]): SignedAcceptance {
  const { identity, folded } = relay
  const core = encodeAs(acceptance, {
    format: 1,
    relay: identity.relay,
    line: folded.state.line,
    epoch: epochOf(folded.state, identity.relay),
    entries,
    mergeDelay: limits.mergeDelayMs,
  })
  const { signatures, signingSeed } = identity
  return { core, signature: signIn("Parley-v1 acceptance", signatures, signingSeed, core) }
}
