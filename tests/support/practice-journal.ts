// Journals of a practice line: what each relay has admitted, in its order, and the fold of one of them or of several.

import { noPredecessor } from "../../shared/line/chain.ts"
import { fold, type Standing } from "../../shared/line/fold.ts"
import type { LineState } from "../../shared/line/state.ts"
import type { Hash } from "../../shared/records/names.ts"
import { isFounding, type Parsed } from "../../shared/records/parsed.ts"
import type { Relayed } from "../../shared/records/relayed.ts"
import { withStatement } from "./practice-story.ts"
import { frozen } from "./frozen.ts"
import type { PracticeRelay } from "./practice-line.ts"

/** An entry of a practice journal. It becomes a `Folding` with the hash that whoever folds has under its number. */
export interface PracticeEntry {
  readonly at: Standing
  readonly said:
    | { readonly by: "party"; readonly record: Parsed }
    | { readonly by: "relay"; readonly relayed: Relayed }
}

/** One relay's journal, told by hand: it admits whatever a test gives it. */
export class PracticeJournal {
  readonly relay: PracticeRelay
  readonly entries: PracticeEntry[] = []

  constructor(relay: PracticeRelay) {
    this.relay = relay
  }

  /** `carriedAt`: the record was brought here with another relay's acceptance of that time. */
  admits(record: Parsed, t: number, carriedAt?: number): PracticeEntry {
    for (const before of withStatement(record).slice(0, -1)) {
      const isHere = this.entries.some(({ said }) => said.by === "party" && said.record === before)
      if (!isHere) this.#append({ by: "party", record: before }, t, carriedAt)
    }
    return this.#append({ by: "party", record }, t, carriedAt)
  }

  records(relayed: Relayed, t: number): PracticeEntry {
    return this.#append({ by: "relay", relayed }, t)
  }

  #append(said: PracticeEntry["said"], t: number, carriedAt?: number): PracticeEntry {
    const at = { relay: this.relay.relay, index: this.entries.length, t, carriedAt }
    const entry = { at, said }
    this.entries.push(entry)
    return entry
  }
}

/** Folds entries of one journal, or of several in any interleaving, as their holder would: it knows what it has folded. */
export function foldEntries(state: LineState, entries: Iterable<PracticeEntry>): LineState {
  const held = new Map<string, Hash>()
  let folded = state
  for (const entry of entries) folded = foldOne(folded, entry, held)
  return folded
}

/**
 * The same, one entry at a time. The state it is given is frozen: a fold never changes what it was given. `held` is
 * kept by the caller from one to the next.
 */
export function foldOne(
  state: LineState,
  { at, said }: PracticeEntry,
  held: Map<string, Hash> = new Map(),
): LineState {
  frozen(state)
  if (said.by === "relay") return fold(state, { at, said })
  const { record } = said
  if (isFounding(record))
    return fold(state, { at, said: { by: "party", record, prior: undefined } })
  const { from, seq, prev } = record.core.link
  const place = `${from} ${String(seq)}`
  const head = state.heads.get(from) ?? { seq: 0, hash: noPredecessor }
  const prior = seq <= head.seq ? held.get(place) : undefined
  // Only what follows is kept under its number: a second branch never displaces the first.
  if (seq === head.seq + 1 && prev === head.hash && !held.has(place)) held.set(place, record.hash)
  return fold(state, { at, said: { by: "party", record, prior } })
}
