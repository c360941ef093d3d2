// Two exports of one line, one of each party, made into one statement of facts: what both prove, what only one has, and where the two
// copies of one journal are not the same journal.

import { equalBytes } from "../../../shared/encoding/bytes.ts"
import { encodeAs } from "../../../shared/encoding/schema.ts"
import type { LineState } from "../../../shared/line/state.ts"
import type { RelayId } from "../../../shared/records/names.ts"
import { entry } from "../../../shared/records/entry.ts"
import type { Audit } from "../../sdk/audit.ts"
import type { LedgerFact } from "../../sdk/view/ledger.ts"
import { relayName, serialOf } from "../../sdk/view/naming.ts"
import { factJson, type FactForm } from "./fact-json.ts"

/**
 * both: proven in both exports. first, second: in that one alone, although the other reaches further. first-later, second-later: in that
 * one alone, and the other ends before it: it may be nothing but newer.
 */
export type Standing = "both" | "first" | "second" | "first-later" | "second-later"

interface ReconciledFact {
  readonly standing: Standing
  readonly fact: FactForm
}

/** One relay's journal, shown differently to the two parties: whoever is lied to, the relay has signed both. */
interface Fork {
  readonly relay: RelayId
  readonly name: string
  readonly epoch: number
  readonly index: number
}

export interface Reconciliation {
  readonly facts: readonly ReconciledFact[]
  readonly forks: readonly Fork[]
}

interface Export {
  readonly audit: Audit
  readonly state: LineState
}

/** Both exports must be of one line and found it. Entries that an audit refused count for nothing here either. */
export function reconcile(first: Export, second: Export): Reconciliation {
  const [ours, theirs] = [factsOf(first), factsOf(second)]
  const merged = [...ours.values()].map((fact): [LedgerFact, Standing] => {
    const other = theirs.get(fact.name)
    if (other !== undefined) return [withPlaces(fact, other), "both"]
    return [fact, isBeyond(fact, second.audit) ? "first-later" : "first"]
  })
  const added = [...theirs.values()].flatMap((fact): [LedgerFact, Standing][] => {
    if (ours.has(fact.name)) return []
    return [[fact, isBeyond(fact, first.audit) ? "second-later" : "second"]]
  })
  const inOrder = [...merged, ...added].toSorted(([a], [b]) => earliest(a) - earliest(b))
  return {
    facts: inOrder.map(([fact, standing]) => {
      const { state } = standing.startsWith("second") ? second : first
      const names = {
        state,
        serialOf: (message: Parameters<typeof serialOf>[1]) => serialOf(state, message),
      }
      return { standing, fact: factJson(names, fact) }
    }),
    forks: forksOf(first, second),
  }
}

function factsOf({ audit }: Export): ReadonlyMap<string, LedgerFact> {
  const refused = new Set(audit.refused.map((each) => placeName(each)))
  const facts = new Map<string, LedgerFact>()
  for (const fact of audit.ledger.inOrder(new Map())) {
    const places = fact.places.filter((place) => !refused.has(placeName(place)))
    if (places.length > 0) facts.set(fact.name, { ...fact, places })
  }
  return facts
}

interface PlaceName {
  readonly relay: RelayId
  readonly epoch: number
  readonly index: number
}

function placeName({ relay, epoch, index }: PlaceName): string {
  return `${relay} ${String(epoch)} ${String(index)}`
}

function withPlaces(fact: LedgerFact, other: LedgerFact): LedgerFact {
  const known = new Set(fact.places.map(placeName))
  return {
    ...fact,
    places: [...fact.places, ...other.places.filter((place) => !known.has(placeName(place)))],
  }
}

/** Everywhere it stands, the other export ends before. */
function isBeyond({ places }: LedgerFact, { report }: Audit): boolean {
  return places.every(({ relay, epoch, index }) => {
    const journal = report.journals.find((each) => each.relay === relay && each.epoch === epoch)
    return journal !== undefined && index >= journal.size
  })
}

function earliest({ places }: LedgerFact): number {
  return Math.min(...places.map(({ t }) => t))
}

/** The first index of each journal at which the two copies differ. */
function forksOf(first: Export, second: Export): readonly Fork[] {
  return first.audit.report.journals.flatMap(({ relay, epoch, entries }) => {
    const other = second.audit.report.journals.find(
      (journal) => journal.relay === relay && journal.epoch === epoch,
    )
    const theirs = new Map(other?.entries.map((each) => [each.index, each.entry]))
    const differing = entries.find(({ index, entry: own }) => {
      const its = theirs.get(index)
      return its !== undefined && !equalBytes(encodeAs(entry, own), encodeAs(entry, its))
    })
    if (differing === undefined) return []
    return [{ relay, name: relayName(first.state, relay), epoch, index: differing.index }]
  })
}
