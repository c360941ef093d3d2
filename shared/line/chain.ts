// Each device chains what it signs: `seq` counts up by one, `prev` names the record before. A gap, a repeat and a fork each
// have one answer, everywhere.

import type { DeviceId, Hash, RelayId } from "../records/names.ts"
import { branded } from "../encoding/schema.ts"
import type { Chained } from "../records/parsed.ts"
import { noJournal, withEntry, type Head, type LineState } from "./state.ts"

/** What the first record of a device names as its predecessor. */
export const noPredecessor = branded<Hash>("0".repeat(64))

/**
 * next: follows the head. repeat: the same record again. fork: another record under a number already taken, or not following
 * its predecessor. gap: comes before its predecessors; `want` is the number missing.
 */
export type Place =
  | { readonly kind: "next" }
  | { readonly kind: "repeat" }
  | { readonly kind: "fork"; readonly against: Hash }
  | { readonly kind: "gap"; readonly want: number }

/**
 * `prior` is the hash held at this (device, seq), where the number is at or below the head. Only the head's own hash is in
 * the state, and after a fork not even that: whoever holds the journal knows the others.
 */
export function placeOf(head: Head | undefined, record: Chained, prior: Hash | undefined): Place {
  const { seq, prev } = record.core.link
  const last = head ?? { seq: 0, hash: noPredecessor }
  if (seq > last.seq + 1) return { kind: "gap", want: last.seq + 1 }
  if (seq === last.seq + 1) {
    return prev === last.hash ? { kind: "next" } : { kind: "fork", against: last.hash }
  }
  const held = prior ?? (seq === last.seq ? last.hash : noPredecessor)
  if (held === record.hash) return { kind: "repeat" }
  // Just before an earlier fork, where nobody has said what stands there: no second accusation without a second witness.
  const isUnknown = seq === last.seq && held === noPredecessor
  return isUnknown ? { kind: "repeat" } : { kind: "fork", against: held }
}

/**
 * The number that a journal must show before this record counts from it; undefined where it may. A journal speaks only as far
 * as it is whole by itself: did another one fill its gaps, the state would depend on which of them was folded first.
 */
export function missingIn(state: LineState, relay: RelayId, record: Chained): number | undefined {
  const { from, seq } = record.core.link
  const next = (state.journals.get(relay)?.chains.get(from) ?? 0) + 1
  return seq > next ? next : undefined
}

/** The state with this record as the newest of its author in one journal, unless it is an old one met again. */
export function withChain(
  state: LineState,
  at: { readonly relay: RelayId; readonly t: number },
  record: Chained,
): LineState {
  const { from, seq } = record.core.link
  const known = state.journals.get(at.relay) ?? noJournal(at.t)
  if (seq <= (known.chains.get(from) ?? 0)) return state
  const chains = withEntry(known.chains, from, seq)
  return { ...state, journals: withEntry(state.journals, at.relay, { ...known, chains }) }
}

/** The state with this record as its author's newest. Serials count envelopes only. */
export function advance(state: LineState, record: Chained): LineState {
  const { from, seq } = record.core.link
  const serial = record.kind === "envelope" ? record.core.serial : serialOf(state, from)
  const heads = withEntry(state.heads, from, { seq, hash: record.hash, serial })
  return withHeadBefore({ ...state, heads }, from)
}

/** A forked device's head is the last record before the fork, and says no more than its number. */
export function withHeadBefore(state: LineState, device: DeviceId): LineState {
  const last = (state.forked.get(device) ?? Number.POSITIVE_INFINITY) - 1
  if ((state.heads.get(device)?.seq ?? 0) < last) return state
  const head = { seq: last, hash: noPredecessor, serial: 0 }
  return { ...state, heads: withEntry(state.heads, device, head) }
}

export function serialOf(state: LineState, device: DeviceId): number {
  return state.heads.get(device)?.serial ?? 0
}

/** How people name a message: call sign and the author's own count, four digits at least. */
export function serialText(callSign: string, serial: number): string {
  return `${callSign}-${String(serial).padStart(4, "0")}`
}
