// The log as a line of time: when each message was accepted, each step of a ladder was due, and how long messages took to the
// other side's machines and officers. A duration is taken within one relay's journal; times of two relays are never subtracted.

import { deviceEver } from "../../../shared/line/agreement.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { Side } from "../../../shared/records/charter.ts"
import type { Demand, Hash, MessageId, Precedence } from "../../../shared/records/names.ts"
import type { ParsedEnvelope } from "../../../shared/records/parsed.ts"
import type { LedgerFact } from "./ledger.ts"

interface MessageMark {
  readonly at: number
  readonly message: MessageId
  readonly side: Side
  readonly precedence: Precedence
}

interface StepMark {
  readonly at: number
  readonly message: MessageId
  readonly demand: Demand
  readonly action: string
}

/** `at`: when the message was accepted. */
export interface Taken {
  readonly at: number
  readonly ms: number
}

export interface Timeline {
  readonly messages: readonly MessageMark[]
  readonly steps: readonly StepMark[]
  /** From acceptance to the first machine of the other side. */
  readonly delivered: readonly Taken[]
  /** From acceptance to the first officer of the other side. */
  readonly read: readonly Taken[]
}

/** Of the messages accepted within these instants, and the steps recorded within them. */
export function timelineOf(
  facts: readonly LedgerFact[],
  state: LineState,
  { from, to }: { readonly from: number; readonly to: number },
): Timeline {
  const within = (at: number): boolean => at >= from && at <= to
  const envelopes = new Map<Hash, { readonly record: ParsedEnvelope; readonly fact: LedgerFact }>()
  for (const fact of facts) {
    const { said } = fact
    if (said.by !== "party" || said.record.kind !== "envelope" || !within(earliest(fact))) continue
    envelopes.set(said.record.hash, { record: said.record, fact })
  }
  return {
    messages: [...envelopes.values()].flatMap(({ record, fact }) => {
      const { link, message, precedence } = record.core
      const side = deviceEver(state, link.from)?.side
      return side === undefined ? [] : [{ at: earliest(fact), message, side, precedence }]
    }),
    steps: facts.flatMap((fact) => {
      const { said } = fact
      if (said.by === "party" || said.relayed.kind !== "overdue") return []
      const { message, demand, action } = said.relayed
      const at = earliest(fact)
      return within(at) ? [{ at, message, demand, action }] : []
    }),
    delivered: firstOf(facts, envelopes, "received"),
    read: firstOf(facts, envelopes, "read"),
  }
}

/** Of each message the least that any relay's journal shows for the first such stage. */
function firstOf(
  facts: readonly LedgerFact[],
  envelopes: ReadonlyMap<Hash, { readonly fact: LedgerFact }>,
  kind: "received" | "read",
): readonly Taken[] {
  const least = new Map<Hash, Taken>()
  for (const { said, places } of facts) {
    if (said.by !== "party" || said.record.kind !== "stage") continue
    const { fact, header } = said.record.core
    const envelope = envelopes.get(header)?.fact
    if (fact.kind !== kind || envelope === undefined) continue
    const ms = Math.min(least.get(header)?.ms ?? Infinity, ...durations(envelope, places))
    if (ms !== Infinity) least.set(header, { at: earliest(envelope), ms })
  }
  return [...least.values()].toSorted((a, b) => a.at - b.at)
}

/** One for each journal that has both, the message first. */
function durations(envelope: LedgerFact, places: LedgerFact["places"]): readonly number[] {
  return places.flatMap(({ relay, epoch, t }) => {
    const base = envelope.places.find((each) => each.relay === relay && each.epoch === epoch)
    return base === undefined || t < base.t ? [] : [t - base.t]
  })
}

function earliest({ places }: LedgerFact): number {
  return Math.min(...places.map(({ t }) => t))
}
